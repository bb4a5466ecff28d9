"""What older programs kept, brought up to date; what newer ones kept, left alone."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from decision_aid.core.answers import Answer
from decision_aid.core.draft import FORMAT, Draft
from decision_aid.core.errors import DraftNewer
from decision_aid.services import Visit
from decision_aid.store import crypto, sessions
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.tables import SCHEMAS

from .conftest import CHEAP, StandingClock, opened, saying
from .rows import column, database, draft_of, put, rows

FORMATS = Path(__file__).with_name("formats")
OLD_TOKEN = "HawI-Q3gAn1qisNWSFnHtNAY4Cp8Jzo6abovRWSgSjM"  # noqa: S105 - leads to made-up answers
MADE_ON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def kept_as(number: int) -> Draft:
    return Draft.from_data(json.loads((FORMATS / f"{number}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_draft_of_every_format_opens(number: int) -> None:
    draft = kept_as(number)
    assert draft.answers.person["due"] == Answer(("soon",), "2026-12", "")
    assert draft.answers.person["decision"].note == "Ob ich 中 mitmache 😀"
    assert draft.answers.offers[1]["ind"] == Answer(("told",), "", "by phone")
    assert draft.answers.stars == ("ind",)
    assert dict(draft.pages) == {"who": 1, "ind@2": 3}
    assert draft.questionnaire == ("smallest", "2026.11", "abc123")


def test_the_present_format_is_written_as_it_was_kept() -> None:
    file = FORMATS / f"{FORMAT}.json"
    assert json.dumps(kept_as(FORMAT).as_data(), indent=1, ensure_ascii=False) + "\n" == file.read_text("utf-8")


@pytest.fixture
def old(path: Path) -> Path:
    """A database that the program before resume codes made on the 22nd of November."""
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript((FORMATS / "0001.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


@pytest.fixture
def upgraded(old: Path) -> Iterator[SealedDrafts]:
    store = open_store(old, clock=lambda: MADE_ON, cost=CHEAP)
    yield store
    store.close()


def test_an_older_database_is_brought_up_to_date_with_all_its_drafts(old: Path, upgraded: SealedDrafts) -> None:
    with database(old) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMAS[-1],)]
    assert upgraded.purge() == 0
    assert (rows(old, "draft"), rows(old, "session")) == (2, 2)
    assert upgraded.start(saying("new"))
    assert rows(old, "draft") == 3


def test_a_session_of_the_older_program_opens_nothing_and_breaks_nothing(upgraded: SealedDrafts) -> None:
    assert upgraded.open(OLD_TOKEN) is None
    assert len(OLD_TOKEN) == crypto.TOKEN_CHARACTERS


def test_a_draft_of_the_older_program_is_kept_unharmed(old: Path, upgraded: SealedDrafts) -> None:
    """Its key, put into a session as this program seals it, opens it."""
    token = crypto.read_token(OLD_TOKEN)
    assert token
    name = draft_of(old, OLD_TOKEN)
    key = crypto.unseal(
        crypto.session_cipher(token), column(old, OLD_TOKEN, "sealed_key"), Place(name, Kind.SESSION_KEY)
    )
    put(old, OLD_TOKEN, "sealed_key", sessions.begun(key, MADE_ON, with_code=False).sealed(token, name))
    visit = opened(upgraded, OLD_TOKEN)
    assert visit.draft == kept_as(1)
    assert upgraded.save(visit, saying("saved by this program")).revision == 3
    assert opened(upgraded, OLD_TOKEN).draft == saying("saved by this program")


def test_an_older_databases_drafts_go_after_their_day(old: Path) -> None:
    store = open_store(old, clock=lambda: MADE_ON + timedelta(days=3), cost=CHEAP)
    assert store.purge() == 2
    store.close()


@pytest.fixture
def newer(store: SealedDrafts, path: Path) -> tuple[str, str]:
    """The token and the code of a draft that a newer program saved last."""
    token = store.start(saying("mine"))
    code = opened(store, token).code
    put(path, token, "schema_number", FORMAT + 1)
    return token, code


def everything(path: Path) -> list[tuple[object, ...]]:
    with database(path) as connection:
        return connection.execute("SELECT * FROM draft").fetchall()


def test_a_draft_of_a_newer_program_says_so_and_is_left_as_it_is(
    store: SealedDrafts, path: Path, newer: tuple[str, str]
) -> None:
    before = everything(path)
    for token in (newer[0], store.resume(newer[1])):
        assert token
        with pytest.raises(DraftNewer, match="kept as they are"):
            store.open(token)
    assert store.purge() == 0
    assert everything(path) == before


def test_a_draft_of_a_newer_program_goes_after_its_day_like_any_other(
    store: SealedDrafts, clock: StandingClock, path: Path, newer: tuple[str, str]
) -> None:
    assert newer
    clock.pass_days(30)
    assert (store.purge(), rows(path, "draft")) == (0, 1)
    clock.pass_days(1)
    assert (store.purge(), rows(path, "draft")) == (1, 0)


def test_the_newer_program_opens_it_again(store: SealedDrafts, path: Path, newer: tuple[str, str]) -> None:
    put(path, newer[0], "schema_number", FORMAT)
    visit: Visit = opened(store, newer[0])
    assert visit.draft == saying("mine")
