"""The run with a few of each: every row is there; no time is asserted."""

import pytest

from decision_aid.bench.run import QUICK, run
from decision_aid.bench.table import Row, written
from decision_aid.settings import Settings

ROWS = {
    "GET question page, short": ("times bare Flask", 8),
    "POST, valid, durable commit, short": ("times bare Flask", 20),
    "check answers, short": ("times bare Flask", 15),
    "GET question page, three": ("times bare Flask", 8),
    "POST, valid, durable commit, three": ("times bare Flask", 20),
    "POST, invalid": ("times bare Flask", None),
    "check answers, one offer": ("times bare Flask", 15),
    "check answers, three offers": ("times bare Flask", 15),
    "summary page": ("times bare Flask", None),
    "the same GET by werkzeug": ("times bare Flask", None),
    "the same GET, counted": ("times uncounted", None),
    "largest question page": ("KB", 12),
    "stylesheet": ("KB", 16),
    "requests for a later page": ("requests", 2),
    "PDF, warm": ("ms CPU", None),
    "import": ("s CPU", 1),
    "start to ready": ("s CPU", 1.5),
    "memory of a serving process": ("MB resident", 100),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return list(run(Settings(state=tmp_path_factory.mktemp("bench") / "state"), QUICK))


def test_every_promised_thing_is_measured_against_its_target(rows: list[Row]) -> None:
    found = {name: (row.unit, row.target) for row in rows for name in ROWS if row.what.startswith(name)}
    assert found == ROWS
    assert len(rows) == len(ROWS)


def test_everything_measured_is_more_than_nothing(rows: list[Row]) -> None:
    assert [row.what for row in rows if not row.value or row.value < 0] == []


def test_pages_and_stylesheet_keep_within_their_sizes(rows: list[Row]) -> None:
    sizes = [row for row in rows if row.unit in {"KB", "requests"}]
    assert [row.what for row in sizes if row.verdict != "reached"] == []


def test_a_serving_process_imports_neither_the_printer_nor_the_migrations(rows: list[Row]) -> None:
    ready = next(row for row in rows if row.what.startswith("start to ready"))
    assert ready.more == "neither WeasyPrint nor Alembic imported"


def test_the_table_says_reached_or_missed() -> None:
    rows = [Row("a page", 7.9, "times", 8), Row("a list", 16.04, "times", 15, "161 rows"), Row("a file", 3, "KB")]
    assert written(rows).splitlines() == [
        "| what   | measured  | target     |         | more     |",
        "|--------|-----------|------------|---------|----------|",
        "| a page | 7.9 times | at most 8  | reached |          |",
        "| a list | 16 times  | at most 15 | missed  | 161 rows |",
        "| a file | 3 KB      |            | –       |          |",
    ]


def test_a_target_may_be_the_least() -> None:
    rows = [Row("two", 1.9, "times", 1.7, at_least=True), Row("one", 1.1, "times", 1.7, at_least=True)]
    assert [row.verdict for row in rows] == ["reached", "missed"]
    assert "| at least 1.7 |" in written(rows)


def test_what_could_not_be_measured_says_why() -> None:
    row = Row("office", None, "times", 4, "not on this machine: install it", at_least=True)
    assert row.verdict == "–"
    assert "| office | not measured | at least 4 | – | not on this machine: install it |" in written([row])
