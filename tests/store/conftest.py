"""A store in a folder or on a server of its own, a clock that stands still, and second processes.

A test that asks for `store` or `where` runs on SQLite and on a real PostgreSQL; one that asks for `path`, the file, on
SQLite alone.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

import decision_aid
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.services import Drafts, Visit
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.keys import Cost
from decision_aid.store.server import Server
from tests.cluster import Cluster, cluster

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


def contents(secrets: Path) -> dict[str, str]:
    """What is in each secret of a folder."""
    return {path.name: path.read_text() for path in secrets.iterdir()}


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts.sqlite3"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "where" in metafunc.fixturenames:
        kinds = ["sqlite"] if "path" in metafunc.fixturenames else ["sqlite", "postgresql"]
        metafunc.parametrize("where", kinds, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A real PostgreSQL server, started for these tests alone."""
    with cluster() as server:
        yield server


@pytest.fixture
def where(request: pytest.FixtureRequest) -> Where:
    """An empty database of its own: a file that is not there yet, or one on the server."""
    if request.param == "sqlite":
        path: Path = request.getfixturevalue("path")
        return path
    server: Cluster = request.getfixturevalue("postgresql")
    return Server(server.new_schema())


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """The folder of the secrets: where it is by itself for a file."""
    return tmp_path / "state" / "secrets"


@pytest.fixture
def secrets(apart: Path) -> Path:
    return apart


Opening = Callable[..., SealedDrafts]


@pytest.fixture
def opening(where: Where, apart: Path, clock: StandingClock) -> Opening:
    """Open the database as one more server of the form does."""
    return partial(open_store, where, clock=clock, secrets=apart, cost=CHEAP)


@pytest.fixture
def store(opening: Opening) -> Iterator[SealedDrafts]:
    store = opening()
    yield store
    store.close()


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def process() -> Iterator[Start]:
    """Start `program.py`; whatever still runs at the end of the test is killed by its own handle."""
    running: list[subprocess.Popen[str]] = []

    def start(mode: str, where: Where, token: str = "", secrets: Path | None = None) -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONPATH": str(Path(decision_aid.__file__).parents[1])}
        place = str(where) if isinstance(where, Path) else where.address
        command = [sys.executable, "-W", "error", str(PROGRAM), mode, place, token, str(secrets or "")]
        running.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        )
        return running[-1]

    yield start
    for each in running:
        each.kill()
        each.communicate()


@pytest.fixture
def token(store: SealedDrafts) -> str:
    return store.start(saying("mine"))


@pytest.fixture
def code(store: SealedDrafts, token: str) -> str:
    return opened(store, token).code


@pytest.fixture
def second(opening: Opening, store: SealedDrafts) -> Iterator[SealedDrafts]:
    """Another server on the same database and secrets."""
    assert store.gives_codes
    second = opening()
    yield second
    second.close()


@pytest.fixture
def kept(path: Path, store: SealedDrafts) -> Path:
    """The file of a database with a few drafts in it, which nobody has open."""
    for number in range(30):
        store.start(saying(f"CANARY {number}" * 100))
    store.close()
    return path
