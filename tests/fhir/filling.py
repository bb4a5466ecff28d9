"""A form filler of our own, written from R4's words alone: which items it shows for some answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import ge, gt, le, lt
from typing import Any

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire, Text
from decision_aid.fhir import naming

Values = list[Any]
Look = Callable[[str], Values]

ORDERS: Mapping[str, Callable[[float, float], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}


def values(asked: Questionnaire, given: Mapping[str, Answer], link: str) -> Values:
    """Return what a filler would have at an item: codings as pairs, numbers, words."""
    name, _, piece = link.partition(".")
    answer, question = given.get(name), asked.questions.get(name)
    if not answer or question is None:
        return []
    if piece == "":
        system = naming.system(asked, question)
        return [answer.note] if isinstance(question, Text) else [(system, code) for code in answer.codes]
    if piece == "exact":
        return [float(answer.exact)] if answer.exact else []
    if piece == "year":
        return [int(answer.exact[:4])] if answer.exact else []
    if piece == "note":
        return [answer.note] if answer.note else []
    return []


def enabled(item: Mapping[str, Any], look: Look, *, nothing_differs: bool = True) -> bool:
    """Tell whether an item is shown; `nothing_differs` is what `!=` says where there is no answer."""
    waits_for = item.get("enableWhen", [])
    told = [_holds(looks_at, look(looks_at["question"]), nothing_differs=nothing_differs) for looks_at in waits_for]
    if len(told) > 1 and item["enableBehavior"] == "any":
        return any(told)
    return all(told)


def _holds(looks_at: Mapping[str, Any], found: Values, *, nothing_differs: bool) -> bool:
    operator = looks_at["operator"]
    if operator == "exists":
        return bool(found) is looks_at["answerBoolean"]
    wanted = _wanted(looks_at)
    if operator == "=":
        return wanted in found
    if operator == "!=":
        return wanted not in found if found else nothing_differs
    return any(ORDERS[operator](value, wanted) for value in found)


def _wanted(looks_at: Mapping[str, Any]) -> Any:
    if "answerCoding" in looks_at:
        return looks_at["answerCoding"]["system"], looks_at["answerCoding"]["code"]
    return looks_at.get("answerInteger", looks_at.get("answerDecimal"))


class Filler:
    """Fills a form from top to bottom: what is shown takes its answer, what is not has none."""

    def __init__(self, asked: Questionnaire, answers: Answers, offers: int) -> None:
        self.asked = asked
        self.answers = answers
        self.offers = offers
        self.taken: dict[tuple[str, int | None], Values] = {}

    def shown(self, items: list[dict[str, Any]], offer: int | None = None) -> Iterator[tuple[str, int | None]]:
        for item in items:
            if not enabled(item, lambda link: self.taken.get((link, offer)) or self.taken.get((link, None)) or []):
                continue
            if item["type"] != "group":
                self.taken[item["linkId"], offer] = values(self.asked, self.answers.about(offer), item["linkId"])
                yield item["linkId"], offer
            # How often the group of an offer stands is the one thing R4 leaves to the person.
            for each in range(1, self.offers + 1) if item.get("repeats") and item["type"] == "group" else [offer]:
                yield from self.shown(item.get("item", []), each)
