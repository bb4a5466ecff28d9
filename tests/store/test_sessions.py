"""How long a session lasts, and who learns of it."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from decision_aid.core import codes
from decision_aid.store import crypto, sessions
from decision_aid.store.database import Where, open_database
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.keyring import MemoryKeyring
from decision_aid.store.peppers import Peppers
from decision_aid.store.sessions import AT_A_TABLET, Keeping

from .conftest import Opening, StandingClock, opened, saying
from .rows import column, put

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def kiosk(opening: Opening) -> Iterator[SealedDrafts]:
    store = opening(keeping=Keeping(session=AT_A_TABLET))
    yield store
    store.close()


def test_a_session_lasts_24_idle_hours_and_one_more_at_most(
    store: SealedDrafts, token: str, clock: StandingClock
) -> None:
    clock.time += 24 * HOUR - SECOND
    assert opened(store, token).draft == saying("mine")
    clock.time += 23 * HOUR
    assert store.open(token) is not None
    other = store.start(saying("other"))
    clock.time += 25 * HOUR
    assert store.open(other) is None


@pytest.mark.parametrize("after", [SECOND, 59 * MINUTE, HOUR, HOUR + SECOND, 90 * MINUTE])
def test_a_session_never_ends_before_24_hours_after_the_last_press(
    store: SealedDrafts, token: str, clock: StandingClock, after: timedelta
) -> None:
    clock.time += after
    store.save(opened(store, token), saying("later"))
    clock.time += 24 * HOUR - SECOND
    assert opened(store, token).draft == saying("later")


def test_an_idle_session_ends_and_its_code_still_opens(store: SealedDrafts, token: str, clock: StandingClock) -> None:
    code = opened(store, token).code
    clock.time += 25 * HOUR
    assert store.open(token) is None
    assert opened(store, store.resume(code) or "").draft == saying("mine")
    assert store.open(token) is None


def test_a_session_ends_after_48_hours_however_much_it_is_used(
    store: SealedDrafts, token: str, clock: StandingClock
) -> None:
    for _ in range(47):
        clock.time += HOUR
        assert store.open(token) is not None
    clock.time += HOUR - SECOND
    assert store.open(token) is not None
    clock.time += SECOND
    assert store.open(token) is None


def test_looking_by_the_way_does_not_count_as_use(store: SealedDrafts, token: str, clock: StandingClock) -> None:
    for _ in range(24):
        clock.time += HOUR
        assert store.open(token, touch=False) is not None
    clock.time += HOUR
    assert store.open(token, touch=False) is None


def test_use_is_written_down_no_more_than_once_an_hour(
    store: SealedDrafts, token: str, where: Where, clock: StandingClock
) -> None:
    first = column(where, token, "sealed_key")
    clock.time += HOUR
    opened(store, token)
    assert column(where, token, "sealed_key") == first
    clock.time += SECOND
    opened(store, token)
    assert column(where, token, "sealed_key") != first


def test_at_a_shared_tablet_a_session_lasts_12_idle_minutes(kiosk: SealedDrafts, clock: StandingClock) -> None:
    token = kiosk.start(saying("mine"))
    for seconds in (1, 9, 10, 11, *[11 * 60] * 30, 9):
        clock.time += seconds * SECOND
        assert kiosk.open(token) is not None
    clock.time += 12 * MINUTE - SECOND
    assert kiosk.open(token, touch=False) is not None
    clock.time += SECOND
    assert kiosk.open(token) is None


def test_at_a_shared_tablet_use_is_written_down_to_the_second(
    kiosk: SealedDrafts, where: Where, clock: StandingClock
) -> None:
    token = kiosk.start(saying("mine"))
    first = column(where, token, "sealed_key")
    opened(kiosk, token)
    assert column(where, token, "sealed_key") == first
    clock.time += SECOND
    opened(kiosk, token)
    assert column(where, token, "sealed_key") != first


@pytest.mark.parametrize("back", [SECOND, HOUR, 25 * HOUR, timedelta(days=365)])
def test_a_clock_set_back_ends_no_session_and_locks_nobody_out(
    store: SealedDrafts, token: str, clock: StandingClock, back: timedelta
) -> None:
    clock.time -= back
    assert opened(store, token).draft == saying("mine")
    store.save(opened(store, token), saying("later"))
    assert opened(store, token).draft == saying("later")
    assert store.purge() == 0


def test_a_session_used_while_the_clock_was_wrong_ends_in_time(
    store: SealedDrafts, token: str, clock: StandingClock
) -> None:
    clock.time -= 2 * HOUR
    opened(store, token)
    clock.time += 25 * HOUR
    assert store.open(token) is None


def test_a_page_can_be_looked_at_while_nothing_can_be_written(path: Path, clock: StandingClock) -> None:
    engine = open_database(path)
    store = SealedDrafts(engine, clock, Keeping(), Peppers(MemoryKeyring()))
    token = store.start(saying("mine"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    clock.time += 2 * HOUR
    assert opened(store, token).draft == saying("mine")
    other.execute("ROLLBACK")
    other.close()
    before = column(path, token, "sealed_key")
    opened(store, token)
    assert column(path, token, "sealed_key") != before
    store.close()


def test_the_row_tells_only_the_day(store: SealedDrafts, token: str, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(session)")]
    connection.close()
    assert names == ["fingerprint", "draft_id", "expires", "sealed_key"]
    assert len(column(path, token, "sealed_key")) == 12 + 120 + 16
    assert store.open(token) is not None


def test_a_session_of_another_draft_or_layout_does_not_open(store: SealedDrafts, token: str, where: Where) -> None:
    raw = crypto.read_token(token) or b""
    session = sessions.begun(crypto.new_key(), datetime(2026, 11, 23, tzinfo=UTC), with_code=False)
    put(where, token, "sealed_key", session.sealed(raw, crypto.new_id()))
    assert store.open(token) is None


def test_a_sessions_text_shows_no_key_and_no_seed() -> None:
    session = sessions.begun(bytes([7] * 32), datetime(2026, 11, 23, tzinfo=UTC), with_code=True)
    assert repr(session) == f"Session(began={session.began}, used={session.used})"


def test_a_code_is_one_of_ours_and_comes_from_token_and_seed_together() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    one, other = (sessions.begun(bytes(32), now, with_code=True) for _ in range(2))
    tokens = crypto.new_token(), crypto.new_token()
    made = {session.code(token) for session in (one, other) for token in tokens}
    assert len(made) == 4
    assert all(codes.read(code) == code for code in made)
    assert sessions.begun(bytes(32), now, with_code=False).code(tokens[0]) == ""
