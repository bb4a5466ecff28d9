"""How often something may be done, and that nobody is locked out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy import Engine

from decision_aid.core.errors import DraftChanged, TooOften
from decision_aid.services import Visit
from decision_aid.store.buckets import Counter, Limit, Often
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.passing import open_passing
from decision_aid.store.sessions import Lasting
from decision_aid.store.sqlite import open_memory

from .conftest import Opening, StandingClock, opened, saying
from .rows import all_bytes, database, rows, run

Act = Callable[[], object]


def times(act: Act, most: int = 2000) -> int:
    """How often something can be done before it is refused."""
    for number in range(most):
        try:
            act()
        except TooOften:
            return number
    return most


def wait(act: Act) -> int:
    """The seconds that one is told to wait."""
    with pytest.raises(TooOften) as caught:
        act()
    assert f"in {caught.value.seconds} seconds" in str(caught.value)
    return caught.value.seconds


class Saving:
    """Saves one draft again and again."""

    def __init__(self, store: SealedDrafts) -> None:
        self.store = store
        self.visit: Visit = opened(store, store.start(saying("0")))

    def __call__(self) -> None:
        self.visit = self.store.save(self.visit, saying("again"))


def test_a_busier_place_may_let_more_people_begin_and_come_back(clock: StandingClock) -> None:
    busy = open_passing(clock=clock, session=Lasting(), often=Often(drafts=700, resumes=80, resumes_of_a_source=30))
    assert times(lambda: busy.start(saying("0"))) == 700
    assert times(lambda: busy.count_attempt("one")) == 30
    assert times(lambda: busy.count_attempt("other")) == 30
    assert times(lambda: busy.count_attempt("third")) == 80 - 30 - 30


def test_120_saves_a_minute_for_each_draft(store: SealedDrafts, clock: StandingClock) -> None:
    one, other = Saving(store), Saving(store)
    assert times(one) == 120
    assert wait(one) == 1
    assert times(other) == 120
    clock.time += timedelta(seconds=1)
    assert times(one) == 2
    clock.time += timedelta(minutes=1)
    assert times(one) == 120


def test_60_look_ups_a_minute_for_each_source(store: SealedDrafts, clock: StandingClock) -> None:
    assert times(lambda: store.count_look_up("one")) == 60
    assert times(lambda: store.count_look_up("other")) == 60
    assert times(lambda: store.count_attempt("one")) == 10  # counted apart
    clock.time += timedelta(minutes=1)
    assert times(lambda: store.count_look_up("one")) == 60


def test_a_refused_save_changes_nothing(store: SealedDrafts) -> None:
    saving = Saving(store)
    assert times(saving) == 120
    with pytest.raises(TooOften):
        store.save(saving.visit, saying("too much"))
    assert saving.visit.revision == 121
    assert times(saving) == 0


def test_a_save_in_an_old_window_counts_too(store: SealedDrafts) -> None:
    saving = Saving(store)
    old = saving.visit
    saving()

    def late() -> None:
        with pytest.raises(DraftChanged):
            store.save(old, saying("late"))

    assert times(late) == 119


def test_600_drafts_an_hour(clock: StandingClock) -> None:
    store = open_passing(clock=clock, session=Lasting())  # in memory, with the same counter
    assert times(lambda: store.start(saying("x"))) == 600
    assert wait(lambda: store.start(saying("x"))) == 6
    clock.time += timedelta(seconds=6)
    assert times(lambda: store.start(saying("x"))) == 1
    clock.time += timedelta(hours=1)
    assert times(lambda: store.start(saying("x"))) == 600
    store.close()


def test_a_refused_draft_is_not_kept(store: SealedDrafts, where: Where) -> None:
    store.start(saying("first"))
    run(where, "UPDATE bucket SET until = ?", 2.0**40)  # a time out of reach counts as none
    store.start(saying("second"))
    run(where, "UPDATE bucket SET until = until + 3590")
    with pytest.raises(TooOften):
        store.start(saying("third"))
    assert rows(where, "draft") == 2


def test_10_attempts_a_minute_for_each_source(store: SealedDrafts, clock: StandingClock) -> None:
    assert times(lambda: store.count_attempt("192.0.2.1")) == 10
    assert wait(lambda: store.count_attempt("192.0.2.1")) == 6
    assert times(lambda: store.count_attempt("192.0.2.2")) == 10
    clock.time += timedelta(seconds=6)
    assert times(lambda: store.count_attempt("192.0.2.1")) == 1
    clock.time += timedelta(minutes=1)
    assert times(lambda: store.count_attempt("192.0.2.1")) == 10


def test_60_attempts_a_minute_from_everywhere(store: SealedDrafts, clock: StandingClock) -> None:
    sources = iter(range(1000))
    assert times(lambda: store.count_attempt(f"192.0.2.{next(sources)}")) == 60
    assert wait(lambda: store.count_attempt("198.51.100.1")) == 1
    clock.time += timedelta(minutes=1)
    assert times(lambda: store.count_attempt("198.51.100.1")) == 10


def test_one_source_alone_does_not_use_up_what_all_have(store: SealedDrafts) -> None:
    for _ in range(100):
        times(lambda: store.count_attempt("192.0.2.1"), most=1)
    assert times(lambda: store.count_attempt("192.0.2.2")) == 10


def test_6_prints_a_minute_for_each_draft(store: SealedDrafts, clock: StandingClock) -> None:
    one, other = (opened(store, store.start(saying("x"))) for _ in range(2))
    assert times(lambda: store.count_print(one)) == 6
    assert wait(lambda: store.count_print(one)) == 10
    assert times(lambda: store.count_print(other)) == 6
    clock.time += timedelta(seconds=10)
    assert times(lambda: store.count_print(one)) == 1


@pytest.mark.parametrize("late", [0, 0.25, 0.999999, 1, 3.5])
def test_who_waits_as_long_as_told_is_let_in(store: SealedDrafts, clock: StandingClock, late: float) -> None:
    clock.time += timedelta(seconds=late)
    visit = opened(store, store.start(saying("x")))
    for _ in range(20):
        times(lambda: store.count_print(visit))
        clock.time += timedelta(seconds=wait(lambda: store.count_print(visit)))
        assert times(lambda: store.count_print(visit), most=1) == 1


@pytest.mark.parametrize("back", [1, 30, 61, 3600, 365 * 24 * 3600])
def test_a_clock_set_back_locks_nobody_out(store: SealedDrafts, clock: StandingClock, back: int) -> None:
    assert times(lambda: store.count_attempt("192.0.2.1")) == 10
    clock.time -= timedelta(seconds=back)
    for _ in range(10):
        if times(lambda: store.count_attempt("192.0.2.1"), most=1):
            break
        assert wait(lambda: store.count_attempt("192.0.2.1")) <= 60
        clock.time += timedelta(seconds=6)
    else:
        pytest.fail("locked out")
    assert times(lambda: store.count_attempt("192.0.2.1")) <= 10


def test_a_clock_set_back_by_an_hour_begins_anew_at_once(store: SealedDrafts, clock: StandingClock) -> None:
    assert times(lambda: store.count_attempt("192.0.2.1")) == 10
    clock.time -= timedelta(hours=1)
    assert times(lambda: store.count_attempt("192.0.2.1")) == 10


def test_the_names_lead_to_nobody(store: SealedDrafts, path: Path) -> None:
    visit = opened(store, store.start(saying("x")))
    store.save(visit, saying("y"))
    store.count_print(visit)
    for source in ("192.0.2.77", "2001:db8::77"):
        store.count_attempt(source)
    with database(path) as connection:
        names = {bytes(name) for (name,) in connection.execute("SELECT name FROM bucket")}
        draft = bytes(connection.execute("SELECT id FROM draft").fetchone()[0])
    assert len(names) == 6
    assert {len(name) for name in names} == {16}
    unkeyed = {sha256(what).digest()[:16] for what in (b"192.0.2.77", b"resumes of a source\0" + b"192.0.2.77", draft)}
    assert not names & unkeyed
    assert draft not in names
    for readable in (b"192.0.2.77", b"2001:db8", b"resumes of a source"):
        assert readable not in all_bytes(path.parent)


def test_two_installations_name_one_source_differently() -> None:
    assert bucket_of(Counter(b"one")) != bucket_of(Counter(b"other"))
    assert bucket_of(Counter(b"one")) == bucket_of(Counter(b"one"))


def bucket_of(counter: Counter) -> bytes:
    engine = open_memory()
    with engine.begin() as connection:
        counter.take(connection, 0, Limit("x", 1, 1), b"192.0.2.1")
        name = bytes(connection.exec_driver_sql("SELECT name FROM bucket").scalar_one())
    engine.dispose()
    return name


def test_old_rows_vanish(store: SealedDrafts, where: Where, clock: StandingClock) -> None:
    for number in range(20):
        store.count_attempt(f"192.0.2.{number}")
    assert rows(where, "bucket") == 21
    clock.time += timedelta(minutes=2)
    store.count_attempt("192.0.2.99")
    assert rows(where, "bucket") == 2
    clock.time += timedelta(minutes=2)
    store.purge()
    assert rows(where, "bucket") == 0


def test_limits_outlive_a_restart_and_hold_for_all_servers_together(store: SealedDrafts, opening: Opening) -> None:
    second = opening()
    turns = cycle([store, second])
    assert times(lambda: next(turns).count_attempt("192.0.2.1")) == 10
    second.close()
    second = opening()
    assert times(lambda: second.count_attempt("192.0.2.1")) == 0
    second.close()


def test_of_many_at_once_no_more_get_in(store: SealedDrafts) -> None:
    def attempt(_: int) -> bool:
        return times(lambda: store.count_attempt("192.0.2.1"), most=1) == 1

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(40))) == 10


@pytest.fixture
def engine() -> Engine:
    return open_memory()


@pytest.mark.parametrize("limit", [Limit("a", 1, 60), Limit("b", 7, 3), Limit("c", 100, 360)])
def test_in_the_long_run_no_more_than_the_rate_and_one_window_get_in(engine: Engine, limit: Limit) -> None:
    counter, done = Counter(bytes(32)), 0
    with engine.begin() as connection:
        for tenth in range(10 * limit.seconds):
            try:
                counter.take(connection, 1.8e9 + tenth / 10, limit)
            except TooOften:
                continue
            done += 1
    engine.dispose()
    assert limit.times <= done <= 2 * limit.times
