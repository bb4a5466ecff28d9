"""Counts that lead to nobody: whatever is below ten can be anything below ten, and all that is told stays the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.monitoring.stats import COUNTED, FEWEST, Report, as_csv, as_json, as_table, report

TODAY = date(2026, 11, 25)
MONDAYS = [date(2026, 11, 23) - timedelta(weeks=back) for back in range(8)]
CELLS = [(monday, event.value) for monday in MONDAYS for event in COUNTED.values()]
Counted = dict[tuple[date, str], int]
WAYS = [as_table, as_csv, as_json]

some = st.dictionaries(st.sampled_from(CELLS), st.integers(0, 40))


def test_whole_weeks_are_shown_and_the_present_one_is_not() -> None:
    shown = report({}, TODAY, 3).weeks
    assert [week.name for week in shown] == ["2026-W45", "2026-W46", "2026-W47"]
    assert [week.monday for week in report({}, date(2026, 11, 23), 1).weeks] == [date(2026, 11, 16)]
    assert [week.monday for week in report({}, date(2026, 11, 22), 1).weeks] == [date(2026, 11, 9)]


def test_ten_are_told_and_nine_are_fewer_than_ten() -> None:
    counted = {(MONDAYS[1], "draft-created"): 10, (MONDAYS[1], "pdf-made"): 9}
    (week,) = report(counted, TODAY, 1).weeks
    assert dict(week.times) == {"started": 10, "resumed": None, "finished": None, "printed": None}
    assert "fewer than 10" in as_table(report(counted, TODAY, 1))


@pytest.mark.parametrize("way", WAYS)
@given(counted=some, others=st.lists(st.integers(0, FEWEST - 1), min_size=len(CELLS), max_size=len(CELLS)))
def test_no_output_tells_one_small_count_from_another(
    way: Callable[[Report], str], counted: Counted, others: list[int]
) -> None:
    """Nothing can be worked out of a small count where the same is written whatever it is."""
    otherwise = {
        cell: counted.get(cell, 0) if counted.get(cell, 0) >= FEWEST else other
        for cell, other in zip(CELLS, others, strict=True)
    }
    for weeks in (1, 3, 8, 20):
        assert way(report(counted, TODAY, weeks)) == way(report(otherwise, TODAY, weeks))


@given(counted=some, more=st.integers(1, 40))
def test_a_week_that_still_goes_on_changes_nothing(counted: Counted, more: int) -> None:
    grown = counted | {(MONDAYS[0], event.value): more for event in COUNTED.values()}
    for way in WAYS:
        assert way(report(counted, TODAY, 8)) == way(report(grown, TODAY, 8))


def test_a_true_sum_would_be_found_out() -> None:
    """The control: the sum of all counts changes with a small one, as the property above would see."""
    assert sum({CELLS[4]: 12, CELLS[8]: 3}.values()) != sum({CELLS[4]: 12, CELLS[8]: 4}.values())


@given(counted=some)
def test_the_three_ways_say_the_same(counted: Counted) -> None:
    told = report(counted, TODAY, 8)
    rows = list(csv.DictReader(as_csv(told).splitlines()))
    data = json.loads(as_json(told))
    assert [row["week"] for row in rows] == [week["week"] for week in data["weeks"]]
    for row, week, line in zip(rows, data["weeks"], as_table(told).splitlines()[1:], strict=False):
        assert line.startswith(row["week"])
        for name in COUNTED:
            assert row[name] == ("fewer than 10" if week[name] is None else str(week[name]))
            assert row[name] in line


@given(counted=some)
def test_what_is_told_is_true(counted: Counted) -> None:
    told = report(counted, TODAY, 7)
    for week in told.weeks:
        for name, event in COUNTED.items():
            true = counted.get((week.monday, event.value), 0)
            assert week.times[name] == (true if true >= FEWEST else None)
    for name, event in COUNTED.items():
        assert told.at_least[name] <= sum(counted.get((monday, event.value), 0) for monday in MONDAYS[1:])
