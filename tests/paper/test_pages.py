from dataclasses import replace
from typing import Any

import pytest

from decision_aid.core.errors import PressFailed
from decision_aid.core.summary import Line
from decision_aid.core.words import Words
from decision_aid.paper.fit import Fit
from decision_aid.paper.job import Job
from decision_aid.paper.pool import Pool
from decision_aid.paper.press import WorkerPress
from decision_aid.paper.sheet import Letterhead, Sheet
from decision_aid.services import Paper
from tests.paper import pdf, summaries
from tests.paper.conftest import CLINIC
from tests.paper.scripts import SCRIPTS

ANNEX = pdf.bare(f"Annex: {summaries.TEXTS.annex}")
HARD = {
    "nothing": summaries.NOTHING,
    "short": summaries.some(),
    "fullest": summaries.fullest(),
    "one long word": summaries.fullest("W" * 2000),
    "only breaks": summaries.fullest("a\n" * 40),
    "wide letters": summaries.fullest("漢字" * 1000),
    "from the right": summaries.fullest("מה ידוע " * 250),
    "many marks": summaries.fullest("រឿង" * 500),
    "a sign's long question starred": summaries.fullest(star="May I see the results of all people? " * 16),
}


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        *((name, Paper.LETTER) for name in HARD),
        *((name, Paper.A4) for name in ("nothing", "short", "fullest", "wide letters")),
    ],
)
def test_the_front_is_always_two_pages(press: WorkerPress, name: str, paper: Paper) -> None:
    pages = pdf.pages(press.summary(HARD[name], paper))
    starts = [number for number, text in enumerate(pages, 1) if ANNEX in text]
    assert starts == ([3] if len(pages) > 2 else [])
    assert len(pages) >= 2
    assert pdf.bare(summaries.TEXTS.numbers) in pages[0]
    assert pdf.bare(summaries.TEXTS.open_questions) in pages[1]
    assert "questionnaire5f1d0c9a77e2" in pages[1]


@pytest.mark.parametrize("name", ["nothing", "short"])
def test_what_fits_on_two_pages_has_no_annex(press: WorkerPress, name: str) -> None:
    assert len(pdf.pages(press.summary(HARD[name], Paper.LETTER))) == 2


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_the_sheet_is_as_asked(press: WorkerPress, paper: Paper, size: tuple[int, int]) -> None:
    boxes = [page.mediabox for page in pdf.reader(press.summary(summaries.some(), paper)).pages]
    assert {(round(box.width), round(box.height)) for box in boxes} == {size}


def test_every_answer_given_is_in_the_document(press: WorkerPress) -> None:
    summary = summaries.fullest()
    text = "".join(pdf.pages(press.summary(summary, Paper.LETTER)))
    lines = [line for section in summary.answers for line in section.lines]
    missing = [line.key for line in lines if pdf.bare(f"{line.label}{line.value}") not in text]
    notes = [line.key for line in lines if pdf.bare(line.note) not in text]
    assert (missing, notes) == ([], [])


def test_all_signs_questions_and_sources_are_in_the_document(press: WorkerPress) -> None:
    summary = summaries.fullest()
    text = "".join(pdf.pages(press.summary(summary, Paper.LETTER)))
    briefs = [sign.text for sign in summary.signs[8:]]
    asked = [question.text for topic in summary.open_topics for question in topic.questions]
    assert [said for said in [*briefs, *asked] if pdf.bare(said) not in text] == []
    assert [source.address for source in summary.sources if pdf.bare(source.address) not in text] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_letter_is_missing(pool_of_letters: Pool, script: str) -> None:
    summary = replace(summaries.some(), wants_note=SCRIPTS[script], decision=Line("The choice", SCRIPTS[script]))
    printed = pool_of_letters.run(Job(sheet().front(summary, Fit(0, 0)), "letter"), 30)
    assert printed.pdf
    assert printed.missing == ()


def test_a_letter_no_font_has_is_noticed(pool_of_letters: Pool) -> None:
    summary = replace(summaries.some(), wants_note="\U000e0fff \U0010fffd")
    assert "U+10FFFD" in pool_of_letters.run(Job(sheet().front(summary, Fit(0, 0)), "letter"), 30).missing


def test_markup_is_printed_as_it_was_typed(press: WorkerPress) -> None:
    typed = "<b>bold</b> &amp; <script>x</script> {{ 1 }}"
    pages = pdf.pages(press.summary(replace(summaries.some(), wants_note=typed), Paper.LETTER))
    assert pdf.bare(typed) in pages[1]


@pytest.mark.parametrize(
    "hostile",
    [
        "<link rel=attachment href=file:///etc/passwd>",
        "<img src=file:///etc/passwd>",
        "<object data=http://127.0.0.1:1/></object>",
        "<style>@import url(file:///etc/passwd); p { background: url(http://127.0.0.1:1/x.png) }</style>",
    ],
)
def test_even_markup_could_fetch_nothing(pool_of_letters: Pool, hostile: str) -> None:
    html = f"<!DOCTYPE html><html lang=en><title>t</title><body><p>x</p>{hostile}</body></html>"
    printed = pool_of_letters.run(Job(html, "a4"), 30)
    assert not pdf.reader(printed.pdf).attachments
    assert b"root:" not in printed.pdf


def test_the_same_summary_gives_the_same_bytes(press: WorkerPress) -> None:
    assert press.summary(summaries.fullest(), Paper.A4) == press.summary(summaries.fullest(), Paper.A4)


def test_all_fonts_are_in_the_file_and_the_first_is_ours(press: WorkerPress) -> None:
    found = dict(pdf.fonts(press.summary(summaries.fullest("Ελληνικά 漢字 שלום " * 20), Paper.LETTER)))
    assert all(found.values())
    assert any("Decision-Aid-Sans" in name for name in found)


def test_the_metadata_tells_no_name_host_or_path(press: WorkerPress) -> None:
    document = pdf.reader(press.summary(summaries.fullest(), Paper.LETTER))
    told = {name: str(value) for name, value in (document.metadata or {}).items()}
    assert told.pop("/Producer").startswith("WeasyPrint ")
    assert told == {"/Title": summaries.TEXTS.title, "/CreationDate": "D:20261123", "/ModDate": "D:20261123"}


def test_the_document_is_tagged_and_says_its_language(press: WorkerPress) -> None:
    root: Any = pdf.reader(press.summary(summaries.some(), Paper.LETTER)).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_page_n_of_m_stands_on_every_page(press: WorkerPress) -> None:
    pages = pdf.pages(press.summary(summaries.fullest(), Paper.LETTER))
    assert all(f"Page{number}of{len(pages)}" in text for number, text in enumerate(pages, 1))


def test_what_can_never_fit_is_refused(press: WorkerPress) -> None:
    endless = replace(summaries.some(), wants=tuple(f"Wish number {number} of very many" for number in range(400)))
    with pytest.raises(PressFailed, match="two pages"):
        press.summary(endless, Paper.LETTER)


@pytest.fixture(scope="module")
def pool_of_letters(press: WorkerPress) -> Pool:
    return press.pool


def sheet() -> Sheet:
    return Sheet(Words(), CLINIC)


def test_a_sheet_without_a_clinic_begins_with_the_title(press: WorkerPress) -> None:
    html = Sheet(Words(), Letterhead()).front(summaries.some(), Fit(0, 0))
    text = pdf.pages(press.pool.run(Job(html, "letter"), 30).pdf)[0]
    assert text.startswith(pdf.bare(summaries.TEXTS.title)) or CLINIC.name not in text
