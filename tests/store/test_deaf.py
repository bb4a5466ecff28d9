"""A database that hears what it is to be set to and does not do it: no connection to it is used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from sqlalchemy import Engine, event

from decision_aid.bootstrap import now
from decision_aid.cli import main
from decision_aid.core.errors import StoreRefused, StoreUnavailable
from decision_aid.remarks import Level
from decision_aid.store.checkup import looked_at
from decision_aid.store.database import open_database
from decision_aid.store.drafts import SealedDrafts, open_store
from tests.test_cli import SMALLEST

from .conftest import CHEAP, StandingClock, saying

# what SQLite does by itself
USUAL = {"journal_mode": "delete", "synchronous": "2", "foreign_keys": "0", "cache_size": "-2000"}


class Deaf(sqlite3.Connection):
    """Does not hear one setting, as a library built otherwise may not."""

    unheard = ""

    def cursor(self, *_: Any, **__: Any) -> Any:
        return super().cursor(_Hearing)


class _Hearing(sqlite3.Cursor):
    def execute(self, statement: str, *given: Any) -> Self:
        if Deaf.unheard and statement.startswith(f"PRAGMA {Deaf.unheard} ="):
            return super().execute(f"PRAGMA {Deaf.unheard} = {USUAL[Deaf.unheard]}")
        return super().execute(statement, *given)


@pytest.fixture
def deaf() -> Iterator[type[Deaf]]:
    """Every connection from now on is one of these; it hears all until told otherwise."""

    def connect(*call: Any) -> None:
        call[3]["factory"] = Deaf

    event.listen(Engine, "do_connect", connect)
    yield Deaf
    Deaf.unheard = ""
    event.remove(Engine, "do_connect", connect)


@pytest.mark.parametrize("name", USUAL)
def test_a_database_that_does_not_take_a_setting_is_refused(path: Path, deaf: type[Deaf], name: str) -> None:
    open_database(path).dispose()
    deaf.unheard = name
    with pytest.raises(StoreRefused, match=rf"would not keep answers safely \({name} is {USUAL[name]} and must be"):
        open_database(path)


def test_each_new_connection_is_looked_at(path: Path, deaf: type[Deaf]) -> None:
    engine = open_database(path)
    with engine.connect():
        deaf.unheard = "synchronous"
        with pytest.raises(StoreRefused, match="synchronous is 2 and must be 3"):
            engine.connect()
        deaf.unheard = ""
        engine.connect().close()
    engine.dispose()


def test_what_could_not_be_kept_safely_is_not_acknowledged(path: Path, clock: StandingClock, deaf: type[Deaf]) -> None:
    store: SealedDrafts = open_store(path, clock=clock, cost=CHEAP)
    store.close()  # the next thing that is kept needs a new connection
    deaf.unheard = "synchronous"
    with pytest.raises(StoreUnavailable, match="Answers cannot be kept just now"):
        store.start(saying("mine"))
    assert not store.ready()
    deaf.unheard = ""
    assert store.start(saying("mine"))
    store.close()


@pytest.mark.parametrize("name", USUAL)
def test_the_doctor_names_the_setting(path: Path, clock: StandingClock, deaf: type[Deaf], name: str) -> None:
    open_store(path, clock=clock, cost=CHEAP).close()
    deaf.unheard = name
    remarks = looked_at(path, path.parent / "secrets", clock())
    wrong = [remark.sentence for remark in remarks if remark.level is Level.WRONG]
    assert any(f"({name} is {USUAL[name]} and must be" in sentence for sentence in wrong)


def test_the_doctor_then_ends_with_1(
    tmp_path: Path, deaf: type[Deaf], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "state"
    open_store(state / "drafts.sqlite", clock=now, cost=CHEAP).close()
    monkeypatch.setenv("DECISION_AID_STATE", str(state))
    monkeypatch.setenv("DECISION_AID_QUESTIONS", str(SMALLEST))
    deaf.unheard = "synchronous"
    assert main(["doctor"]) == 1
    assert "WRONG   The database" in capsys.readouterr().out
