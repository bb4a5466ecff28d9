"""What must be true of a Questionnaire: R4's own rules (que-0 to que-13), and ours.

Source: https://hl7.org/fhir/R4/questionnaire.html#invs. Ours: an item waits only for items that come earlier and are
not in another repetition, and for codes that can be given; link ids stay unique; every coding names its system.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from decision_aid.fhir.agreement import broken_response
from decision_aid.fhir.model import Coding, Element, EnableWhen, Item, Questionnaire
from decision_aid.fhir.standing import Standing, standings

__all__ = ["broken", "broken_response"]

_NAME = re.compile(r"[A-Z][A-Za-z0-9_]{0,254}")
_WITH_LENGTH = frozenset({"decimal", "integer", "string", "text"})
_KINDS: Mapping[str, frozenset[str]] = {
    "answer_coding": frozenset({"choice"}),
    "answer_decimal": frozenset({"decimal"}),
    "answer_integer": frozenset({"integer"}),
}


def broken(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return a sentence for every rule that is broken; each begins with the link id it is about."""
    return tuple(_broken(questionnaire))


def _broken(questionnaire: Questionnaire) -> Iterator[str]:
    if not _NAME.fullmatch(questionnaire.name):
        yield f"name: {questionnaire.name} is not a plain identifier (que-0)."
    found = standings(questionnaire)
    times = Counter(standing.item.link_id for standing in found)
    yield from (f"{name}: this link id is used {count} times (que-2)." for name, count in times.items() if count > 1)
    places = {standing.item.link_id: standing for standing in found}
    for standing in found:
        yield from (f"{standing.item.link_id}: {fault}" for fault in _item(standing, places))
    if any(not coding.system for coding in _codings(questionnaire)):
        yield "code: a coding names no system."


def _item(standing: Standing, places: Mapping[str, Standing]) -> Iterator[str]:
    item = standing.item
    yield from _shape(item)
    yield from _options(item)
    yield from _initial(item)
    waits_for = item.enable_when or ()
    if len(waits_for) > 1 and item.enable_behavior is None:
        yield "it waits for several things without saying for all or any (que-12)."
    for looks_at in waits_for:
        yield from _looks_at(looks_at, standing, places.get(looks_at.question))


def _shape(item: Item) -> Iterator[str]:
    if item.type == "group" and not item.item:
        yield "a group needs items (que-1)."
    if item.type == "display":
        yield from _display(item)
    if item.max_length is not None and item.type not in _WITH_LENGTH:
        yield "only a question in words or numbers can have a greatest length (que-10)."


def _display(item: Item) -> Iterator[str]:
    if item.item:
        yield "what is only shown cannot have items (que-1)."
    if item.code:
        yield "what is only shown cannot have a code (que-3)."
    if item.required or item.repeats:
        yield "what is only shown cannot be required or repeated (que-6)."
    if item.read_only is not None:
        yield "what is only shown cannot be said to be read-only (que-9)."


def _options(item: Item) -> Iterator[str]:
    if item.answer_option and item.answer_value_set:
        yield "it has both options and a value set (que-4)."
    if item.type != "choice" and (item.answer_option or item.answer_value_set):
        yield "only a choice can have options or a value set (que-5)."
    codes = Counter((option.value_coding.system, option.value_coding.code) for option in item.answer_option or ())
    yield from (f"the option {code} stands twice." for (_, code), count in codes.items() if count > 1)
    if item.type == "choice" and not (item.answer_option or item.answer_value_set):
        yield "a choice needs options."
    if any(not coding.system for coding in _codings(item)):
        yield "a coding names no system."


def _initial(item: Item) -> Iterator[str]:
    if not item.initial:
        return
    if item.type in {"group", "display"}:
        yield "a group or what is only shown cannot have a first value (que-8)."
    if item.answer_option:
        yield "with options there is no first value of its own (que-11)."
    if len(item.initial) > 1 and not item.repeats:
        yield "it has several first values but takes one answer (que-13)."


def _looks_at(looks_at: EnableWhen, standing: Standing, target: Standing | None) -> Iterator[str]:
    if (looks_at.operator == "exists") != (looks_at.answer_boolean is not None):
        yield f"it waits for {looks_at.question} to exist without yes or no, or for yes or no otherwise (que-7)."
    if target is None:
        yield f"it waits for {looks_at.question}, which is nowhere."
        return
    yield from _order(looks_at, standing, target)
    yield from _value(looks_at, target.item)


def _order(looks_at: EnableWhen, standing: Standing, target: Standing) -> Iterator[str]:
    # Looking only back, nothing can wait for itself, not even in a round.
    if target.number >= standing.number:
        yield f"it waits for {looks_at.question}, which does not come before it."
    if standing.repeated_in[: len(target.repeated_in)] != target.repeated_in:
        yield f"it waits for {looks_at.question}, which stands in another repetition."


def _value(looks_at: EnableWhen, target: Item) -> Iterator[str]:
    if target.type in {"group", "display"}:
        yield f"it waits for {looks_at.question}, which is no question."
    given = {name for name in _KINDS if getattr(looks_at, name) is not None}
    if any(target.type not in _KINDS[name] for name in given) or len(given) != (looks_at.operator != "exists"):
        yield f"it compares {looks_at.question} with a value of another kind."
    coding = looks_at.answer_coding
    if coding is None:
        return
    if looks_at.operator not in {"=", "!="}:
        yield f"it orders the options of {looks_at.question}, which have no order."
    options = {(option.value_coding.system, option.value_coding.code) for option in target.answer_option or ()}
    if (coding.system, coding.code) not in options:
        yield f"it waits for {coding.code}, which is no option of {looks_at.question}."


def _codings(element: Element | Iterable[object]) -> Iterator[Coding]:
    """Go through the codings of an element, but for those of items inside it."""
    if isinstance(element, Coding):
        yield element
    pieces = (value for name, value in element if name != "item") if isinstance(element, Element) else element
    for piece in pieces:
        if isinstance(piece, Element | tuple):
            yield from _codings(piece)
