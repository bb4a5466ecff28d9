"""What page 1 says of a record beside its number: that it differs from what was told, and that it is old."""

from dataclasses import replace

import pytest

from decision_aid.paper.fit import Fit
from decision_aid.paper.front import Front, front
from tests.paper.listings import FOUND, listed

ROOMY, TIGHT = Fit(0, 0), Fit(3, 0)
HEED = "differs: Phase; over a year old"
HEEDED = replace(FOUND, heed=HEED)


def shown(front: Front) -> tuple[str, ...]:
    return next(row.heed for row in front.rows if row.label == "NCT number")


def cell(front: Front) -> str:
    return next(row.cells[0] for row in front.rows if row.label == "NCT number")


@pytest.mark.parametrize("count", [1, 2])
def test_it_stands_in_the_cell_of_the_number(count: int) -> None:
    found = front(listed(*([HEEDED] * count)), ROOMY)
    assert shown(found) == (HEED,) * count
    assert (found.records, found.heed) == (False, False)


def test_without_room_there_the_heading_says_that_some_records_are_such() -> None:
    found = front(listed(HEEDED, FOUND, FOUND), TIGHT)
    assert shown(found) == ("", "", "")
    assert (found.records, found.heed) == (True, True)


def test_a_record_of_which_nothing_must_be_said_says_nothing() -> None:
    assert not front(listed(FOUND, FOUND, FOUND), TIGHT).heed


def test_it_has_room_before_more_words_beside_the_number() -> None:
    note = f"{FOUND.number} {'word ' * 10}"
    assert "word" in cell(front(listed(FOUND, FOUND, note=note), ROOMY))
    found = front(listed(HEEDED, FOUND, note=note), ROOMY)
    assert "word" not in cell(found)
    assert shown(found) == (HEED, "")


@pytest.mark.parametrize("more", range(60))
def test_the_cell_with_it_keeps_its_quota(more: int) -> None:
    found = front(listed(HEEDED, note=f"{FOUND.number} {'x' * more}"), Fit(1, 0))
    row = next(row for row in found.rows if row.label == "NCT number")
    said = f"{row.cells[0]} (record: page 12; {row.heed[0]})"
    assert len(said) <= 3 * found.first.cell if row.heed[0] else found.heed
