"""The commands as somebody types them: a process of its own, its words and its exit code."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.settings import Settings

SMALLEST = Path(__file__).parent / "papers" / "smallest.yaml"
COMMAND = [sys.executable, "-P", "-m", "decision_aid"]


def run(*arguments: str, state: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        check=False,
        cwd=state,
        env=environment(state, settings),
        text=True,
        timeout=60,
    )


def environment(state: Path, settings: Mapping[str, str]) -> dict[str, str]:
    named = {f"DECISION_AID_{name.upper()}": value for name, value in settings.items()}
    return {**os.environ, "DECISION_AID_STATE": str(state / "var"), **named}


def refused(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """Return the one sentence a command was refused with."""
    assert done.returncode == code, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_each_command_explains_itself(tmp_path: Path) -> None:
    said = run("--help", state=tmp_path).stdout
    for command in (
        "preview",
        "map",
        "diff",
        "serve",
        "check",
        "print-blank",
        "export",
        "purge",
        "new-key",
        "backup",
        "stats",
        "registry",
        "doctor",
        "bench",
    ):
        assert command in said
        assert run(command, "--help", state=tmp_path).returncode == 0


def test_a_wrong_use_ends_with_2(tmp_path: Path) -> None:
    done = run("dance", state=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none_ends_with_2(tmp_path: Path, port: str) -> None:
    done = run("serve", "--port", port, state=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_check_prints_a_short_inventory(tmp_path: Path) -> None:
    done = run("check", str(SMALLEST), state=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Questions" in done.stdout


def test_check_prints_every_fault_with_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        SMALLEST.read_text(encoding="utf-8").replace("title: Money, gravity: 2", "title: Money, gravity: x", 1)
        + "\nsurprise: yes\n",
        encoding="utf-8",
    )
    done = run("check", str(broken), state=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) >= 2
    assert all("broken.yaml:" in line for line in done.stderr.splitlines())
    assert "Traceback" not in done.stderr


def test_a_missing_questionnaire_is_one_sentence(tmp_path: Path) -> None:
    assert "nowhere.yaml" in refused(run("check", "nowhere.yaml", state=tmp_path))


def test_serve_refuses_a_broken_questionnaire(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("title: [", encoding="utf-8")
    assert "broken.yaml" in refused(run("serve", "--port", "0", state=tmp_path, questions=str(broken)), 78)


def test_serve_refuses_a_port_in_use_and_offers_another(tmp_path: Path, taken_port: int) -> None:
    said = refused(run("serve", "--port", str(taken_port), state=tmp_path))
    assert said.startswith(f"Port {taken_port} is in use.")
    assert "--port" in said


def test_serve_refuses_a_foreign_database(tmp_path: Path) -> None:
    database = tmp_path / "var" / "drafts.sqlite"
    database.parent.mkdir()
    database.write_bytes(b"this is somebody's shopping list, not a database" * 100)
    assert "drafts.sqlite" in refused(run("serve", "--port", "0", state=tmp_path))


def test_serve_refuses_other_machines_without_tls(tmp_path: Path) -> None:
    said = refused(run("serve", "--host", "192.0.2.1", "--port", "0", state=tmp_path), 78)
    assert "DECISION_AID_TLS_PROXY" in said
    assert "DECISION_AID_ALLOW_INSECURE_HTTP=1" in said


def test_serve_behind_a_proxy_needs_the_name_it_goes_by(tmp_path: Path) -> None:
    assert "DECISION_AID_TRUSTED_HOSTS" in refused(run("serve", "--port", "0", state=tmp_path, tls_proxy="1"), 78)


def test_serve_refuses_an_unknown_setting(tmp_path: Path) -> None:
    assert "DECISION_AID_ACCENT" in refused(run("serve", "--port", "0", state=tmp_path, acent="#123456"), 78)


def test_serve_answers_and_ends_when_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path, {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as serving:
        try:
            assert answer(f"http://127.0.0.1:{port}/healthz") == b"ok\n"
            assert has_no_dumps(serving.pid)
            serving.send_signal(signal.SIGTERM)
            said, complaints = serving.communicate(timeout=30)
        finally:
            serving.kill()
    assert said == f"The form is on http://127.0.0.1:{port} (Ctrl-C ends it)\n"
    (line,) = map(json.loads, complaints.splitlines())
    assert (line["event"], line["count"]) == ("configuration-loaded", 1)
    assert serving.returncode == 0


def answer(address: str) -> bytes:
    """Return what an address answers, once it does."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return bytes(response.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def has_no_dumps(process: int) -> bool:
    """Tell whether a crash of this process can write its memory to no disk, and that cannot be changed any more."""
    (line,) = [each for each in Path(f"/proc/{process}/limits").read_text().splitlines() if "core file" in each]
    return line.split()[4:6] == ["0", "0"]


def test_purge_forgets_what_is_past_its_day_beside_a_running_form(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "var")
    with closing(bootstrap.storing(settings)) as store:
        past, present = store.start(Draft()), store.start(Draft())
        store.timepiece.check()  # as a form does each day
        with closing(sqlite3.connect(settings.database_file)) as database:
            expire = "UPDATE draft SET expires = '2026-01-01' WHERE id = (SELECT min(id) FROM draft)"
            database.execute(expire)
            database.commit()
        assert said(run("purge", state=tmp_path)) == ["Drafts past their day, and forgotten now: 1."]
        assert said(run("purge", state=tmp_path)) == ["Drafts past their day, and forgotten now: 0."]
        assert [bool(store.open(past)), bool(store.open(present))].count(True) == 1


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines that a command said when it went well."""
    assert done.returncode == 0, done
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_purge_makes_nothing_where_nothing_is(tmp_path: Path) -> None:
    (line,) = said(run("purge", state=tmp_path))
    assert "nothing to forget" in line
    assert list(tmp_path.iterdir()) == []


def test_new_key_says_what_it_made_and_what_is_lost(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "var")
    with closing(bootstrap.storing(settings)) as store:
        store.start(Draft())
    (pepper,) = settings.secrets_folder.glob("pepper-*")
    assert f"{pepper.name}-2 is made" in said(run("new-key", state=tmp_path))[0]
    pepper.unlink()
    assert pepper.name in refused(run("serve", "--port", "0", state=tmp_path))
    assert "--give-up-lost" in refused(run("new-key", state=tmp_path))
    for count in ((), ("2",)):  # the folder may only be mistyped: the number says that it is not
        assert "--give-up-lost 1:" in refused(run("new-key", "--give-up-lost", *count, state=tmp_path))
    lines = said(run("new-key", "--give-up-lost", "1", state=tmp_path))
    assert lines[0] == f"{pepper.name}-2 is there already, and drafts begun today rest on it."
    assert lines[-1:] == ["Codes given up: 1. The form can start again."]
    bootstrap.storing(settings).close()


def test_a_mistyped_secrets_folder_takes_no_code_away(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "var")
    with closing(bootstrap.storing(settings)) as store:
        visit = store.open(store.start(Draft()))
    elsewhere = tmp_path / "mistyped"
    told = refused(run("new-key", "--give-up-lost", state=tmp_path, secrets=str(elsewhere)))
    assert f"which are not in {elsewhere}: 1." in told
    assert not elsewhere.exists()
    with closing(bootstrap.storing(settings)) as store:
        assert visit
        assert store.resume(visit.code)


def test_new_key_without_a_database_makes_nothing(tmp_path: Path) -> None:
    assert "There is no database" in refused(run("new-key", "--give-up-lost", state=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_export_prints_the_questionnaire(tmp_path: Path) -> None:
    done = run("export", "fhir-questionnaire", state=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["resourceType"] == "Questionnaire"


def test_export_writes_the_questionnaire_in_use_to_a_file(tmp_path: Path) -> None:
    done = run("export", "fhir-questionnaire", "form.json", state=tmp_path, questions=str(SMALLEST))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))["title"] == "A tiny questionnaire"


def test_export_says_where_it_cannot_write(tmp_path: Path) -> None:
    assert "no/such/form.json" in refused(run("export", "fhir-questionnaire", "no/such/form.json", state=tmp_path))


def test_export_writes_over_nothing(tmp_path: Path) -> None:
    wording = tmp_path / "questions.yaml"
    wording.write_text("the wording")
    assert "is there already" in refused(run("export", "fhir-questionnaire", str(wording), state=tmp_path))
    assert wording.read_text() == "the wording"


def test_export_says_what_fhir_cannot_say(tmp_path: Path) -> None:
    paper = SMALLEST.read_text(encoding="utf-8").replace("offer_name", "stars")
    broken = tmp_path / "broken.yaml"
    broken.write_text(paper.replace("  stars: stars", "  offer_name: stars"), encoding="utf-8")
    assert "stars: this link id is used 2 times" in refused(
        run("export", "fhir-questionnaire", state=tmp_path, questions=str(broken))
    )


def test_export_of_something_else_ends_with_2(tmp_path: Path) -> None:
    done = run("export", "everything", state=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
