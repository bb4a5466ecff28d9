"""The run about paper with a few of each: every row is there; no time is asserted."""

import pytest

from decision_aid.bench.paper.run import QUICK, run
from decision_aid.bench.table import Row
from decision_aid.settings import Settings

DOCUMENTS = ("short", "fullest")
BESIDE_OURS = {
    "the plain way, same HTML": 1.8,
    "the plain way, answers in tables": 2.2,
    "LibreOffice, a process each": 4,
    "LibreOffice, kept open": None,
    "Chromium, kept open": None,
    "Typst, kept open": None,
}
ROWS = {
    **{f"{way}: {name}": ("times ours", bound, True) for name in DOCUMENTS for way, bound in BESIDE_OURS.items()},
    **{f"with the search for what fits: {name}": ("times one printing", None, False) for name in DOCUMENTS},
    "CPU of a page, longest against fullest": ("times", 1.2, False),
    "one answer of 10,000 letters": ("times the short document", 3, False),
    "growth of a process over 2 documents": ("MB", 5, False),
    "two workers against one": ("times the documents", 1.7, True),
    "wait for a document printed ahead, 95 of 100": ("ms", 100, False),
    "question page while documents are printed": ("times the same elsewhere", 1.1, False),
}
GROWTH = "growth of a process over 2 documents"


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return list(run(Settings(state=tmp_path_factory.mktemp("bench") / "state"), QUICK))


def test_every_promised_thing_is_measured_against_its_target(rows: list[Row]) -> None:
    assert {row.what: (row.unit, row.target, row.at_least) for row in rows} == ROWS
    assert len(rows) == len(ROWS)


def test_what_is_not_asked_of_other_programs_is_said(rows: list[Row]) -> None:
    left_out = {row.what.partition(":")[0]: row.more for row in rows if row.value is None}
    others = ("LibreOffice, a process each", "LibreOffice, kept open", "Chromium, kept open", "Typst, kept open")
    assert left_out == dict.fromkeys(others, "left out of a quick run")


def test_everything_measured_is_more_than_nothing(rows: list[Row]) -> None:
    assert [row.what for row in rows if row.value is not None and row.value <= 0 and row.what != GROWTH] == []
