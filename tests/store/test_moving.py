"""A form that cannot be seen while its file is moved to a server: what it is told is kept is never lost."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from decision_aid.core.errors import StoreUnavailable
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.moving import move
from decision_aid.store.server import Server
from tests.cluster import Cluster, cluster
from tests.store.conftest import saying
from tests.store.rows import rows


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture
def server(postgresql: Cluster) -> Server:
    return Server(postgresql.address(postgresql.new_database()))


@contextmanager
def at_each_renaming_of(path: Path, act: Callable[[], None]) -> Iterator[None]:
    """Do something just before this file gets another name. A hook cannot be taken away: after the block it rests."""
    hooked = True

    def hook(event: str, given: tuple[object, ...]) -> None:
        if hooked and event == "os.rename" and str(given[0]) == str(path):
            act()

    sys.addaudithook(hook)
    try:
        yield
    finally:
        hooked = False


def test_until_the_file_has_its_other_name_nobody_writes_into_it(
    path: Path, store: SealedDrafts, server: Server
) -> None:
    store.start(saying("kept"))
    told = []

    def write() -> None:
        with closing(sqlite3.connect(path, timeout=0)) as other:
            try:
                other.execute("DELETE FROM draft")
            except sqlite3.OperationalError as error:
                told.append(str(error))

    with at_each_renaming_of(path, write):
        drafts, aside = move(path, server)
    assert told == ["database is locked"]
    assert (drafts, rows(aside, "draft")) == (1, 1)


def test_a_form_that_still_has_the_file_open_after_the_move_keeps_nothing_in_it_and_says_so(
    path: Path, store: SealedDrafts, server: Server
) -> None:
    visit = store.open(store.start(saying("kept")))
    assert visit
    visit = store.save(visit, saying("kept too"))
    _, aside = move(path, server)
    before = aside.read_bytes()
    with pytest.raises(StoreUnavailable, match="cannot be kept just now"):
        store.save(visit, saying("never acknowledged"))
    assert not store.ready()
    assert aside.read_bytes() == before
    assert not path.exists()
