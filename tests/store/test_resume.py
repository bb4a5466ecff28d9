"""Coming back with a code: what it opens, and who cannot find it out."""

import sqlite3
from contextlib import closing
from pathlib import Path

from decision_aid.core import codes
from decision_aid.store import sessions
from decision_aid.store.copying import copy
from decision_aid.store.crypto import new_id, new_token, written
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store

from .conftest import CHEAP, StandingClock, opened, saying
from .rows import all_bytes, column, give_up_code, put, raw, rows

CANARY = "CANARY quetzal-7431"


def test_a_code_opens_its_draft_in_a_session_of_its_own(store: SealedDrafts, token: str, code: str) -> None:
    assert codes.read(code) == code
    back = store.resume(code)
    assert back
    assert back != token
    assert opened(store, back).draft == opened(store, token).draft == saying("mine")


def test_the_code_is_shown_only_where_the_session_began_with_it(store: SealedDrafts, token: str, code: str) -> None:
    assert opened(store, token).code == code
    assert opened(store, store.resume(code) or "").code == ""


def test_what_is_saved_keeps_the_code(store: SealedDrafts, token: str, code: str) -> None:
    visit = store.save(opened(store, token), saying("more"))
    assert visit.code == code
    assert opened(store, store.resume(code) or "").draft == saying("more")


def test_a_wrong_code_gives_nothing_and_leaves_nothing(store: SealedDrafts, code: str, where: Where) -> None:
    for number in range(20):
        wrong = codes.made(number.to_bytes(10, "big"))
        assert wrong != code
        assert store.resume(wrong) is None
    assert store.resume("") is store.resume(code.lower()) is store.resume(codes.written(code)) is None
    assert rows(where, "session") == 1


def test_a_code_leads_to_no_other_draft(store: SealedDrafts, code: str) -> None:
    other = opened(store, store.start(saying("other"))).code
    assert opened(store, store.resume(code) or "").draft == saying("mine")
    assert opened(store, store.resume(other) or "").draft == saying("other")


def test_a_code_opens_nothing_after_finishing(store: SealedDrafts, token: str, code: str) -> None:
    back = store.resume(code) or ""
    store.finish(token)
    assert store.resume(code) is None
    assert store.open(back) is None


def test_a_code_opens_to_the_end_of_the_drafts_last_day(store: SealedDrafts, code: str, clock: StandingClock) -> None:
    clock.pass_days(30)
    assert store.resume(code)
    clock.pass_days(1)
    assert store.resume(code) is None


def test_what_an_old_code_opens_in_an_old_copy_opens_nothing_that_was_saved_later(
    store: SealedDrafts, token: str, code: str, where: Where
) -> None:
    old = {name: column(where, token, name) for name in ("resume_key", "lookup")}
    fresh = store.reissue(token)
    store.save(opened(store, fresh), saying("later"))
    for name, value in old.items():
        put(where, fresh, name, value)
    back = store.resume(code)
    assert back is not None
    assert store.open(back) is None


def test_a_draft_without_a_code_can_be_given_one(store: SealedDrafts, where: Where) -> None:
    token = store.start(saying("mine"))
    give_up_code(where, token)
    assert opened(store, token).code == ""
    assert store.holds(new_id()) is False
    code = opened(store, store.reissue(token)).code
    assert opened(store, store.resume(code) or "").draft == saying("mine")
    assert rows(where, "draft") == 1


def test_a_draft_without_a_code_ends_with_its_session(store: SealedDrafts, where: Where) -> None:
    token = store.start(saying("mine"))
    give_up_code(where, token)
    store.leave(token)
    assert store.open(token) is None
    assert store.purge() == 1
    assert rows(where, "draft") == 0


def test_leaving_keeps_the_draft_for_its_code(store: SealedDrafts, token: str, code: str) -> None:
    store.leave(token)
    assert store.open(token) is None
    assert store.purge() == 0
    assert opened(store, store.resume(code) or "").draft == saying("mine")


def test_a_self_chosen_token_is_never_adopted(store: SealedDrafts, code: str, where: Where) -> None:
    chosen = written(new_token())
    store.leave(chosen)
    store.finish(chosen)
    assert store.open(chosen) is None
    assert store.resume(code) != chosen
    assert store.start(saying("x")) != chosen
    assert store.open(chosen) is None
    assert rows(where, "draft") == 2


def test_two_servers_share_codes_and_sessions(store: SealedDrafts, second: SealedDrafts, token: str, code: str) -> None:
    assert opened(second, token).code == code
    back = second.resume(code) or ""
    second.save(opened(second, back), saying("from two"))
    assert opened(store, back).draft == saying("from two")
    fresh = store.reissue(back)
    assert second.resume(code) is None
    assert second.open(token) is None
    assert opened(second, fresh).draft == saying("from two")


def test_another_installation_with_the_same_database_opens_no_code(
    store: SealedDrafts, code: str, path: Path, tmp_path: Path, clock: StandingClock
) -> None:
    """Who has the database and the code, but not the secrets, has nothing."""
    stolen = copy(path, tmp_path / "stolen")
    store.close()
    with closing(sqlite3.connect(stolen, isolation_level=None)) as connection:
        connection.execute("DELETE FROM pepper")
    thief = open_store(stolen, clock=clock, secrets=tmp_path / "own", cost=CHEAP)
    assert thief.resume(code) is None
    assert thief.start(saying("own"))
    thief.close()


def test_neither_code_nor_token_nor_answers_are_in_any_file(store: SealedDrafts, path: Path, tmp_path: Path) -> None:
    token = store.start(saying(CANARY))
    code = opened(store, token).code
    back = store.resume(code) or ""
    store.save(opened(store, back), saying(f"{CANARY} again"))
    fresh = store.reissue(back)
    copy(path, tmp_path / "backup")
    everything = all_bytes(tmp_path)
    assert everything.count(column(path, fresh, "lookup")) == 4  # table and index, file and copy: the search finds it
    codes_seen = (code, opened(store, fresh).code)
    for secret in (token, back, fresh, *codes_seen, *map(codes.written, codes_seen), *map(str.lower, codes_seen)):
        assert secret.encode() not in everything
    for readable in (b"CANARY", b"quetzal", *map(raw, (token, back, fresh))):
        assert readable not in everything


def test_a_code_cannot_be_worked_out_after_its_session_has_gone(store: SealedDrafts, token: str, path: Path) -> None:
    """It needs the seed in the session's row: the token alone gives another code with each seed."""
    row = column(path, token, "sealed_key")
    code = opened(store, token).code
    assert row in all_bytes(path.parent)
    store.leave(token)
    assert row not in all_bytes(path.parent)
    key = raw(token)
    guesses = {sessions.Session(bytes(32), 0, 0, new_id()).code(key) for _ in range(50)}
    assert len(guesses) == 50
    assert code not in guesses


def test_a_code_of_the_real_cost_opens_its_draft(path: Path, clock: StandingClock) -> None:
    store = open_store(path, clock=clock)
    token = store.start(saying("mine"))
    assert opened(store, store.resume(opened(store, token).code) or "").draft == saying("mine")
    store.close()
