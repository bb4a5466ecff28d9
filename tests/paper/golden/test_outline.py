import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_aid.core.summary import Summary
from decision_aid.services import Paper
from tests.journeys.walking import shipped
from tests.paper.golden import documents, spoken, stored
from tests.paper.golden.documents import Document
from tests.paper.golden.printing import Prints
from tests.paper.golden.spoken import Said

STORED = [document for document in documents.ALL if document.name in stored.NAMES]


@pytest.mark.parametrize("document", [Document("nothing", Paper.A4), Document("short", Paper.LETTER)], ids=str)
def test_poppler_reads_the_same_tags_and_texts(prints: Prints, document: Document, tmp_path: Path) -> None:
    pdf = prints[document].pdf
    assert spoken.by_poppler(pdf, tmp_path) == spoken.outline(pdf)


@pytest.mark.parametrize("document", STORED, ids=str)
def test_the_outline_is_as_stored(prints: Prints, document: Document) -> None:
    now = stored.written(spoken.outline(prints[document].pdf))
    assert stored.same(now, stored.kept(document, now))


@pytest.mark.parametrize("document", documents.SUMMARIES, ids=str)
def test_each_question_stands_with_its_answer_in_page_order(prints: Prints, document: Document) -> None:
    summary = documents.printout(document.name).summary
    text = spoken.flat(spoken.outline(prints[document].pdf))
    place = text.find(spoken.bare(f"Annex: {summary.texts.annex}"))
    assert (place >= 0) == bool(summary.answers)
    for words in answered(summary, notes=document.name != "scripts"):
        place = text.find(spoken.bare(words), place)
        assert place >= 0, words
        place += len(spoken.bare(words))


@pytest.mark.parametrize("document", documents.SUMMARIES, ids=str)
def test_the_two_pages_have_their_blocks_in_order(prints: Prints, document: Document) -> None:
    texts = documents.printout(document.name).summary.texts
    wanted = [texts.title, texts.starred, texts.offers, texts.signs, texts.numbers]
    wanted += [texts.open_questions, texts.matters, texts.wants, texts.notes, texts.sources]
    found = [said.text for said in spoken.outline(prints[document].pdf) if said.tag in {"H1", "H2"}]
    assert [heading.startswith(title) for heading, title in zip(found, wanted, strict=False)] == [True] * len(wanted)
    assert len(found) - len(wanted) == bool(documents.printout(document.name).summary.answers)


@pytest.mark.parametrize("document", documents.SUMMARIES, ids=str)
def test_each_offer_and_each_rating_stands_in_a_row_with_its_name(prints: Prints, document: Document) -> None:
    summary = documents.printout(document.name).summary
    rows = tuple(row_heads(spoken.outline(prints[document].pdf)))
    lines = summary.offers[0].lines if summary.offers else ()
    assert [line.label for line in lines if (line.label, len(summary.offers)) not in rows] == []
    assert [line.label for line in summary.matters if (line.label, 1) not in rows] == []


@pytest.mark.parametrize("document", documents.SUMMARIES, ids=str)
def test_every_sign_question_and_source_is_told(prints: Prints, document: Document) -> None:
    summary = documents.printout(document.name).summary
    text = spoken.flat(spoken.outline(prints[document].pdf))
    asked = [question.text for topic in summary.open_topics for question in topic.questions]
    signs = [sign.text if spoken.bare(sign.text) in text else sign.brief for sign in summary.signs]
    sources = [source.brief if not summary.answers else source.address for source in summary.sources]
    assert [said for said in (*asked, *signs, *sources) if spoken.bare(said) not in text] == []


@pytest.mark.parametrize("document", documents.ALL, ids=str)
def test_what_is_repeated_on_every_page_is_not_read_out(prints: Prints, document: Document) -> None:
    assert not re.search(r"Page\d+of\d+", spoken.flat(spoken.outline(prints[document].pdf)))


@pytest.mark.parametrize("document", documents.BLANKS, ids=str)
def test_the_blank_form_asks_in_the_order_of_the_screens(prints: Prints, document: Document) -> None:
    asked = shipped()
    text = spoken.flat(spoken.outline(prints[document].pdf))
    places = [text.index(f"[{question.id}]") for _, page in asked.pages() for question in page.questions]
    assert places == sorted(places)


def answered(summary: Summary, *, notes: bool) -> Iterator[str]:
    """Go through the annex as it should be heard: each question, its answer, and the person's own words."""
    for section in summary.answers:
        yield section.title if section.offer is None else ""  # an offer's long name is cut there
        for line in section.lines:
            yield line.label
            yield line.value
            yield line.note if notes else ""


def row_heads(outline: tuple[Said, ...]) -> Iterator[tuple[str, int]]:
    """Go through the headers of rows, each with the number of cells up to the next header."""
    for place, said in enumerate(outline):
        if said.tag == "TH":
            after = outline[place + 1 :]
            yield said.text, next((at for at, piece in enumerate(after) if piece.tag != "TD"), len(after))
