"""Where nothing is to be kept, a whole visit leaves nothing on any disk, not for a moment and not sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.reliability.test_canary import CANARY, Watch, Watched
from tests.reliability.writers import Browser

LOG = "server.log"


class Passing(Watched):
    """A server that keeps nothing, and one that keeps, for comparison."""

    def __init__(self, folder: Path, *, keeps: bool) -> None:
        super().__init__(folder)
        self._keeps = keeps

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {"DECISION_AID_NO_RETENTION": "0" if self._keeps else "1"}


@pytest.fixture(params=[False, True], ids=["nothing is kept", "as usual"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Passing, bool]]:
    group = Passing(tmp_path, keeps=request.param)
    group.start()
    yield group, request.param
    group.close()


def visit(browser: Browser) -> None:
    """Answer, print, answer otherwise, come back with the printout, take it over, and go without finishing."""
    browser.begin()
    assert browser.post("/q/decision", {**browser.form("/q/decision"), "decision-note": CANARY}).status == 303
    assert CANARY in browser.get("/summary").html
    assert browser.get("/summary.pdf").status == 200
    printed = browser.body
    browser.post("/q/decision", {**browser.form("/q/decision"), "decision-note": ""})
    opened = browser.send_file("kept.pdf", printed)
    assert (opened.status, CANARY in opened.html) == (200, True)
    assert browser.take_over(opened).status == 303
    assert CANARY in browser.get("/answers").html


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in each file but the log."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != LOG}


def test_after_a_whole_visit_the_disk_is_as_it_was(server: tuple[Passing, bool], tmp_path: Path) -> None:
    group, keeps = server
    watch = Watch(tmp_path)
    with closing(Browser(group.port)) as browser:
        assert browser.get("/questions.pdf").status == 200  # puts the program's own fonts where it prints
        before = files(tmp_path)
        visit(browser)
    assert watch.end() == set()
    assert (files(tmp_path) != before) == keeps
    assert (group.folder / "state").exists() == keeps
