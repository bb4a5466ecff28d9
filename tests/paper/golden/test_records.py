from itertools import pairwise
from pathlib import Path

import pytest
import segno

from decision_aid.paper.qr import QUIET
from decision_aid.services import Paper
from tests.paper import pdf
from tests.paper.golden import documents, drawn, layout, spoken
from tests.paper.golden.documents import Document
from tests.paper.golden.printing import Prints
from tests.paper.golden.records import RECORDS

RECORDED = [Document(name, paper) for name in RECORDS for paper in Paper]
MM = 72 / 25.4
MOST_PAGES_OF_THREE = 16


def found(document: Document) -> list[str]:
    """Return the addresses of the numbers that were given, whether there is a record of them or not."""
    listings = documents.printout(document.name).summary.listings
    return [listing.address for listing in listings if listing.address]


@pytest.mark.parametrize("document", RECORDED, ids=str)
def test_each_number_has_the_code_of_its_address_black_on_white(
    prints: Prints, document: Document, tmp_path: Path
) -> None:
    figures = drawn.figures(prints[document].pdf)
    assert len(figures) == len(found(document))
    for address, figure in zip(found(document), figures, strict=True):
        matrix = segno.make(address, error="m", micro=False).matrix_iter(border=QUIET)
        wanted = tuple(tuple(bool(module) for module in row) for row in matrix)
        assert figure.words.endswith(address)
        assert drawn.modules(prints[document].pdf, figure, len(wanted), tmp_path) == wanted


@pytest.mark.parametrize("document", RECORDED, ids=str)
def test_each_code_can_be_read_from_paper_and_nothing_stands_on_it(
    prints: Prints, document: Document, tmp_path: Path
) -> None:
    pages = layout.pages(prints[document].pdf, tmp_path)
    for figure in drawn.figures(prints[document].pdf):
        assert figure.right - figure.left >= 20 * MM
        assert [word.text for word in pages[figure.page - 1].words if stands_on(word, figure)] == []


@pytest.mark.parametrize("document", RECORDED, ids=str)
def test_the_two_pages_say_that_to_be_listed_is_not_to_be_approved(prints: Prints, document: Document) -> None:
    summary = documents.printout(document.name).summary
    said = [note.text for note in summary.notes if note.id == "note_listing"] + [summary.listings[0].always]
    front = "".join(pdf.pages(prints[document].pdf)[:2])
    assert [pdf.bare(text) in front for text in said].count(True) == 1


@pytest.mark.parametrize("document", RECORDED, ids=str)
def test_beside_each_code_it_is_said_that_anyone_may_list_a_study(prints: Prints, document: Document) -> None:
    always = documents.printout(document.name).summary.listings[0].always
    text = spoken.flat(spoken.outline(prints[document].pdf))
    assert text.count(pdf.bare(always)) >= len(found(document))


@pytest.mark.parametrize("document", RECORDED, ids=str)
def test_records_begin_the_annex_on_page_3(prints: Prints, document: Document) -> None:
    heading = pdf.bare(documents.printout(document.name).summary.listings[0].heading)
    starts = [number for number, text in enumerate(pdf.pages(prints[document].pdf), 1) if heading in text]
    assert starts[0] == 3


def test_the_longest_records_take_a_few_pages_each(prints: Prints) -> None:
    signs = pdf.bare(documents.printout("long-records").summary.texts.signs)
    pages = pdf.pages(prints[Document("long-records", Paper.LETTER)].pdf)
    after = next(number for number, text in enumerate(pages[2:]) if signs in text)
    assert after <= MOST_PAGES_OF_THREE


@pytest.mark.parametrize("paper", Paper)
def test_the_age_of_records_stands_at_the_head_of_the_section(prints: Prints, paper: Paper) -> None:
    said = [piece.text for piece in spoken.outline(prints[Document("long-records", paper)].pdf)]
    place = said.index("What the public record says")
    assert said[place + 1].startswith("This is more than a year old")
    assert said[place + 2].startswith("This is a sample")
    assert said[place + 3].startswith("1. ")


@pytest.mark.parametrize("paper", Paper)
def test_markup_in_a_record_is_printed_as_it_stands_there(prints: Prints, paper: Paper) -> None:
    text = spoken.flat(spoken.outline(prints[Document("records", paper)].pdf))
    assert text.count(pdf.bare('<b>Cells</b> & <img src="file:///etc/passwd"> {{ 7 * 7 }}')) == 2


@pytest.mark.parametrize("document", RECORDED, ids=str)
def test_every_row_of_a_record_has_its_headers(prints: Prints, document: Document) -> None:
    outline = spoken.outline(prints[document].pdf)
    after = {piece.text: follower.tag for piece, follower in pairwise(outline) if piece.tag == "TH"}
    found = [listing for listing in documents.printout(document.name).summary.listings if listing.rows]
    assert found
    labels = [row.label for listing in found for row in listing.rows] + [gate.label for gate in found[0].gates]
    assert {after.get(label) for label in labels} == {"TD"}


def stands_on(word: layout.Word, figure: drawn.Figure) -> bool:
    across = min(word.right, figure.right) - max(word.left, figure.left)
    return across > 0 and min(word.bottom, figure.bottom) - max(word.top, figure.top) > 0
