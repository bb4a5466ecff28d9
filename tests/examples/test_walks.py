"""Somebody goes through every example as it is served, and reads nothing of another illness."""

from __future__ import annotations

import json
import re

import pytest

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire
from decision_aid.web.addresses import address
from tests.examples.conftest import Example
from tests.journeys.walking import everything, first, last
from tests.web.visitor import Values, Visitor

OFFERS = {"none": 0, "one": 1, "three": 3}
OF_ANOTHER_ILLNESS = ("ALS", "ALSFRS-R", "neurologist", "breathing")
PLACES = ("/", "/about", "/about/facts", "/options", "/settings", "/keep", "/resume", "/answers", "/stars", "/summary")
CHOICES = {"first": first, "last": last, "everything": everything}


def values(questionnaire: Questionnaire, way: str, note: str = "") -> dict[str, list[str] | str]:
    """Return every field of every page as somebody fills it in, but for the three questions of the beginning."""
    roles = questionnaire.roles
    begun = {roles.respondent.question, roles.length.question, roles.offers.question}
    asked = [question for question in questionnaire.questions.values() if question.id not in begun]
    given: dict[str, list[str] | str] = {}
    for question in asked:
        answer = CHOICES[way](question)
        given[f"{question.id}-codes"] = list(answer.codes)
        given[f"{question.id}-note"] = note or answer.note
    return given


def steps(questionnaire: Questionnaire, offers: str, length: str) -> list[str]:
    """Return the addresses that the core leads through when everything after the beginning is skipped."""
    given = {"who": "self", "length": length, "how_many": offers}
    answers = Answers().merged(None, {name: Answer((code,)) for name, code in given.items()})
    return [address(step) for step in journey.path(questionnaire, answers)]


@pytest.mark.parametrize("offers", OFFERS)
@pytest.mark.parametrize("length", ["short", "full"])
def test_a_journey_that_skips_everything_ends_at_the_summary(
    offers: str, length: str, visitor: Visitor, questionnaire: Questionnaire
) -> None:
    seen = visitor.walk(visitor.begin(offers, full=length == "full"))
    assert seen == steps(questionnaire, offers, length)[3:]
    assert questionnaire.texts.summary.title in visitor.get("/summary").text


@pytest.mark.parametrize("way", CHOICES)
def test_a_journey_that_answers_ends_at_the_summary(way: str, visitor: Visitor, questionnaire: Questionnaire) -> None:
    given: Values = values(questionnaire, way)
    seen = visitor.walk(visitor.begin("one", full=True, who="family"), given)
    assert len(seen) > len(questionnaire.questions) / 2
    shown = visitor.get("/summary")
    assert questionnaire.texts.summary.title in shown.text
    assert (questionnaire.warning_signs[0].brief in shown.text) is (way != "last")


def test_no_page_names_what_only_another_questionnaire_is_about(visitor: Visitor, example: Example) -> None:
    theirs = [word for word in OF_ANOTHER_ILLNESS if not re.search(rf"\b{word}\b", example.text)]
    assert theirs
    seen = visitor.walk(visitor.begin("one", full=True), values(example.questionnaire, "first"))
    read = {address: visitor.get(address).text for address in (*PLACES, *seen)}
    found = [(at, word) for at, text in read.items() for word in theirs if re.search(rf"\b{word}\b", text)]
    assert found == []


def test_other_programs_are_told_of_no_other_illness(visitor: Visitor, example: Example) -> None:
    visitor.begin("one")
    made = visitor.get("/fhir/Questionnaire").response.get_json()
    codes = [coding["code"] for coding in made.get("code", [])]
    assert codes == [code.code for code in example.questionnaire.codes if code.question is None]
    answered = visitor.get("/summary.fhir.json").response.data
    assert json.loads(answered)["resourceType"] == "QuestionnaireResponse"
