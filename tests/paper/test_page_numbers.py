"""What the two pages say of a later page is true, as poppler reads the pages."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from decision_aid.core.summary import LocalChanges, Summary
from decision_aid.paper.press import WorkerPress
from decision_aid.services import Paper, Printout
from tests.paper import listings, pdf, summaries
from tests.paper.listings import FOUND, listed

SECONDS = 60.0
LONG = replace(FOUND, rows=FOUND.rows * 14)  # a page or more for each number
MORE = re.compile(r"And\d+more,page(\d+)\.")


def read(document: bytes, folder: Path) -> list[str]:
    """Return the pages in the order of what is painted, without white space."""
    file = folder / "read.pdf"
    file.write_bytes(document)
    told = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True, text=True)
    return [pdf.bare(page) for page in told.stdout.split("\f")[:-1]]


def where(pages: list[str], words: str) -> int:
    """Return the page of the annex on which these words stand first."""
    return next(number for number, text in enumerate(pages, 1) if number > 2 and pdf.bare(words) in text)


def with_records(count: int) -> Summary:
    """Return so many offers with a record each, and more signs, questions, notes and sources than have room."""
    full = summaries.fullest()
    found = listed(*[replace(LONG, number=f"NCT0000000{at}") for at in range(1, count + 1)])
    return replace(full, offers=found.offers, listings=found.listings)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_what_is_counted_on_the_two_pages_stands_on_the_page_named(
    press: WorkerPress, tmp_path: Path, count: int, paper: Paper
) -> None:
    pages = read(press.pool.summary(Printout(with_records(count), b""), paper, SECONDS).pdf, tmp_path)
    texts = summaries.TEXTS
    signs, asks, notes, sources = (
        where(pages, heading) for heading in (texts.signs, texts.open_questions, texts.notes, texts.sources)
    )
    assert signs > 3 + count - 1
    assert [int(page) for page in MORE.findall(pages[0])] == [signs]
    assert [int(page) for page in MORE.findall(pages[1])] == [asks, notes, sources]
    assert "theannexfrompage3goeson" in pages[0]
    assert pdf.bare(f"Annex: {texts.annex}") in pages[2]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_number_leads_to_the_page_of_its_own_record(press: WorkerPress, tmp_path: Path, count: int) -> None:
    summary = listed(*[replace(LONG, number=f"NCT0000000{at}") for at in range(1, count + 1)])
    pages = read(press.pool.summary(Printout(summary, b""), Paper.LETTER, SECONDS).pdf, tmp_path)
    records = [where(pages, f": NCT0000000{at}") for at in range(1, count + 1)]
    assert len(set(records)) == count
    assert [int(page) for page in re.findall(r"\(record:page(\d+)\)", pages[0])] == records


def test_where_no_cell_has_room_the_heading_leads_to_the_records(press: WorkerPress, tmp_path: Path) -> None:
    pages = read(press.pool.summary(Printout(with_records(3), b""), Paper.LETTER, SECONDS).pdf, tmp_path)
    assert "(publicrecords:page3)" in pages[0]
    assert pdf.bare(listings.FOUND.heading) in pages[2]


def test_what_a_clinic_changed_stands_on_the_page_named(press: WorkerPress, tmp_path: Path) -> None:
    local = LocalChanges("Questions reworded: 40", "Reworded: many. " * 40, ("Reworded in full: a question.",))
    summary = replace(with_records(1), local=local)
    pages = read(press.pool.summary(Printout(summary, b""), Paper.A4, SECONDS).pdf, tmp_path)
    assert f"(page{where(pages, 'Reworded in full: a question.')})" in pages[1]


def test_two_pages_that_hold_everything_name_no_later_page(press: WorkerPress, tmp_path: Path) -> None:
    pages = read(press.pool.summary(Printout(summaries.some(), b""), Paper.LETTER, SECONDS).pdf, tmp_path)
    assert len(pages) == 2
    assert {int(page) for page in re.findall(r"page(\d+)", "".join(pages))} <= {1, 2}
