import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, StoreUnavailable
from decision_aid.services import Drafts, Visit
from decision_aid.store.crypto import new_token, written
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.sessions import Keeping

from .conftest import CHEAP, Opening, StandingClock, opened, saying
from .rows import draft_of, give_up_code, rows, run

words = st.text(st.characters(codec=None, exclude_categories=[]), max_size=30)
answers = st.builds(Answer, st.lists(words, max_size=3).map(tuple), words, words)
mappings = st.dictionaries(words, answers, max_size=4).map(MappingProxyType)
drafts = st.builds(
    Draft,
    st.builds(Answers, mappings, st.tuples(mappings, mappings, mappings), st.lists(words, max_size=3).map(tuple)),
    st.dictionaries(words, st.integers(0, 99), max_size=4).map(MappingProxyType),
    st.tuples(words, words, words),
)


def test_a_started_draft_opens_with_its_token(store: SealedDrafts) -> None:
    token = store.start(saying("first"))
    assert opened(store, token).draft == saying("first")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=drafts, second=drafts)
def test_whatever_was_given_comes_back_as_it_was(store: SealedDrafts, first: Draft, second: Draft) -> None:
    token = store.start(first)
    visit = opened(store, token)
    assert visit.draft == first
    assert store.save(visit, second).draft == second
    assert opened(store, token).draft == second


def test_half_a_character_comes_back_as_it_was(store: SealedDrafts) -> None:
    draft = saying("\ud83d\ude00 \udfff\0")
    assert opened(store, store.start(draft)).draft == draft


@pytest.fixture
def said(path: Path, clock: StandingClock) -> Iterator[tuple[SealedDrafts, list[str]]]:
    """A store of one connection and, in order, everything it says to SQLite."""
    store, statements = open_store(path, clock=clock, cost=CHEAP), list[str]()
    store.start(Draft())  # the pepper of this month is known from here on
    with store._engine.connect() as connection:  # noqa: SLF001 - to listen to it
        driver = connection.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(lambda statement: statements.append(" ".join(statement.split()[:2])))
    yield store, statements
    store.close()


def test_every_write_takes_the_lock_first_and_ends_in_a_commit(said: tuple[SealedDrafts, list[str]]) -> None:
    store, statements = said
    token = store.start(Draft())
    counted = ["BEGIN IMMEDIATE", "INSERT INTO", "DELETE FROM", "COMMIT"]
    assert statements == [*counted, "SELECT pepper.epoch,", "BEGIN IMMEDIATE", "INSERT INTO", "INSERT INTO", "COMMIT"]
    visit = opened(store, token)
    statements.clear()
    store.save(visit, saying("mine"))
    assert statements == ["BEGIN IMMEDIATE", "INSERT INTO", "DELETE FROM", "UPDATE draft", "COMMIT"]


def test_opening_is_one_question_to_the_database(said: tuple[SealedDrafts, list[str]]) -> None:
    store, statements = said
    token = store.start(Draft())
    statements.clear()
    opened(store, token)
    assert statements == ["SELECT draft.id,"]


def test_a_saved_draft_is_in_the_file_when_save_returns(store: SealedDrafts, path: Path) -> None:
    visit = opened(store, store.start(Draft()))
    store.save(visit, saying("kept"))
    reader = sqlite3.connect(path)
    assert reader.execute("SELECT revision FROM draft").fetchall() == [(visit.revision + 1,)]
    reader.close()


def test_a_visit_returned_by_save_saves_again(store: SealedDrafts) -> None:
    token = store.start(Draft())
    visit = opened(store, token)
    for number in range(5):
        visit = store.save(visit, saying(str(number)))
    assert opened(store, token).draft == saying("4")
    assert opened(store, token).revision == visit.revision


def test_a_visit_opened_before_another_save_is_refused_and_changes_nothing(store: SealedDrafts) -> None:
    token = store.start(Draft())
    early, late = opened(store, token), opened(store, token)
    store.save(early, saying("first tab"))
    with pytest.raises(DraftChanged):
        store.save(late, saying("second tab"))
    assert opened(store, token).draft == saying("first tab")


def test_of_four_writers_on_one_revision_exactly_one_succeeds(store: SealedDrafts) -> None:
    token = store.start(Draft())
    visit, together = opened(store, token), Barrier(4)

    def write(number: int) -> int | None:
        together.wait()
        try:
            store.save(visit, saying(str(number)))
        except DraftChanged:
            return None
        return number

    with ThreadPoolExecutor(4) as threads:
        winners = [number for number in threads.map(write, range(4)) if number is not None]
    assert len(winners) == 1
    assert opened(store, token).draft == saying(str(winners[0]))


def test_many_threads_keep_their_own_drafts(store: SealedDrafts) -> None:
    def walk(number: int) -> str:
        token = store.start(Draft())
        for step in range(10):
            store.save(opened(store, token), saying(f"{number}.{step}"))
        return token

    with ThreadPoolExecutor(8) as threads:
        tokens = list(threads.map(walk, range(8)))
    assert [opened(store, token).draft for token in tokens] == [saying(f"{number}.9") for number in range(8)]


def test_two_stores_on_one_database_see_each_others_saves(opening: Opening) -> None:
    one, two = opening(), opening()
    token = one.start(Draft())
    two.save(opened(two, token), saying("from two"))
    one.save(opened(one, token), saying("from one"))
    assert opened(two, token).draft == saying("from one")
    one.close()
    two.close()


@pytest.mark.parametrize(
    "text", ["", "x", "A" * 43, "A" * 44, "../../etc/passwd", "'; DROP TABLE draft; --", "\0" * 43]
)
def test_a_chosen_or_malformed_token_opens_nothing(store: SealedDrafts, text: str) -> None:
    token = store.start(saying("mine"))
    assert store.open(text) is None
    store.finish(text)
    assert opened(store, token).draft == saying("mine")


def test_a_random_token_opens_nothing_and_is_not_adopted(store: SealedDrafts, where: Where) -> None:
    token = written(new_token())
    assert store.open(token) is None
    assert rows(where, "session") == 0


def test_every_draft_gets_a_token_of_its_own(store: SealedDrafts) -> None:
    assert len({store.start(Draft()) for _ in range(20)}) == 20


def test_finishing_forgets_the_draft_and_every_session_of_it(store: SealedDrafts, where: Where) -> None:
    token, other = store.start(saying("mine")), store.start(saying("other"))
    again = "INSERT INTO session SELECT ?, draft_id, expires, sealed_key FROM session WHERE draft_id = ?"
    for each in (token, other):
        run(where, again, new_token(), draft_of(where, each))
    store.finish(token)
    assert store.open(token) is None
    assert opened(store, other).draft == saying("other")
    assert (rows(where, "draft"), rows(where, "session")) == (1, 2)


def test_finishing_twice_is_no_fault(store: SealedDrafts) -> None:
    token = store.start(Draft())
    store.finish(token)
    store.finish(token)
    assert store.open(token) is None


def test_a_draft_finished_meanwhile_is_not_brought_back_by_a_save(store: SealedDrafts, where: Where) -> None:
    token = store.start(Draft())
    visit = opened(store, token)
    store.finish(token)
    with pytest.raises(DraftChanged):
        store.save(visit, saying("late"))
    assert rows(where, "draft") == 0


def test_a_draft_is_kept_to_the_end_of_its_last_day_and_no_longer(store: SealedDrafts, clock: StandingClock) -> None:
    code = opened(store, store.start(saying("mine"))).code
    clock.pass_days(30)
    assert opened(store, store.resume(code) or "").draft == saying("mine")
    clock.pass_days(1)
    assert store.resume(code) is None


@pytest.mark.parametrize(("days", "purged"), [(0, 0), (30, 0), (31, 2), (90, 2)])
def test_purging_removes_what_is_past_its_day(
    store: SealedDrafts, clock: StandingClock, where: Where, days: int, purged: int
) -> None:
    for _ in range(2):
        store.start(Draft())
    clock.pass_days(days)
    fresh = store.start(saying("fresh"))
    assert store.purge() == purged
    assert rows(where, "draft") == 3 - purged
    assert opened(store, fresh).draft == saying("fresh")


def test_purging_removes_sessions_past_their_day(store: SealedDrafts, clock: StandingClock, where: Where) -> None:
    store.start(Draft())
    clock.pass_days(3)
    assert store.purge() == 0
    assert (rows(where, "draft"), rows(where, "session")) == (1, 0)


def test_purging_removes_a_draft_that_neither_session_nor_code_leads_to(
    store: SealedDrafts, clock: StandingClock, where: Where
) -> None:
    give_up_code(where, store.start(Draft()))
    assert store.purge() == 0
    clock.pass_days(3)
    assert store.purge() == 1
    assert (rows(where, "draft"), rows(where, "session")) == (0, 0)


def test_every_save_keeps_a_draft_as_many_days_as_asked(opening: Opening, clock: StandingClock) -> None:
    store = opening(keeping=Keeping(days=5))
    token = store.start(Draft())
    code = opened(store, token).code
    clock.time += timedelta(hours=20)
    store.save(opened(store, token), saying("later"))
    clock.pass_days(5)
    assert store.resume(code)
    clock.pass_days(1)
    assert store.purge() == 1
    store.close()


def test_a_blob_over_1_mib_is_refused_and_the_draft_stays_as_it_was(store: SealedDrafts) -> None:
    token = store.start(saying("short"))
    with pytest.raises(StoreUnavailable, match="too long to keep: shorten"):
        store.save(opened(store, token), saying("x" * 1024 * 1024))
    with pytest.raises(StoreUnavailable, match="too long to keep: shorten"):
        store.start(saying("x" * 1024 * 1024))
    assert opened(store, token).draft == saying("short")


def test_sixty_thousand_of_the_widest_characters_are_kept(store: SealedDrafts) -> None:
    draft = saying("\N{FACE WITH TEARS OF JOY}" * 60_000)
    assert opened(store, store.start(draft)).draft == draft


def test_no_key_shows_in_a_visits_text(store: SealedDrafts) -> None:
    visit = opened(store, store.start(Draft()))
    assert str(visit.key) == repr(visit.key)
    assert str(visit.key).startswith("Opened(epoch=")
    assert visit.code not in repr(visit)


def test_a_visit_of_another_store_is_refused(store: SealedDrafts) -> None:
    with pytest.raises(TypeError):
        store.save(Visit(Draft(), 1, "not a key of this store"), Draft())


def test_a_store_is_what_the_services_ask_for(store: SealedDrafts) -> None:
    drafts: Drafts = store  # mypy compares the shapes
    assert drafts.ready()
