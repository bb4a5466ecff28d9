"""The run about keeping with a few of each: every row is there; no time is asserted."""

import pytest

from decision_aid.bench.keeping import QUICK, run
from decision_aid.bench.table import Row
from decision_aid.settings import Settings

ROWS = {
    "save kept, 4 writers, half of all": ("ms", 50),
    "save kept, 4 writers, 99 of 100": ("ms", 300),
    "back with the code, the slowest": ("s", 1),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return list(run(Settings(state=tmp_path_factory.mktemp("bench") / "state"), QUICK))


def test_every_promised_thing_is_measured_against_its_target(rows: list[Row]) -> None:
    assert {row.what: (row.unit, row.target) for row in rows} == ROWS
    assert len(rows) == len(ROWS)


def test_everything_measured_is_more_than_nothing(rows: list[Row]) -> None:
    assert [row.what for row in rows if not row.value or row.value < 0] == []


def test_every_save_is_counted(rows: list[Row]) -> None:
    assert rows[0].more.startswith("20 saves of three offers")
