import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from decision_aid.core.errors import PressBusy
from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words
from decision_aid.paper.press import WorkerPress, open_press
from decision_aid.paper.sheet import Letterhead
from decision_aid.services import Paper, Press
from tests.paper import summaries

# A serving process that prints one page, tells what it has loaded and its children, and waits.
SERVER = """
import multiprocessing, sys
from decision_aid import assets, loader
from decision_aid.core.words import Words
from decision_aid.paper.press import open_press
from decision_aid.paper.sheet import Letterhead
press = open_press(loader.load(assets.questions()).questionnaire, Words(), Letterhead())
print(press.ready(), "weasyprint" in sys.modules, flush=True)
print(*[child.pid for child in multiprocessing.active_children()], flush=True)
sys.stdin.read()
{ending}
"""


def served(ending: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SERVER.format(ending=ending)],
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
        server.send_signal(how)
        server.wait()
        assert len(children) == 2
        assert all(gone(pid) for pid in children)


def test_the_server_itself_never_loads_weasyprint() -> None:
    with served() as server:
        assert line(server) == ["True", "False"]
        server.kill()


@pytest.mark.parametrize("ending", ["press.close()", ""])
def test_the_server_ends_without_a_warning(ending: str) -> None:
    with served(ending) as server:
        _, errors = server.communicate("", timeout=60)
    assert (server.returncode, errors) == (0, "")


def test_more_documents_than_places_are_refused(questionnaire: Questionnaire) -> None:
    inside, let_go = Event(), Event()
    press = open_press(questionnaire, Words(interface=waiting(inside, let_go)), Letterhead(), workers=1, queue=0)
    first = Thread(target=press.summary, args=(summaries.NOTHING, Paper.A4))
    first.start()
    inside.wait(30)
    with pytest.raises(PressBusy):
        press.summary(summaries.NOTHING, Paper.A4)
    let_go.set()
    first.join()
    assert press.summary(summaries.NOTHING, Paper.A4)
    press.close()


def waiting(inside: Event, let_go: Event) -> Callable[[str], str]:
    """Return interface words that are not found until somebody lets go."""

    def words(sentence: str) -> str:
        inside.set()
        let_go.wait(30)
        return sentence

    return words


def test_a_press_that_is_full_is_still_ready(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Words(), Letterhead(), workers=0, queue=0)
    assert press.ready()
    press.close()


def test_a_closed_press_is_not_ready(questionnaire: Questionnaire) -> None:
    press = open_press(questionnaire, Words(), Letterhead(), workers=1)
    press.close()
    assert not press.ready()


def test_the_press_is_what_the_web_asks_for(press: WorkerPress) -> None:
    asked: Press = press
    assert asked.ready()
