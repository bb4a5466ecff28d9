"""`stats` as somebody types it, after visits to a real store."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.logs import Event
from decision_aid.settings import Settings
from tests.cluster import Cluster, cluster
from tests.test_cli import refused, run, said


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The setting of the database, empty for a file."""
    if request.param == "sqlite":
        return ""
    server: Cluster = request.getfixturevalue("postgresql")
    return server.new_schema()


def counted(state: Path, database: str) -> None:
    """Count twelve visits begun and three printed in the last whole week, and forty begun in this one."""
    settings = Settings(state=state / "var", database=SecretStr(database))
    today = bootstrap.now().date()
    with closing(bootstrap.storing(settings)) as store:
        store.start(Draft())
        counts = store.counts()
        for event, times, day in (
            (Event.DRAFT_CREATED, 12, today - timedelta(weeks=1)),
            (Event.PDF_MADE, 3, today - timedelta(weeks=1)),
            (Event.DRAFT_CREATED, 40, today),
        ):
            for _ in range(times):
                counts.one_more(event.value, day)


def test_the_weeks_are_told_without_small_counts(tmp_path: Path, database: str) -> None:
    counted(tmp_path, database)
    lines = said(run("stats", state=tmp_path, database=database))
    assert lines[0].split() == ["week", "from", "started", "resumed", "finished", "printed"]
    assert len(lines) == 1 + 12 + 1
    assert lines[-2].split()[2:] == ["12", *["fewer", "than", "10"] * 3]
    assert lines[-1].split() == ["at", "least", "12", "0", "0", "0"]


def test_spreadsheets_and_programs_get_the_same(tmp_path: Path, database: str) -> None:
    counted(tmp_path, database)
    asked = ("stats", "--weeks", "2", "--format")
    rows = list(csv.DictReader(run(*asked, "csv", state=tmp_path, database=database).stdout.splitlines()))
    assert [row["started"] for row in rows] == ["fewer than 10", "12"]
    told = json.loads(run(*asked, "json", state=tmp_path, database=database).stdout)
    assert [week["started"] for week in told["weeks"]] == [None, 12]
    assert told["at_least"] == {"started": 12, "resumed": 0, "finished": 0, "printed": 0}


def test_where_nothing_is_kept_nothing_is_counted(tmp_path: Path) -> None:
    (line, _) = said(run("stats", state=tmp_path, no_retention="1"))
    assert line.startswith("Nothing is kept on any disk")
    assert not (tmp_path / "var").exists()


def test_where_no_form_has_run_it_says_so_and_makes_nothing(tmp_path: Path) -> None:
    assert "drafts.sqlite" in refused(run("stats", state=tmp_path))
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("weeks", ["0", "-1", "521", "many"])
def test_a_number_of_weeks_that_is_none_ends_with_2(tmp_path: Path, weeks: str) -> None:
    done = run("stats", "--weeks", weeks, state=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
