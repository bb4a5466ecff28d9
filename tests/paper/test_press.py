import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.core.schema import Questionnaire
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import WorkerPress, open_press
from decision_aid.services import Edition, Paper, Press, Printout
from tests.paper import summaries

SECONDS = 60.0
LEFT_OPEN = "ignore:unclosed file:ResourceWarning"  # WeasyPrint 70.0 leaves its colour profile open
# A serving process that prints one page, tells what it has loaded and its children, and waits.
SERVER = """
import multiprocessing, sys
from decision_aid import assets, loader
from decision_aid.paper.press import open_press
from decision_aid.paper.letterhead import Letterhead
press = open_press(loader.load(assets.questions()).questionnaire, Letterhead())
print(press.ready(), [name for name in ("weasyprint", "jinja2") if name in sys.modules], flush=True)
print(*[child.pid for child in multiprocessing.active_children()], flush=True)
print(press.pool.folder, flush=True)
sys.stdin.read()
{ending}
"""


def served(ending: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-W", LEFT_OPEN, "-c", SERVER.format(ending=ending)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def line(server: subprocess.Popen[str]) -> list[str]:
    assert server.stdout
    return server.stdout.readline().split()


def gone(pid: int) -> bool:
    """Wait until a process that is not our child has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 20)[0])
    finally:
        os.close(handle)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_printing_processes_end_with_the_server(how: signal.Signals) -> None:
    with served() as server:
        assert line(server)[0] == "True"
        children = [int(pid) for pid in line(server)]
        (folder,) = line(server)
        server.send_signal(how)
        server.wait()
        assert len(children) == 2
        assert all(gone(pid) for pid in children)
        assert not Path(folder).exists()


def test_the_server_itself_never_loads_the_engine_or_writes_html_for_paper() -> None:
    with served() as server:
        assert line(server) == ["True", "[]"]
        server.kill()


@pytest.mark.parametrize("ending", ["press.close()", ""])
def test_the_server_ends_without_a_warning(ending: str) -> None:
    with served(ending) as server:
        _, errors = server.communicate("", timeout=60)
    assert (server.returncode, errors) == (0, "")


def edition(session: str = "a session", revision: int = 1) -> Edition:
    return Edition(session, revision, "en.person", date(2026, 11, 23), Paper.LETTER)


def nothing() -> Printout:
    return Printout(summaries.NOTHING, b"")


def some() -> Printout:
    return Printout(summaries.some(), b"")


def unmade() -> Printout:
    raise AssertionError("it was made ahead")


@dataclass
class Slow:
    """Makes a printout when somebody lets go; tells when it was begun."""

    begun: Event = field(default_factory=Event)
    let_go: Event = field(default_factory=Event)

    def __call__(self) -> Printout:
        self.begun.set()
        self.let_go.wait(SECONDS)
        return nothing()


@pytest.fixture
def two(questionnaire: Questionnaire) -> Iterator[WorkerPress]:
    """Return a press that prints two documents at once and lets nobody wait."""
    press = open_press(questionnaire, Letterhead(), workers=2, queue=0, seconds=SECONDS)
    yield press
    press.close()


def awaited(press: WorkerPress, named: Edition) -> Callable[[], bytes]:
    """Begin to ask for a document in a thread; return what waits for it."""
    found: list[bytes] = []
    asking = Thread(target=lambda: found.append(press.summary(named, unmade)))
    asking.start()

    def result() -> bytes:
        asking.join(SECONDS)
        return found[0]

    return result


def test_more_documents_than_places_are_refused(questionnaire: Questionnaire) -> None:
    press, slow = open_press(questionnaire, Letterhead(), workers=1, queue=0), Slow()
    first = Thread(target=press.summary, args=(edition("one"), slow))
    first.start()
    slow.begun.wait(SECONDS)
    with pytest.raises(PressBusy):
        press.summary(edition("two"), nothing)
    slow.let_go.set()
    first.join()
    assert press.summary(edition("two"), nothing)
    press.close()


def test_what_was_printed_ahead_is_there_at_the_click(two: WorkerPress) -> None:
    two.ahead(edition(), some)
    document = two.summary(edition(), unmade)
    assert document.startswith(b"%PDF-")
    assert two.summary(edition(), unmade) is document


def test_a_click_waits_for_its_document_that_is_being_printed(two: WorkerPress) -> None:
    slow = Slow()
    two.ahead(edition(), slow)
    slow.begun.wait(SECONDS)
    result = awaited(two, edition())
    slow.let_go.set()
    assert result().startswith(b"%PDF-")


def test_a_click_on_another_document_is_not_kept_waiting(two: WorkerPress) -> None:
    slow = Slow()
    two.ahead(edition("one"), slow)
    two.ahead(edition("two"), unmade)  # the other process is for those who click
    slow.begun.wait(SECONDS)
    assert two.summary(edition("three"), nothing).startswith(b"%PDF-")
    assert not slow.let_go.is_set()
    slow.let_go.set()


def test_one_process_prints_nothing_ahead(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Letterhead(), workers=1)
    press.ahead(edition(), unmade)
    assert press.summary(edition(), nothing)
    press.close()


def test_what_failed_ahead_is_printed_at_the_click(two: WorkerPress) -> None:
    failed = Event()

    def fail() -> Printout:
        failed.set()
        raise RuntimeError

    two.ahead(edition(), fail)
    failed.wait(SECONDS)
    assert two.summary(edition(), nothing).startswith(b"%PDF-")


def test_a_newer_edition_is_not_answered_with_an_older(two: WorkerPress) -> None:
    two.ahead(edition(), nothing)
    old = two.summary(edition(), unmade)
    new = two.summary(edition(revision=2), some)
    assert new != old
    assert two.summary(edition(), some) == new  # the older one is gone as well


def test_a_forgotten_session_is_printed_anew(two: WorkerPress) -> None:
    two.ahead(edition(), nothing)
    two.summary(edition(), unmade)
    two.forget("a session")
    with pytest.raises(AssertionError, match="ahead"):
        two.summary(edition(), unmade)


def test_everybody_who_asks_for_the_blank_form_at_once_gets_the_one(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Letterhead(), workers=1, queue=5)
    with ThreadPoolExecutor(6) as threads:
        found = [*threads.map(press.blank, [Paper.A4] * 6)]
    assert all(form is found[0] for form in found)
    press.close()


def test_a_press_that_is_full_is_still_ready(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Letterhead(), workers=0, queue=0)
    assert press.ready()
    press.close()


def test_a_closed_press_is_not_ready(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Letterhead(), workers=1)
    press.close()
    assert not press.ready()


def test_a_press_that_stops_printing_is_not_ready_any_more(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Letterhead(), workers=1)
    assert press.ready()
    press.pool.close()
    with pytest.raises(PressFailed):
        press.summary(edition(), nothing)
    assert not press.ready()


def test_a_press_that_failed_at_one_document_is_ready_once_another_can_be_printed(press: WorkerPress) -> None:
    assert press.ready()
    with pytest.raises(PressFailed):
        press.summary(edition("another"), lambda: Printout(replace(summaries.NOTHING, offers=7), b""))  # type: ignore[arg-type]  # no worker can print it
    assert press.ready()


def test_the_press_is_what_the_web_asks_for(press: WorkerPress) -> None:
    asked: Press = press
    assert asked.ready()
