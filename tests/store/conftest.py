"""A store in a folder of its own, a clock that stands still, and second processes."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

import decision_aid
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.services import Drafts, Visit
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.keys import Cost

# what a guess costs is for attackers to pay, not for tests
CHEAP = Cost(memory=8, passes=1)
PROGRAM = Path(__file__).with_name("program.py")


@dataclass
class StandingClock:
    """Tells the same time until it is moved."""

    time: datetime = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_days(self, days: int) -> None:
        self.time += timedelta(days=days)


def saying(note: str) -> Draft:
    """A draft with one answer in the person's own words."""
    return Draft(Answers(person=MappingProxyType({"question_canary": Answer(note=note)})))


def opened(store: Drafts, token: str) -> Visit:
    """The visit of a token that must open."""
    visit = store.open(token)
    assert visit is not None
    return visit


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts.sqlite3"


@pytest.fixture
def store(path: Path, clock: StandingClock) -> Iterator[SealedDrafts]:
    store = open_store(path, clock=clock, cost=CHEAP)
    yield store
    store.close()


Start = Callable[[str, Path, str], "subprocess.Popen[str]"]


@pytest.fixture
def process() -> Iterator[Start]:
    """Start `program.py`; whatever still runs at the end of the test is killed by its own handle."""
    running: list[subprocess.Popen[str]] = []

    def start(mode: str, path: Path, token: str = "") -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONPATH": str(Path(decision_aid.__file__).parents[1])}
        command = [sys.executable, "-W", "error", str(PROGRAM), mode, str(path), token]
        running.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        )
        return running[-1]

    yield start
    for each in running:
        each.kill()
        each.communicate()
