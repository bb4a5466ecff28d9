"""`preview` of a file with faults: its findings stand in its place until the first save that can be used."""

from __future__ import annotations

import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest

from decision_aid.cli.previewing import of_files
from decision_aid.cli.staging import Stage
from decision_aid.settings import Settings
from tests.serving import free_port
from tests.test_cli import COMMAND, SMALLEST, environment

GOOD = SMALLEST.read_text(encoding="utf-8")
FAULTY = {
    "half written": ("id: [\n", "E002 writing-unclear"),
    "a condition that never holds": (
        GOOD.replace("when: {question: offer_kind, is: [paid_clinic]}", "when: {question: how_many, is: [none]}"),
        "E104 note-never-said",
    ),
}


@pytest.fixture(params=[*FAULTY.values()], ids=[*FAULTY])
def faulty(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    text, told = request.param
    path = tmp_path / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    return path, told


@pytest.fixture
def stage(faulty: tuple[Path, str]) -> Iterator[Stage]:
    with closing(Stage(of_files(Settings(), faulty[0], None))) as made:
        yield made


@pytest.mark.parametrize("address", ["/", "/preview", "/q/who"])
def test_every_page_has_the_findings_while_there_is_no_form(
    stage: Stage, faulty: tuple[Path, str], address: str
) -> None:
    shown = stage.app.test_client().get(address)
    assert shown.status_code == 503
    assert "The file cannot be used yet" in shown.text
    assert faulty[1] in shown.text
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_page_of_it_looks_again_and_answers_no_other_machine(stage: Stage) -> None:
    client = stage.app.test_client()
    assert client.get("/preview/state").text == "1"
    assert client.get("/preview/live.js").mimetype == "text/javascript"
    assert client.post("/start").status_code == 503
    assert client.get("/", headers={"Host": "form.example"}).status_code == 400


def test_the_first_good_save_brings_the_form(stage: Stage, faulty: tuple[Path, str]) -> None:
    faulty[0].write_text("id: x\n", encoding="utf-8")
    assert not stage.look_again().is_usable
    assert stage.waits
    faulty[0].write_text(GOOD, encoding="utf-8")
    assert stage.look_again().is_usable
    assert not stage.waits
    shown = stage.app.test_client().get("/preview")
    assert (shown.status_code, "Every page" in shown.text, "cannot be used" in shown.text) == (200, True, False)
    assert stage.app.test_client().get("/preview/state").text == "3"


def test_the_command_tells_the_findings_and_waits(tmp_path: Path) -> None:
    path, port = tmp_path / "questions.yaml", free_port()
    path.write_text("id: [\n", encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "preview", str(path), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(tmp_path, {}) | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(4)]
            assert said[0] == f"The preview is on http://127.0.0.1:{port}/preview (Ctrl-C ends it)\n"
            assert said[1].startswith(f"{path}:2: E002 writing-unclear")
            assert said[3] == "The preview waits for a save that can be used.\n"
            with pytest.raises(HTTPError, match="503"):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/")
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        finally:
            process.kill()
