import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from decision_aid.core.draft import Draft
from decision_aid.core.errors import StoreUnavailable
from decision_aid.store.drafts import SealedDrafts, open_store

from .conftest import CHEAP, StandingClock, opened, saying


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        act()
    cause = caught.value.__cause__
    assert cause is not None
    assert "SECRET" not in f"{caught.value} {cause}"
    assert "parameters hidden" in str(cause) or "[SQL" not in str(cause)
    return str(caught.value)


def test_a_full_disk_keeps_nothing_and_heals_without_a_restart(path: Path, clock: StandingClock) -> None:
    store = open_store(path, clock=clock, cost=CHEAP)
    engine = store._engine  # noqa: SLF001 - its connections are to be put into trouble
    token = store.start(saying("before"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes it as the file's present size
    visit = opened(store, token)
    assert "disk is full; make room" in refused(lambda: store.save(visit, saying("SECRET" * 9000)))
    assert "disk is full; make room" in refused(lambda: store.start(saying("SECRET" * 9000)))
    assert opened(store, token).draft == saying("before")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    store.save(visit, saying("after" * 9000))
    assert opened(store, token).draft == saying("after" * 9000)
    store.close()


@pytest.mark.usefixtures("path")
def test_a_failing_disk_keeps_nothing_and_heals_without_a_restart(store: SealedDrafts) -> None:
    token = store.start(saying("before"))
    visit, limits = opened(store, token), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, limits[1]))
    try:
        assert "look at its disk" in refused(lambda: store.save(visit, saying("SECRET")))
        assert "look at its disk" in refused(lambda: store.finish(token))
        assert "look at its disk" in refused(lambda: store.start(saying("SECRET")))
        assert not store.ready()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert store.ready()
    assert opened(store, token).draft == saying("before")
    store.save(visit, saying("after"))
    assert opened(store, token).draft == saying("after")


def test_a_store_is_ready_while_it_can_write(store: SealedDrafts, path: Path) -> None:
    before = path.read_bytes()
    assert store.ready()
    assert path.read_bytes() == before


def test_a_locked_database_is_a_sentence_and_works_again_afterwards(path: Path, clock: StandingClock) -> None:
    store = open_store(path, clock=clock, cost=CHEAP)
    engine = store._engine  # noqa: SLF001 - its connections are to be put into trouble
    token = store.start(saying("before"))
    visit = opened(store, token)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "busy; try again" in refused(lambda: store.save(visit, saying("SECRET")))
    assert not store.ready()
    assert opened(store, token).draft == saying("before")
    other.execute("ROLLBACK")
    other.close()
    store.save(visit, saying("after"))
    assert opened(store, token).draft == saying("after")
    store.close()


def test_a_vanished_database_is_a_sentence_and_is_not_made_anew(path: Path, clock: StandingClock) -> None:
    store = open_store(path, clock=clock, cost=CHEAP)
    token = store.start(Draft())
    store.close()
    path.unlink()
    assert "cannot be read or written" in refused(lambda: store.open(token))
    assert not path.exists()


@pytest.mark.parametrize("kept", [0, 24])  # behind them SQLite counts the changes, so what it remembers is void
def test_a_file_that_is_damaged_meanwhile_is_called_damaged(store: SealedDrafts, path: Path, kept: int) -> None:
    store.start(saying("before"))
    content = path.read_bytes()
    path.write_bytes(content[:kept] + b"\xa5" * 4 + content[28:100] + b"\xa5" * (len(content) - 100))
    assert "the database is damaged; put a backup in its place" in refused(lambda: store.start(saying("SECRET")))
