"""Databases that are not ours, damaged, or of a newer version, and questionnaires that are broken."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from decision_aid import assets
from tests.cluster import Cluster
from tests.test_cli import SMALLEST

from .conftest import Trial, begun
from .guide import documented

PLACE = "/var/lib/decision-aid"
PAGE, HEADER = 4096, 100
PAGES = 11  # of a database in which nothing is kept: one for each table and index


def run(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def database(state: Path) -> Path:
    return state / "drafts.sqlite"


@pytest.fixture
def ours(database: Path) -> Path:
    """A database that the form has made."""
    begun(database.parent)
    return database


def refused(serve: Trial, database: Path, happened: str) -> None:
    """Fail unless it is refused as the guide says, at a start and by every command, and left as it is."""
    before = database.read_bytes()
    said = serve().refused()
    documented(happened, said, example={database.parent: PLACE})
    assert database.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(serve: Trial, database: Path) -> None:
    run(database, "CREATE TABLE letters (words)", "INSERT INTO letters VALUES ('mine')")
    refused(serve, database, "`drafts.sqlite` is another program's database")


def test_a_file_that_is_no_database_is_left_alone(serve: Trial, database: Path) -> None:
    database.write_bytes(Random(7).randbytes(30_000))  # noqa: S311 - any bytes will do
    refused(serve, database, "`drafts.sqlite` is no database")


def zeroed(file: Path, begin: int, end: int) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:begin] + bytes(end - begin) + content[end:])


@pytest.mark.parametrize("page", range(PAGES))
def test_a_damaged_database_is_left_alone(serve: Trial, ours: Path, page: int) -> None:
    assert ours.stat().st_size == PAGES * PAGE
    zeroed(ours, max(page * PAGE, HEADER), (page + 1) * PAGE)
    refused(serve, ours, "`drafts.sqlite` is damaged")


def test_a_database_that_has_lost_its_beginning_is_left_alone(serve: Trial, ours: Path) -> None:
    zeroed(ours, 0, PAGE)
    refused(serve, ours, "`drafts.sqlite` is no database")


@pytest.mark.parametrize("command", ["serve", "purge", "doctor"])
def test_an_empty_database_beside_secrets_is_left_alone(program: Trial, ours: Path, command: str) -> None:
    ours.write_bytes(b"")
    port = ("--port", "0") if command == "serve" else ()
    done = program(command, *port, state=str(ours.parent), questions=str(SMALLEST))
    said = done.wrong() if command == "doctor" else [done.refused()]
    documented("`drafts.sqlite` is empty, and the secrets are there", *said, example={ours.parent: PLACE})
    assert ours.read_bytes() == b""


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_nothing_is_begun_where_everything_was_moved_to_a_server(program: Trial, ours: Path, command: str) -> None:
    ours.rename(f"{ours}.moved")  # as `move-database` does
    port = ("--port", "0") if command == "serve" else ()
    done = program(command, *port, state=str(ours.parent), questions=str(SMALLEST))
    said = done.wrong() if command == "doctor" else [done.refused()]
    documented("after `move-database` a start without `DECISION_AID_DATABASE`", *said, example={ours.parent: PLACE})
    assert not ours.exists()


def test_a_database_that_is_missing_beside_secrets_is_made_anew(ours: Path) -> None:
    ours.unlink()
    begun(ours.parent)
    assert ours.stat().st_size


def test_a_database_of_a_newer_version_is_left_alone(serve: Trial, ours: Path) -> None:
    run(ours, "UPDATE alembic_version SET version_num = '9999'")
    refused(serve, ours, "`drafts.sqlite` is of a newer version")


def test_a_server_has_tables_of_another_program(serve: Trial, postgresql: Cluster) -> None:
    name = postgresql.new_database()
    postgresql.run("CREATE TABLE letters (words text)", name)
    said = serve(database=postgresql.address(name)).refused()
    example: dict[str | Path, str] = {name: "drafts", str(postgresql.port): "5432"}
    documented("the PostgreSQL database has tables of another program", said, example=example)
    assert postgresql.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", name) == [("letters",)]


def test_a_server_has_a_database_of_a_newer_version(serve: Trial, state: Path, postgresql: Cluster) -> None:
    name = postgresql.new_database()
    begun(state, postgresql.address(name))
    postgresql.run("UPDATE alembic_version SET version_num = '9999'", name)
    said = serve(database=postgresql.address(name)).refused()
    example: dict[str | Path, str] = {name: "drafts", str(postgresql.port): "5432"}
    documented("the PostgreSQL database is of a newer version", said, example=example)


HALF = SMALLEST.read_bytes()[: SMALLEST.stat().st_size // 2]
BROKEN = {
    "the questionnaire is empty": b"",
    "the questionnaire is not text": bytes([0x80, 0xFF]) * 20,
    "the questionnaire breaks off in a line": b"id: tiny\ntitle: [",
    "a line of the questionnaire is indented too far": b'id: tiny\ntitle: "One"\n  version: "2026.1"\n',
    "a no-break space stands before a key of the questionnaire": b"id: tiny\n\xc2\xa0title: One\n",
    "more follows a quoted text of the questionnaire": b'id: tiny\ntitle: "A "real" guide"\n',
}


@pytest.mark.parametrize("happened", BROKEN)
def test_a_broken_questionnaire_is_not_served(serve: Trial, state: Path, happened: str) -> None:
    (state / "questions.yaml").write_bytes(BROKEN[happened])
    said = serve(questions=str(state / "questions.yaml")).refused(os.EX_CONFIG)
    documented(happened, said, example={state: "/etc/decision-aid"})
    assert [path.name for path in state.iterdir()] == ["questions.yaml"]


# what is written in place of what; the number of the line goes with the file
OWED = {
    "page 1 would print a no as given in writing": ('label: "No", state: "no"}', 'label: "No"}'),
    "page 1 says nothing of the NCT number": ('    - {question: nct, label: "NCT number", style: given}\n', ""),
    "the note on the trial lock-out is gone": ("- id: note_lockout_offer\n", "- id: note_offer\n"),
    "the note on where to report harm is gone": ("- id: note_report_harm\n", "- id: note_harm\n"),
}


@pytest.mark.parametrize("happened", OWED)
def test_a_questionnaire_that_owes_its_reader_something_is_not_served(serve: Trial, state: Path, happened: str) -> None:
    questions = assets.questions().read_text(encoding="utf-8")
    (state / "questions.yaml").write_text(questions.replace(*OWED[happened], 1), encoding="utf-8")
    said = serve(questions=str(state / "questions.yaml")).refused(os.EX_CONFIG)
    example: dict[str | Path, str] = {state: "/etc/decision-aid", f":{said.split(':')[1]}:": ":100:"}
    documented(happened, said, example=example)


LOCAL = {
    "a clinic's own file names a question that is not there": 'reword: {nct2: {hint: "Ask first."}}',
    "a clinic's own file turns a question into another one": 'reword: {nct: {label: "Did they give a brochure?"}}',
    "a clinic's own file leaves out warning signs": 'leave_out: [{question: signs_1, why: "So."}]',
    "a clinic's own file uses an id of ours": "sources: [{id: leaflet}]",
    "a clinic's own hint lets a listing stand in for the IND": 'reword: {ind: {hint: "If listed, tick yes."}}',
    "a clinic's own file says that something is safe": 'contact: ["Our cells are safe."]',
}


@pytest.mark.parametrize("happened", LOCAL)
def test_a_clinics_own_file_that_goes_too_far_is_not_served(serve: Trial, state: Path, happened: str) -> None:
    head = 'questionnaire: als_stem_cell\nversion: "2026.1"\n'
    (state / "local.yaml").write_text(head + LOCAL[happened], encoding="utf-8")
    said = serve(questions=str(assets.questions()), local=str(state / "local.yaml")).refused(os.EX_CONFIG)
    documented(happened, said, example={state: "/etc/decision-aid"})
    assert [path.name for path in state.iterdir()] == ["local.yaml"]


def test_half_a_questionnaire_is_told_fault_by_fault(serve: Trial, state: Path) -> None:
    (state / "questions.yaml").write_bytes(HALF)
    done = serve(questions=str(state / "questions.yaml"))
    assert done.code == os.EX_CONFIG
    assert len(done.err.splitlines()) > 1
    first = done.err.splitlines()[0]
    documented("the questionnaire is only half there", first, example={state: "/etc/decision-aid"})
