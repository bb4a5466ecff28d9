"""A new code: the old one and all other sessions end, and the new one is never out of reach."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from decision_aid.core.errors import DraftChanged, TooOften
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts

from .conftest import StandingClock, opened, saying
from .rows import rows


def test_a_new_code_ends_the_old_one_and_all_sessions(store: SealedDrafts, token: str, code: str) -> None:
    back = store.resume(code) or ""
    fresh = store.reissue(back)
    assert store.open(token) is None
    visit = opened(store, fresh)
    assert store.open(back) is None
    assert store.resume(code) is None
    assert visit.draft == saying("mine")
    assert visit.code not in {"", code}
    assert opened(store, store.resume(visit.code) or "").draft == saying("mine")


def test_a_draft_that_was_finished_meanwhile_gets_no_new_code(store: SealedDrafts, token: str, where: Where) -> None:
    store.finish(token)
    with pytest.raises(DraftChanged):
        store.reissue(token)
    assert rows(where, "session") == 0


def test_a_finger_that_asks_for_a_new_code_twice_still_has_a_way_in(store: SealedDrafts, token: str) -> None:
    """The browser drops the answer to the first press with its cookie: the second has the same."""
    dropped = store.reissue(token)
    assert store.reissue(token) == dropped
    visit = opened(store, dropped)
    assert visit.draft == saying("mine")
    assert store.resume(visit.code)


def test_whose_answer_was_lost_still_comes_to_the_new_code(
    store: SealedDrafts, second: SealedDrafts, token: str, clock: StandingClock
) -> None:
    """The program is killed, or the line breaks, after the new code was kept and before anybody was told."""
    store.reissue(token)
    clock.time += timedelta(hours=20)
    assert opened(second, token).draft == saying("mine")
    fresh = second.successor(token)
    assert second.resume(opened(second, fresh).code)


def test_a_successor_that_is_over_is_no_way_on(store: SealedDrafts, token: str, clock: StandingClock) -> None:
    store.reissue(token)
    clock.time += timedelta(hours=20)
    opened(store, token)
    clock.time += timedelta(hours=20)
    assert opened(store, token).draft == saying("mine")
    assert store.successor(token) == ""
    assert opened(store, store.reissue(token)).code


def test_a_replaced_session_leaves_no_row_once_the_new_one_is_used(
    store: SealedDrafts, token: str, where: Where
) -> None:
    fresh = store.reissue(token)
    store.open(fresh, touch=False)
    assert rows(where, "session") == 2
    opened(store, fresh)
    assert rows(where, "session") == 1
    assert (store.open(token), store.successor(token)) == (None, "")


def test_nor_for_longer_than_its_days_where_nobody_used_it(
    store: SealedDrafts, second: SealedDrafts, token: str, where: Where, clock: StandingClock
) -> None:
    store.reissue(token)
    clock.pass_days(3)
    second.purge()
    assert rows(where, "session") == 0


def test_two_presses_at_once_end_with_one_code_that_opens(store: SealedDrafts, token: str) -> None:
    with ThreadPoolExecutor() as pool:
        (fresh,) = set(pool.map(store.reissue, [token] * 4))
    assert store.resume(opened(store, fresh).code)


def test_a_save_that_was_under_way_does_not_undo_a_new_code(store: SealedDrafts, token: str) -> None:
    before = opened(store, token)
    fresh = store.reissue(token)
    with pytest.raises(DraftChanged):
        store.save(before, saying("late"))
    assert opened(store, fresh).draft == saying("mine")


def test_new_codes_are_made_six_times_a_minute(store: SealedDrafts, token: str) -> None:
    for _ in range(6):
        token = store.reissue(token)
    with pytest.raises(TooOften):
        store.reissue(token)


def test_a_new_code_leaves_other_drafts_alone(store: SealedDrafts, token: str) -> None:
    other = store.start(saying("other"))
    before = opened(store, other).code
    store.reissue(token)
    assert opened(store, other).draft == saying("other")
    assert store.resume(before)
