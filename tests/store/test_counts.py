"""What is counted beside the drafts: exact under several servers, and nothing of a draft in it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import pytest

from decision_aid.core.errors import StoreRefused
from decision_aid.store import counts
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.tables import WEEK

from .conftest import Opening, StandingClock, opened, saying
from .rows import run

MONDAY = date(2026, 11, 23)
FORMATS = Path(__file__).with_name("formats")


def test_each_event_is_counted_in_its_week(store: SealedDrafts, where: Where) -> None:
    for days in (-1, 0, 0, 6, 7):
        store.counts().one_more("draft-created", MONDAY + timedelta(days=days))
    store.counts().one_more("pdf-made", MONDAY)
    assert counts.weeks(where) == {
        (MONDAY - timedelta(days=7), "draft-created"): 1,
        (MONDAY, "draft-created"): 3,
        (MONDAY, "pdf-made"): 1,
        (MONDAY + timedelta(days=7), "draft-created"): 1,
    }


@pytest.fixture
def servers(store: SealedDrafts, second: SealedDrafts) -> Iterator[SealedDrafts]:
    return cycle([store, second])


def test_no_count_is_lost_between_two_servers_and_many_threads(
    servers: Iterator[SealedDrafts], store: SealedDrafts, where: Where
) -> None:
    turns = [(next(servers).counts(), "draft-created") for _ in range(200)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda turn: turn[0].one_more(turn[1], MONDAY), turns))
    assert store.gives_codes
    assert counts.weeks(where) == {(MONDAY, "draft-created"): 200}


def test_a_week_knows_no_day_time_or_draft(store: SealedDrafts) -> None:
    assert store.gives_codes
    assert {column.name for column in WEEK.columns} == {"monday", "event", "times"}


def test_what_cannot_be_counted_holds_nobody_up(store: SealedDrafts, where: Where) -> None:
    run(where, "DROP TABLE week")
    store.counts().one_more("draft-created", MONDAY)
    assert opened(store, store.start(saying("still"))).draft == saying("still")


def test_drafts_are_counted_as_they_come_and_go(store: SealedDrafts, clock: StandingClock) -> None:
    tokens = [store.start(saying("x")) for _ in range(3)]
    assert store.counts().kept() == 3
    store.finish(tokens[0])
    assert store.counts().kept() == 2
    clock.pass_days(31)
    store.purge()
    assert store.counts().kept() == 0


def test_counts_outlive_the_drafts_and_a_restart(store: SealedDrafts, opening: Opening, where: Where) -> None:
    store.counts().one_more("draft-finished", MONDAY)
    store.finish(store.start(saying("x")))
    again = opening()
    again.counts().one_more("draft-finished", MONDAY)
    again.close()
    assert counts.weeks(where) == {(MONDAY, "draft-finished"): 2}


def test_of_a_database_of_before_it_is_said_that_nothing_is_counted_yet(store: SealedDrafts, where: Where) -> None:
    assert store.gives_codes
    run(where, "DROP TABLE week")
    run(where, "UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(StoreRefused, match="older version"):
        counts.weeks(where)


def test_a_store_whose_file_was_taken_away_is_not_ready(store: SealedDrafts, path: Path) -> None:
    assert store.ready()
    path.rename(path.with_name("away"))
    assert not store.ready()
    path.with_name("away").rename(path)
    assert store.ready()
