"""Whether an item is to be answered at all, from the answers of other items: R4's `enableWhen`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt

from decision_aid.fhir.model import EnableWhen, Item, ResponseAnswer

Given = Mapping[str, tuple[ResponseAnswer, ...]]

_ORDERS: Mapping[str, Callable[[float, float], bool]] = {">": gt, "<": lt, ">=": ge, "<=": le}


def is_enabled(item: Item, given: Given) -> bool:
    """Tell whether the item's own conditions hold; those of the groups around it are theirs."""
    if not item.enable_when:
        return True
    holding = (_holds(looks_at, given.get(looks_at.question, ())) for looks_at in item.enable_when)
    return any(holding) if item.enable_behavior == "any" else all(holding)


def _holds(looks_at: EnableWhen, answers: tuple[ResponseAnswer, ...]) -> bool:
    if looks_at.operator == "exists":
        return bool(answers) is looks_at.answer_boolean
    if looks_at.operator in _ORDERS:
        order, bound = _ORDERS[looks_at.operator], _number(looks_at.answer_integer, looks_at.answer_decimal)
        numbers = (_number(answer.value_integer, answer.value_decimal) for answer in answers)
        return any(order(number, bound) for number in numbers if number is not None and bound is not None)
    return any(_equals(looks_at, answer) for answer in answers) is (looks_at.operator == "=")


def _number(whole: int | None, decimal: float | None) -> float | None:
    return decimal if whole is None else whole


def _equals(looks_at: EnableWhen, answer: ResponseAnswer) -> bool:
    wanted, coding = looks_at.answer_coding, answer.value_coding
    if wanted is not None:
        return coding is not None and (coding.system, coding.code) == (wanted.system, wanted.code)
    number = _number(answer.value_integer, answer.value_decimal)
    return number is not None and number == _number(looks_at.answer_integer, looks_at.answer_decimal)
