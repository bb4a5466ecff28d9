"""A code whose draft does not open: it says so, leaves no session behind, and ends no visit that is open here."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.refused import assert_refused
from tests.web.visitor import Visitor
from tests.web.ways import code_of, resumed, session_of

DAMAGED = "UPDATE draft SET sealed = zeroblob(length(sealed))"
NEWER = "UPDATE draft SET schema_number = 99"


@pytest.fixture
def code(visitor: Visitor) -> str:
    """Return the code of answers that somebody gave before."""
    visitor.begin()
    return code_of(visitor)


def altered(folder: Path, statement: str) -> None:
    """Alter every draft that is kept so far."""
    with closing(sqlite3.connect(folder / "state" / "drafts.sqlite")) as database, database:
        database.execute(statement)


def sessions(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "state" / "drafts.sqlite")) as database:
        found: int = database.execute("SELECT count(*) FROM session").fetchone()[0]
        return found


def test_a_code_whose_draft_is_damaged_opens_nothing_and_leaves_no_session(
    code: str, other: Visitor, tmp_path: Path
) -> None:
    altered(tmp_path, DAMAGED)
    before = sessions(tmp_path)
    told = resumed(other, code)
    assert_refused(told, 422)
    assert "No answers are kept under this code" in told.text
    assert (session_of(other), sessions(tmp_path)) == ("", before)


def test_a_code_whose_draft_a_newer_program_wrote_says_that_and_leaves_no_session(
    code: str, other: Visitor, tmp_path: Path
) -> None:
    altered(tmp_path, NEWER)
    before = sessions(tmp_path)
    told = resumed(other, code)
    assert told.status == 503
    assert "These answers need a newer form" in told.text
    assert (session_of(other), sessions(tmp_path)) == ("", before)


@pytest.mark.parametrize("statement", [DAMAGED, NEWER])
def test_the_visit_that_is_open_goes_on(code: str, other: Visitor, tmp_path: Path, statement: str) -> None:
    altered(tmp_path, statement)
    other.answer(other.begin(), {"decision-note": "still here"})
    resumed(other, code)
    assert "still here" in other.get("/answers").text
