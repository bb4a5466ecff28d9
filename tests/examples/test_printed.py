"""Every example prints its two pages, and what is over them in an annex behind."""

from __future__ import annotations

import pytest

from decision_aid.core.schema import Questionnaire, Voice, voiced
from tests.examples.test_walks import OFFERS, values
from tests.paper import pdf
from tests.web.visitor import Values, Visitor

# What somebody can tell at the first visit, who has not asked anybody yet; all else is not known.
FIRST_VISIT = {
    "decision-codes": "whether",
    "due-codes": "to_3",
    "treated-codes": "no",
    "offer_kind-codes": "paid_clinic",
    "offer_name-note": "The flyer",
    "nct-codes": "told",
    "ind-codes": "not_asked",
    "irb-codes": "not_asked",
    "price-codes": "more",
}
MOST_PAGES = 20
NOTE = "A note in my own words, and then some more of it. " * 5


def printed(visitor: Visitor, paper: str = "letter") -> list[str]:
    """Return the text of each page, without white space."""
    shown = visitor.get(f"/summary.pdf?paper={paper}")
    assert shown.status == 200
    assert shown.response.mimetype == "application/pdf"
    return pdf.pages(shown.response.data)


def first_visit(questionnaire: Questionnaire) -> Values:
    """Return the answers of a first visit: what matters is rated, six signs are looked at, the doctor is asked."""
    rated = {f"{name}-codes": "r4" for name in questionnaire.printout.matters}
    signs = next(question for question in questionnaire.questions.values() if question.type == "signs")
    return {**FIRST_VISIT, **rated, f"{signs.id}-codes": [signs.signs[0], signs.options[0].code]}


def annex(questionnaire: Questionnaire) -> str:
    return pdf.bare(f"Annex: {questionnaire.texts.summary.annex}")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_typical_journey_is_printed_on_two_pages(paper: str, visitor: Visitor, questionnaire: Questionnaire) -> None:
    visitor.walk(visitor.begin("one"), first_visit(questionnaire))
    pages = printed(visitor, paper)
    assert len(pages) == 2
    texts, signs = questionnaire.texts.summary, questionnaire.warning_signs
    front = (texts.title, "The flyer", texts.signs, signs[0].brief)
    back = (texts.open_questions, voiced(texts.matters, Voice.PERSON), texts.notes, texts.sources)
    assert [text for text in front if pdf.bare(text) not in pages[0]] == []
    assert [text for text in back if pdf.bare(text) not in pages[1]] == []


def test_a_short_journey_without_an_offer_is_printed_on_two_pages(
    visitor: Visitor, questionnaire: Questionnaire
) -> None:
    visitor.walk(visitor.begin("none"), values(questionnaire, "last"))
    assert len(printed(visitor)) == 2


@pytest.mark.parametrize("offers", ["one", "three"])
def test_what_is_not_known_is_asked_on_page_two_and_what_is_over_it_in_the_annex(
    offers: str, visitor: Visitor, questionnaire: Questionnaire
) -> None:
    visitor.walk(visitor.begin(offers), values(questionnaire, "last"))
    pages = printed(visitor)
    assert [number for number, text in enumerate(pages, 1) if annex(questionnaire) in text] == [3]
    assert pdf.bare(questionnaire.texts.summary.open_questions) in pages[1]


@pytest.mark.parametrize("offers", OFFERS)
def test_the_fullest_journey_has_two_pages_and_an_annex(
    offers: str, visitor: Visitor, questionnaire: Questionnaire
) -> None:
    visitor.walk(visitor.begin(offers, full=True, who="family"), values(questionnaire, "everything", NOTE))
    pages = printed(visitor)
    assert [number for number, text in enumerate(pages, 1) if annex(questionnaire) in text] == [3]
    assert len(pages) <= MOST_PAGES
    texts = questionnaire.texts.summary
    assert pdf.bare(texts.numbers) in pages[0]
    assert pdf.bare(texts.open_questions) in pages[1]


def test_the_blank_form_asks_every_question(visitor: Visitor, questionnaire: Questionnaire) -> None:
    shown = visitor.get("/questions.pdf")
    assert shown.status == 200
    text = "".join(pdf.pages(shown.response.data))
    said = (question.label.replace("[", "").split("|")[0] for question in questionnaire.questions.values())
    assert [label for label in said if pdf.bare(label) not in text and "[" not in label] == []
