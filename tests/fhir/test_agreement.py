"""A response that does not keep to its questionnaire is found out, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from decision_aid.fhir.agreement import broken_response
from decision_aid.fhir.extensions import bounds, most
from decision_aid.fhir.model import Coding, EnableWhen, Item, QuestionnaireResponse, ResponseAnswer, ResponseItem
from tests.fhir.test_invariants import FIRST, INNER, NUMBER, REPEATED, SECOND, SHOWN, but, coding, equals, form, options

TICKS = Item(link_id="ticks", type="choice", repeats=True, extension=(most(2),), answer_option=options("a", "b", "c"))
BOUNDED = but(NUMBER, extension=bounds(Decimal(0), Decimal(10), 0))
WAITING = Item(link_id="waiting", type="text", max_length=5, enable_when=(equals("inner", "a"),))
OFFER = but(REPEATED, extension=(most(2),), item=(INNER, WAITING))
ANY = but(
    SECOND,
    link_id="any",
    enable_behavior="any",
    enable_when=(equals("first", "no"), EnableWhen(question="number", operator=">", answer_integer=5)),
)
FORM = form(FIRST, BOUNDED, SHOWN, TICKS, OFFER, SECOND, ANY)


def chose(name: str, *codes: str) -> ResponseItem:
    return ResponseItem(link_id=name, answer=tuple(ResponseAnswer(value_coding=coding(code)) for code in codes))


def wrote(name: str, text: str = "words") -> ResponseItem:
    return ResponseItem(link_id=name, answer=(ResponseAnswer(value_string=text),))


def counted(number: int) -> ResponseItem:
    return ResponseItem(link_id="number", answer=(ResponseAnswer(value_integer=number),))


def group(name: str, *items: ResponseItem) -> ResponseItem:
    return ResponseItem(link_id=name, item=items or None)


def found(*items: ResponseItem, **parts: Any) -> tuple[str, ...]:
    made = QuestionnaireResponse(questionnaire="urn:example|1", status="completed", item=items or None)
    return broken_response(made.model_copy(update=parts), FORM)


def test_a_response_that_keeps_to_its_questionnaire_breaks_nothing() -> None:
    assert found() == ()
    first_offer = group("repeated", chose("inner", "a"), wrote("waiting"))
    second_offer = group("repeated", ResponseItem(link_id="inner"))
    items = (chose("first", "yes"), counted(6), chose("ticks", "a", "c"), first_offer, second_offer)
    assert found(*items, wrote("second"), wrote("any")) == ()


PLANTED: dict[str, tuple[Callable[[], tuple[str, ...]], str]] = {
    "another version": (lambda: found(questionnaire="urn:example|2"), "questionnaire: it answers another"),
    "an unknown link id": (lambda: found(wrote("third")), "third: it is not defined here"),
    "an item in the wrong place": (lambda: found(chose("inner", "a")), "inner: it is not defined here"),
    "an item twice": (lambda: found(chose("first", "yes"), chose("first", "no")), "first: it stands 2 times"),
    "too many repetitions": (lambda: found(*[group("repeated")] * 3), "repeated: it stands 3 times"),
    "another order": (lambda: found(counted(1), chose("first", "yes")), "are not in the questionnaire's order"),
    "an answered group": (
        lambda: found(ResponseItem(link_id="repeated", answer=(ResponseAnswer(value_integer=1),))),
        "repeated: a group cannot have an answer",
    ),
    "an answered display": (lambda: found(wrote("shown")), "shown: what is only shown cannot be answered"),
    "an item inside a question": (
        lambda: found(group("first", counted(1))),
        "first: nothing is asked inside it",
    ),
    "an item inside an answer": (
        lambda: found(ResponseItem(link_id="number", answer=(ResponseAnswer(value_integer=1, item=(counted(2),)),))),
        "number: nothing is asked inside it",
    ),
    "no option": (lambda: found(chose("first", "perhaps")), "first: an answer is none of its options"),
    "another system": (
        lambda: found(
            ResponseItem(link_id="first", answer=(ResponseAnswer(value_coding=Coding(system="urn:x", code="yes")),))
        ),
        "first: an answer is none of its options",
    ),
    "another type": (lambda: found(wrote("number")), "number: an answer is not of type integer"),
    "two types": (
        lambda: found(ResponseItem(link_id="number", answer=(ResponseAnswer(value_integer=1, value_string="one"),))),
        "number: an answer is not of type integer",
    ),
    "an empty answer": (
        lambda: found(ResponseItem(link_id="number", answer=(ResponseAnswer(),))),
        "number: an answer is not of type integer",
    ),
    "several answers to one choice": (lambda: found(chose("first", "yes", "no")), "first: it has 2 answers"),
    "too many ticks": (lambda: found(chose("ticks", "a", "b", "c")), "ticks: it has 3 answers"),
    "the same tick twice": (lambda: found(chose("ticks", "a", "a")), "ticks: an answer is repeated"),
    "below the bounds": (lambda: found(counted(-1)), "number: a number is out of bounds"),
    "above the bounds": (lambda: found(counted(11)), "number: a number is out of bounds"),
    "too long a text": (
        lambda: found(group("repeated", chose("inner", "a"), wrote("waiting", "123456"))),
        "waiting: a text is too long",
    ),
    "an answer that is not asked for": (
        lambda: found(chose("first", "no"), wrote("second")),
        "second: it is not asked with these answers",
    ),
    "an answer of which nothing was asked": (lambda: found(wrote("any")), "any: it is not asked with these answers"),
    "a number on the edge": (lambda: found(counted(5), wrote("any")), "any: it is not asked with these answers"),
    "an answer that another repetition asks for": (
        lambda: found(group("repeated", chose("inner", "a")), group("repeated", wrote("waiting"))),
        "waiting: it is not asked with these answers",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_what_does_not_agree_is_found(fault: str) -> None:
    plant, said = PLANTED[fault]
    assert [sentence for sentence in plant() if said in sentence], plant()
