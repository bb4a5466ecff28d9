"""Pages that no draft of the shipped questionnaire fills so: made by hand. The others stand in `golden`."""

from dataclasses import replace

import pytest

from decision_aid.core.errors import PressFailed
from decision_aid.core.summary import Line, Summary
from decision_aid.core.words import Words
from decision_aid.paper.fit import Fit
from decision_aid.paper.job import Job
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import WorkerPress
from decision_aid.paper.sheet import Sheet
from decision_aid.services import Paper, Printout
from tests.paper import pdf, summaries
from tests.paper.conftest import CLINIC

SECONDS = 60.0
ANNEX = pdf.bare(f"Annex: {summaries.TEXTS.annex}")
HARD = {
    "fullest": summaries.fullest(),
    "one long word": summaries.fullest("W" * 2000),
    "only breaks": summaries.fullest("a\n" * 40),
    "wide letters": summaries.fullest("漢字" * 1000),
    "from the right": summaries.fullest("מה ידוע " * 250),
    "many marks": summaries.fullest("រឿង" * 500),
    "a sign's long question starred": summaries.fullest(star="May I see the results of all people? " * 16),
}


def printed(press: WorkerPress, summary: Summary, paper: Paper = Paper.LETTER) -> list[str]:
    return pdf.pages(press.pool.summary(Printout(summary, b""), paper, SECONDS).pdf)


@pytest.mark.parametrize(
    ("name", "paper"), [*((name, Paper.LETTER) for name in HARD), ("fullest", Paper.A4), ("wide letters", Paper.A4)]
)
def test_the_front_is_always_two_pages(press: WorkerPress, name: str, paper: Paper) -> None:
    pages = printed(press, HARD[name], paper)
    assert [number for number, text in enumerate(pages, 1) if ANNEX in text] == [3]
    assert pdf.bare(summaries.TEXTS.numbers) in pages[0]
    assert pdf.bare(summaries.TEXTS.open_questions) in pages[1]
    assert "questionnaire5f1d0c9a77e2" in pages[1]


def test_what_fits_on_two_pages_has_no_annex(press: WorkerPress) -> None:
    assert len(printed(press, summaries.some())) == 2


def test_what_can_never_fit_is_refused(press: WorkerPress) -> None:
    endless = replace(summaries.some(), wants=tuple(f"Wish number {number} of very many" for number in range(400)))
    with pytest.raises(PressFailed, match="two pages"):
        printed(press, endless)


def test_markup_is_printed_as_it_was_typed(press: WorkerPress) -> None:
    typed = "<b>bold</b> &amp; <script>x</script> {{ 1 }}"
    pages = printed(press, replace(summaries.some(), wants_note=typed, decision=Line("The choice", typed)))
    assert pdf.bare(typed) in pages[0]
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
def test_even_markup_could_fetch_nothing(press: WorkerPress, hostile: str) -> None:
    html = f"<!DOCTYPE html><html lang=en><title>t</title><body><p>x</p>{hostile}</body></html>"
    document = press.pool.run(Job(html, "a4"), SECONDS)
    assert not pdf.reader(document.pdf).attachments
    assert b"root:" not in document.pdf


def test_a_letter_no_font_has_is_noticed(press: WorkerPress) -> None:
    summary = replace(summaries.some(), wants_note="\U000e0fff \U0010fffd")
    job = Job(Sheet(Words(), CLINIC).front(summary, Fit(0, 0)), "letter")
    assert "U+10FFFD" in press.pool.run(job, SECONDS).missing


def test_a_sheet_without_a_clinic_begins_with_the_title(press: WorkerPress) -> None:
    html = Sheet(Words(), Letterhead()).front(summaries.some(), Fit(0, 0))
    text = pdf.pages(press.pool.run(Job(html, "letter"), SECONDS).pdf)[0]
    assert pdf.bare(summaries.TEXTS.title) in text
    assert pdf.bare(CLINIC.name) not in text
