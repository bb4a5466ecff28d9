"""The answers in a QuestionnaireResponse, told one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Where an item stands, outermost first, with its place among those of the same name; and what is answered there.
Place = tuple[tuple[str, int], ...]
Answered = dict[Place, list[Any]]


def answered(response: dict[str, Any]) -> Answered:
    """Return every answer by its place; items without one are left out. A coding is its system and code."""
    return dict(_below(response, ()))


def _below(node: dict[str, Any], outer: Place) -> Iterator[tuple[Place, list[Any]]]:
    counted: dict[str, int] = {}
    for item in node.get("item", ()):
        name = item["linkId"]
        counted[name] = counted.get(name, 0) + 1
        place = (*outer, (name, counted[name]))
        if "answer" in item:
            yield place, [_value(answer) for answer in item["answer"]]
        yield from _below(item, place)


def _value(answer: dict[str, Any]) -> Any:
    coding = answer.get("valueCoding")
    return (coding["system"], coding["code"]) if coding else answer
