"""Whether a response keeps to its questionnaire: only what is defined, in its place, of its kind, and asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from decision_aid.fhir.enabled import Given, is_enabled
from decision_aid.fhir.extensions import highest, lowest, most_of
from decision_aid.fhir.model import Coding, Item, Questionnaire, QuestionnaireResponse, ResponseAnswer, ResponseItem

_VALUES: Mapping[str, str] = {
    "choice": "value_coding",
    "decimal": "value_decimal",
    "integer": "value_integer",
    "string": "value_string",
    "text": "value_string",
}
_KINDS = frozenset(_VALUES.values())


def broken_response(response: QuestionnaireResponse, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return a sentence for everything that does not agree; each begins with the link id it is about."""
    return tuple(_broken(response, questionnaire))


def _broken(response: QuestionnaireResponse, questionnaire: Questionnaire) -> Iterator[str]:
    if response.questionnaire != f"{questionnaire.url}|{questionnaire.version}":
        yield "questionnaire: it answers another questionnaire or version."
    items = response.item or ()
    yield from _list(items, questionnaire.item, dict(_given(items, questionnaire.item)))


def _given(items: Iterable[ResponseItem], defined: Iterable[Item]) -> Iterator[tuple[str, tuple[ResponseAnswer, ...]]]:
    """Go through the answers that can be seen from here: not those inside a group that may stand several times."""
    known = {item.link_id: item for item in defined}
    for item in items:
        definition = known.get(item.link_id)
        if definition is not None and not (definition.type == "group" and definition.repeats):
            yield item.link_id, item.answer or ()
            yield from _given(item.item or (), definition.item or ())


def _list(items: tuple[ResponseItem, ...], defined: tuple[Item, ...], given: Given) -> Iterator[str]:
    known = {item.link_id: item for item in defined}
    order = [place for item in items for place, name in enumerate(known) if name == item.link_id]
    if order != sorted(order):
        yield f"{items[0].link_id}: it and those beside it are not in the questionnaire's order."
    for name, count in Counter(item.link_id for item in items).items():
        if count > (_most(known[name]) if name in known else 1):
            yield f"{name}: it stands {count} times."
    for item in items:
        if item.link_id in known:
            yield from _item(item, known[item.link_id], given)
        else:
            yield f"{item.link_id}: it is not defined here."


def _most(definition: Item) -> float:
    return most_of(definition) if definition.type == "group" and definition.repeats else 1


def _item(item: ResponseItem, definition: Item, given: Given) -> Iterator[str]:
    if definition.type == "group" and definition.repeats:
        given = {**given, **dict(_given(item.item or (), definition.item or ()))}
    if not is_enabled(definition, given):
        yield f"{item.link_id}: it is not asked with these answers."
    faults = _group(item) if definition.type == "group" else _question(item, definition)
    yield from (f"{item.link_id}: {fault}" for fault in faults)
    if definition.type == "group":
        yield from _list(item.item or (), definition.item or (), given)


def _group(item: ResponseItem) -> Iterator[str]:
    if item.answer:
        yield "a group cannot have an answer."


def _question(item: ResponseItem, definition: Item) -> Iterator[str]:
    answers = item.answer or ()
    if definition.type == "display":
        yield "what is only shown cannot be answered."
        return
    if item.item or any(answer.item for answer in answers):
        yield "nothing is asked inside it."
    if len(answers) > (most_of(definition) if definition.repeats else 1):
        yield f"it has {len(answers)} answers."
    if len({_key(answer.value_coding) for answer in answers if answer.value_coding}) < len(answers) > 1:
        yield "an answer is repeated."
    for answer in answers:
        yield from _answer(answer, definition)


def _key(coding: Coding) -> tuple[str, str]:
    return coding.system, coding.code


def _answer(answer: ResponseAnswer, definition: Item) -> Iterator[str]:
    kinds = {name for name in _KINDS if getattr(answer, name) is not None}
    if kinds != {_VALUES[definition.type]}:
        yield f"an answer is not of type {definition.type}."
        return
    if answer.value_coding and _key(answer.value_coding) not in {
        _key(option.value_coding) for option in definition.answer_option or ()
    }:
        yield "an answer is none of its options."
    number = answer.value_decimal if answer.value_integer is None else answer.value_integer
    if number is not None and not lowest(definition) <= number <= highest(definition):
        yield "a number is out of bounds."
    if len(answer.value_string or "") > (definition.max_length or float("inf")):
        yield "a text is too long."
