"""What goes wrong around the form itself: its port, its printing, and what a person is told of it."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import decision_aid
from decision_aid import assets
from tests.reliability.writers import Browser
from tests.test_cli import COMMAND, environment

from .conftest import Said, Trial
from .form import Person, served, told
from .guide import documented


def test_a_port_in_use_is_refused_with_another(serve: Trial) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = serve("--port", str(port)).refused()
    documented("the port is in use", said, example={str(port): "8000", str(port + 1): "8001"})


def test_an_address_of_another_machine_is_refused(serve: Trial) -> None:
    said = serve("--host", "192.0.2.11", "--port", "8000", tls_proxy="1", trusted_hosts="form.clinic.example").refused()
    documented("`--host` is no address of this machine", said)


def test_an_address_that_leads_nowhere_is_refused(serve: Trial) -> None:
    documented("`--host` leads nowhere", serve("--host", "fe80::1%eth7").refused())


def path_of(folder: Path) -> str:
    """The path of Python on a machine without Pango, where loading the engine fails."""
    engine = folder / "machine" / "weasyprint"
    engine.mkdir(parents=True, exist_ok=True)
    (engine / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    return f"{engine.parent}:{Path(decision_aid.__file__).parents[1]}"


def test_a_questionnaire_that_is_half_written_meanwhile_changes_nothing_for_who_answers(tmp_path: Path) -> None:
    questions = tmp_path / "questions.yaml"
    whole = assets.questions().read_bytes()
    questions.write_bytes(whole)
    with served(tmp_path, questions=str(questions)) as form, Person(form) as person:
        questions.write_bytes(whole[: len(whole) // 3] + b"\n[")  # broken off, it cannot be read: one fault
        assert person.press_continue("kept").status == 303
        assert person.note() == "kept"
        assert person.browser.get("/summary").status == 200
        given = environment(tmp_path, {"questions": str(questions)})
        doctor = subprocess.run(
            [*COMMAND, "doctor"], env=given, capture_output=True, check=False, text=True, timeout=60
        )
    (wrong,) = Said(doctor.returncode, doctor.stdout, doctor.stderr).wrong()
    documented(
        "the questionnaire is half written while the form serves: `doctor`",
        wrong,
        example={tmp_path: "/etc/decision-aid"},
    )


def test_without_pango_everything_but_printing_works(tmp_path: Path) -> None:
    with served(tmp_path, environment={"PYTHONPATH": path_of(tmp_path)}) as form, Person(form) as person:
        assert person.press_continue("kept").status == 303
        page = person.browser.get("/summary.pdf")
        assert page.status == 503
        documented("Pango is missing: somebody prints", *told(page))
        assert person.browser.get("/summary").status == 200
        assert person.browser.get("/readyz").status == 503

    given = {**environment(tmp_path, {}), "PYTHONPATH": path_of(tmp_path)}
    doctor = subprocess.run([*COMMAND, "doctor"], env=given, capture_output=True, check=False, text=True, timeout=60)
    documented("Pango is missing: `doctor`", *Said(doctor.returncode, doctor.stdout, doctor.stderr).wrong())


def test_a_browser_that_keeps_no_cookies_is_told_so(tmp_path: Path) -> None:
    with served(tmp_path) as form:
        browser = Browser(form.port)
        asked = browser.form("/")
        browser.cookies.clear()
        page = browser.post("/start", asked)
        browser.close()
    assert page.status == 403
    documented("a browser keeps no cookies", told(page)[1])
