from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from decision_aid.paper.engine import Engine
from decision_aid.paper.job import Job
from decision_aid.services import Paper
from tests.paper.conftest import LEFT_OPEN
from tests.paper.golden import attached, defects, documents, judges, planting, spoken
from tests.paper.golden.defects import DATA, DEFECTS, OUTLINE, OUTLOUD, PAGE, QPDF, Defect
from tests.paper.golden.documents import Document
from tests.paper.golden.printing import Prints

NOTE = Path(__file__).parents[3] / "docs" / "decisions" / "0020-what-the-judges-say.md"
JUDGES = (PAGE, OUTLOUD, QPDF, OUTLINE, DATA)
GOOD = Document("short", Paper.LETTER)
FIGURE = """<!DOCTYPE html>
<html lang="en" data-foot="Foot" data-page="Page" data-of="of" data-note=""><head><title>A figure</title></head><body>
<h1>A figure</h1><p><svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><title>A square</title>
<rect width="50" height="50"/></svg></p></body></html>"""


@pytest.fixture(scope="module")
def good(prints: Prints) -> bytes:
    return prints[GOOD].pdf


def test_there_are_enough_of_them_and_the_note_says_who_sees_each() -> None:
    told = dict(map(row_of, NOTE.read_text(encoding="utf-8").splitlines()))
    assert len({defect.name for defect in DEFECTS}) >= 20
    assert [defect.name for defect in DEFECTS if told.get(defect.name) != defect.seen_by] == []


def test_saving_a_document_again_is_no_defect(good: bytes) -> None:
    assert seen_by(defects.planted(good, planting.nothing), good) == frozenset()


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_seen(good: bytes, defect: Defect) -> None:
    assert seen_by(defect.planted(good), good) == defect.seen_by


@LEFT_OPEN
def test_a_figure_without_words_is_seen(engine: Engine) -> None:
    good = engine.printed(Job(FIGURE, "a4")).pdf
    assert list(judges.every(good)) == []
    found = judges.every(defects.planted(good, planting.figure_without_words))
    assert {finding.judge for finding in found} == {PAGE, OUTLOUD}


def seen_by(pdf: bytes, good: bytes) -> frozenset[str]:
    """Return who finds fault with the document, which was good before."""
    found = judges.unexplained(GOOD.name, judges.every(pdf))
    return frozenset((*(finding.judge for finding in found), *_of_ours(pdf, good)))


def _of_ours(pdf: bytes, good: bytes) -> Iterator[str]:
    if attached.data(pdf) != [documents.printout(GOOD.name).data]:
        yield DATA
    try:
        differs = spoken.outline(pdf) != spoken.outline(good)
    except (pikepdf.PdfError, AttributeError):  # no file, or no tags or letters in it
        differs = True
    if differs:
        yield OUTLINE


def row_of(line: str) -> tuple[str, frozenset[str]]:
    """Return the name in the first cell of a table's row, and the judges with a yes."""
    name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
    return name, frozenset(judge for judge, seen in zip(JUDGES, cells, strict=False) if seen == "yes")
