"""A clinic grows from one machine to several: its drafts go from the file to a server, and nobody notices."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.settings import Settings
from tests.cluster import PASSWORD, Cluster, cluster
from tests.test_cli import refused, run, said


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture
def before(tmp_path: Path) -> Settings:
    return Settings(state=tmp_path / "var")


@pytest.fixture
def after(before: Settings, postgresql: Cluster) -> Settings:
    return before.model_copy(update={"database": SecretStr(postgresql.address(postgresql.new_database()))})


def begun(settings: Settings) -> tuple[str, str]:
    """Begin a draft; return the token of its visit, and its code."""
    with closing(bootstrap.storing(settings)) as store:
        token = store.start(Draft())
        visit = store.open(token)
        assert visit
        return token, visit.code


def moved(tmp_path: Path, after: Settings) -> list[str]:
    return said(run("move-database", state=tmp_path, database=after.database.get_secret_value()))


def test_visits_go_on_and_codes_open_after_the_move(tmp_path: Path, before: Settings, after: Settings) -> None:
    drafts = [begun(before) for _ in range(5)]
    lines = moved(tmp_path, after)
    assert lines[0].startswith("Drafts carried over to form_")
    assert lines[0].endswith(": 5.")
    assert PASSWORD not in "".join(lines)
    assert not before.database_file.exists()
    assert before.database_file.with_name("drafts.sqlite.moved").exists()
    with closing(bootstrap.storing(after)) as store:
        for token, code in drafts:
            visit = store.open(token)
            assert visit
            assert store.save(visit, visit.draft).revision == 2
            assert store.open(store.resume(code) or "")


def test_a_database_that_is_in_use_is_not_mixed_with_another(tmp_path: Path, before: Settings, after: Settings) -> None:
    begun(before)
    begun(after)
    sentence = refused(run("move-database", state=tmp_path, database=after.database.get_secret_value()))
    assert "is in use already: name an empty one in DECISION_AID_DATABASE" in sentence
    assert before.database_file.exists()


def test_while_the_form_runs_nothing_is_moved(tmp_path: Path, before: Settings, after: Settings) -> None:
    begun(before)
    with closing(sqlite3.connect(before.database_file)) as running:
        running.execute("SELECT count(*) FROM draft").fetchall()
        sentence = refused(run("move-database", state=tmp_path, database=after.database.get_secret_value()))
    assert "is in use by process" in sentence
    assert "stop the form" in sentence
    assert moved(tmp_path, after)[0].endswith(": 1.")


def test_without_a_file_or_a_server_there_is_nothing_to_move(tmp_path: Path, after: Settings) -> None:
    assert "DECISION_AID_DATABASE is empty" in refused(run("move-database", state=tmp_path))
    sentence = refused(run("move-database", state=tmp_path, database=after.database.get_secret_value()))
    assert "There is no database" in sentence


def test_the_doctor_tells_of_drafts_that_were_left_in_a_file(tmp_path: Path, before: Settings, after: Settings) -> None:
    begun(before)
    address = after.database.get_secret_value()
    asked = run("doctor", state=tmp_path, database=address).stdout
    assert f"CAREFUL {before.database_file} is not used" in asked
    assert "decision-aid move-database" in asked
    moved(tmp_path, after)
    asked = run("doctor", state=tmp_path, database=address).stdout
    assert "is not used" not in asked
    aside = before.database_file.with_name("drafts.sqlite.moved")
    assert f"CAREFUL {aside} holds the drafts that were carried over" in asked
    aside.unlink()
    assert "carried over" not in run("doctor", state=tmp_path, database=address).stdout
