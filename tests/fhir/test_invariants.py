"""Each rule is broken on purpose, once, and that is seen and said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from decision_aid.fhir.invariants import broken
from decision_aid.fhir.model import (
    AnswerOption,
    Coding,
    Concept,
    EnableWhen,
    Extension,
    Initial,
    Item,
    Questionnaire,
)

SYSTEM = "urn:example"


def coding(code: str, system: str = SYSTEM) -> Coding:
    return Coding.model_construct(system=system, code=code)


def options(*codes: str) -> tuple[AnswerOption, ...]:
    return tuple(AnswerOption(value_coding=coding(code)) for code in codes)


def equals(question: str, code: str) -> EnableWhen:
    return EnableWhen(question=question, operator="=", answer_coding=coding(code))


FIRST = Item(link_id="first", type="choice", answer_option=options("yes", "no"))
NUMBER = Item(link_id="number", type="integer")
SHOWN = Item(link_id="shown", type="display", text="Read this")
INNER = Item(link_id="inner", type="choice", answer_option=options("a"))
REPEATED = Item(link_id="repeated", type="group", repeats=True, item=(INNER,))
SECOND = Item(link_id="second", type="text", enable_when=(equals("first", "yes"),))


def form(*items: Item, **parts: Any) -> Questionnaire:
    made = Questionnaire(
        language="en",
        url="urn:example",
        version="1",
        name="Example",
        title="Example",
        status="active",
        date="2026-11-23",
        item=items or (FIRST, NUMBER, SHOWN, REPEATED, SECOND),
    )
    return made.model_copy(update=parts)


def but(one: Item, **parts: Any) -> Item:
    return one.model_copy(update=parts)


def test_a_sound_questionnaire_breaks_no_rule() -> None:
    assert broken(form()) == ()


PLANTED: dict[str, tuple[Callable[[], Questionnaire], str]] = {
    "que-0": (lambda: form(name="not a name"), "(que-0)"),
    "que-1, a group": (lambda: form(but(REPEATED, item=None)), "repeated: a group needs items (que-1)"),
    "que-1, a display": (lambda: form(but(SHOWN, item=(FIRST,))), "shown: what is only shown cannot have items"),
    "que-2": (lambda: form(FIRST, but(REPEATED, item=(FIRST,))), "first: this link id is used 2 times (que-2)"),
    "que-3": (lambda: form(but(SHOWN, code=(coding("x"),))), "(que-3)"),
    "que-4": (lambda: form(but(FIRST, answer_value_set="urn:x")), "(que-4)"),
    "que-5, options": (lambda: form(but(NUMBER, answer_option=options("x"))), "(que-5)"),
    "que-5, value set": (lambda: form(but(NUMBER, answer_value_set="urn:x")), "(que-5)"),
    "que-6, required": (lambda: form(but(SHOWN, required=True)), "(que-6)"),
    "que-6, repeated": (lambda: form(but(SHOWN, repeats=True)), "(que-6)"),
    "que-7, exists": (
        lambda: form(
            FIRST, but(SECOND, enable_when=(equals("first", "yes").model_copy(update={"operator": "exists"}),))
        ),
        "(que-7)",
    ),
    "que-7, equals": (
        lambda: form(
            FIRST, but(SECOND, enable_when=(EnableWhen(question="first", operator="=", answer_boolean=True),))
        ),
        "(que-7)",
    ),
    "que-8": (lambda: form(but(SHOWN, initial=(Initial(value_string="x"),))), "(que-8)"),
    "que-9": (lambda: form(but(SHOWN, read_only=True)), "(que-9)"),
    "que-10": (lambda: form(but(FIRST, max_length=10)), "(que-10)"),
    "que-11": (lambda: form(but(FIRST, initial=(Initial(value_coding=coding("yes")),))), "(que-11)"),
    "que-12": (
        lambda: form(FIRST, but(SECOND, enable_when=(equals("first", "yes"), equals("first", "no")))),
        "second: it waits for several things without saying for all or any (que-12)",
    ),
    "que-13": (
        lambda: form(but(NUMBER, initial=(Initial(value_integer=1), Initial(value_integer=2)))),
        "(que-13)",
    ),
    "waiting for nothing that is there": (
        lambda: form(FIRST, but(SECOND, enable_when=(equals("third", "yes"),))),
        "second: it waits for third, which is nowhere",
    ),
    "waiting for something later": (
        lambda: form(SECOND, FIRST),
        "second: it waits for first, which does not come before",
    ),
    "waiting for itself": (
        lambda: form(but(FIRST, enable_when=(equals("first", "yes"),))),
        "first: it waits for first, which does not come before",
    ),
    "waiting in a round": (
        lambda: form(
            but(FIRST, enable_when=(equals("third", "yes"),)),
            but(FIRST, link_id="third", enable_when=(equals("first", "yes"),)),
        ),
        "first: it waits for third, which does not come before",
    ),
    "waiting for what is inside": (
        lambda: form(but(REPEATED, enable_when=(equals("inner", "a"),))),
        "repeated: it waits for inner, which does not come before",
    ),
    "waiting for another repetition": (
        lambda: form(REPEATED, but(SECOND, enable_when=(equals("inner", "a"),))),
        "second: it waits for inner, which stands in another repetition",
    ),
    "waiting for a group": (
        lambda: form(
            REPEATED,
            but(SECOND, enable_when=(EnableWhen(question="repeated", operator="exists", answer_boolean=True),)),
        ),
        "second: it waits for repeated, which is no question",
    ),
    "waiting for no option": (
        lambda: form(FIRST, but(SECOND, enable_when=(equals("first", "perhaps"),))),
        "second: it waits for perhaps, which is no option of first",
    ),
    "waiting for a code of another system": (
        lambda: form(
            FIRST,
            but(
                SECOND,
                enable_when=(EnableWhen(question="first", operator="=", answer_coding=coding("yes", "urn:other")),),
            ),
        ),
        "second: it waits for yes, which is no option of first",
    ),
    "waiting for a value of another kind": (
        lambda: form(FIRST, but(SECOND, enable_when=(EnableWhen(question="first", operator="=", answer_integer=1),))),
        "second: it compares first with a value of another kind",
    ),
    "waiting for two values at once": (
        lambda: form(
            NUMBER,
            but(SECOND, enable_when=(EnableWhen(question="number", operator="=", answer_integer=1, answer_decimal=1),)),
        ),
        "second: it compares number with a value of another kind",
    ),
    "waiting for no value": (
        lambda: form(FIRST, but(SECOND, enable_when=(EnableWhen(question="first", operator="="),))),
        "second: it compares first with a value of another kind",
    ),
    "an order of options": (
        lambda: form(FIRST, but(SECOND, enable_when=(equals("first", "yes").model_copy(update={"operator": ">"}),))),
        "second: it orders the options of first",
    ),
    "an option twice": (
        lambda: form(but(FIRST, answer_option=options("yes", "yes"))),
        "first: the option yes stands twice",
    ),
    "a choice of nothing": (lambda: form(but(FIRST, answer_option=None)), "first: a choice needs options"),
    "an option without system": (
        lambda: form(but(FIRST, answer_option=(AnswerOption.model_construct(value_coding=coding("yes", "")),))),
        "first: a coding names no system",
    ),
    "an item's code without system": (
        lambda: form(but(FIRST, code=(coding("x", ""),))),
        "first: a coding names no system",
    ),
    "a unit without system": (
        lambda: form(but(NUMBER, extension=(Extension.model_construct(url="urn:x", value_coding=coding("%", "")),))),
        "number: a coding names no system",
    ),
    "a control without system": (
        lambda: form(
            but(
                NUMBER,
                extension=(
                    Extension.model_construct(
                        url="urn:x", value_codeable_concept=Concept.model_construct(coding=(coding("help", ""),))
                    ),
                ),
            )
        ),
        "number: a coding names no system",
    ),
    "the questionnaire's code without system": (
        lambda: form(code=(coding("x", ""),)),
        "code: a coding names no system",
    ),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_broken_rule_is_found(rule: str) -> None:
    plant, said = PLANTED[rule]
    assert [fault for fault in broken(plant()) if said in fault], broken(plant())
