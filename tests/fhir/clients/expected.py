"""What a form with these answers must show: told from the journey, not from the conditions in the export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from decision_aid.core import journey
from decision_aid.core.answers import Answers
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir import naming


class Shown(NamedTuple):
    """A field on the page; `offer` counts the groups of offers."""

    link: str
    offer: int | None = None


ALWAYS = frozenset({Shown(naming.STARS), Shown(naming.DECLINE)})


def asked(questionnaire: Questionnaire, published: bytes, answers: Answers) -> set[Shown]:
    """Return all fields of every question on the path, and those that are always there."""
    steps = journey.path(questionnaire, answers)
    links = (link for link, _ in _fields(json.loads(published)))
    of_question: dict[str, list[str]] = {}
    for link in links:
        of_question.setdefault(link.split(".")[0], []).append(link)
    on_path = {
        Shown(link, step.offer)
        for step in steps
        for question in journey.questions(questionnaire, step)
        for link in of_question[question.id]
    }
    return on_path | ALWAYS | {Shown(naming.place(1), step.offer) for step in steps if step.offer}


def shown(published: bytes, items: list[str]) -> set[Shown]:
    """Return the fields among what the page shows: `kind/2/1` is `kind` in the second of its outermost groups."""
    in_offer = dict(_fields(json.loads(published)))
    places = (item.split("/") for item in items)
    return {Shown(link, int(numbers[0]) if in_offer[link] else None) for link, *numbers in places if link in in_offer}


def _fields(node: dict[str, Any], *, in_offer: bool = False) -> Iterator[tuple[str, bool]]:
    """Go through everything that can be filled in: its link id, and whether it stands in an offer."""
    for item in node.get("item", ()):
        if item["type"] not in {"group", "display"}:
            yield item["linkId"], in_offer
        yield from _fields(item, in_offer=in_offer or item["linkId"] == naming.OFFER)
