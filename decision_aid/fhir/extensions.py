"""The extensions of the standard that are written here: https://hl7.org/fhir/R4/questionnaire-profiles.html."""

from __future__ import annotations

from decimal import Decimal
from math import inf

from decision_aid.fhir.model import Coding, Concept, Extension, Item

_STANDARD = "http://hl7.org/fhir/StructureDefinition/"
_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
_MOST = f"{_STANDARD}questionnaire-maxOccurs"
_LOWEST, _HIGHEST = f"{_STANDARD}minValue", f"{_STANDARD}maxValue"


def control(code: str) -> Extension:
    """Return how an item is to be shown: `radio-button`, `check-box` or `help`."""
    coding = Coding(system=_CONTROLS, code=code)
    return Extension(url=f"{_STANDARD}questionnaire-itemControl", value_codeable_concept=Concept(coding=(coding,)))


def unit(coding: Coding) -> Extension:
    """Return the unit of a number."""
    return Extension(url=f"{_STANDARD}questionnaire-unit", value_coding=coding)


def most(count: int) -> Extension:
    """Return how often an item may be repeated."""
    return Extension(url=_MOST, value_integer=count)


def bounds(low: Decimal, high: Decimal, decimals: int) -> tuple[Extension, Extension]:
    """Return the least and the greatest number; of a whole number (no decimals) whole bounds."""
    return _bound(_LOWEST, low, decimals), _bound(_HIGHEST, high, decimals)


def _bound(url: str, value: Decimal, decimals: int) -> Extension:
    if decimals:
        return Extension(url=url, value_decimal=float(value))
    return Extension(url=url, value_integer=int(value))


def most_of(item: Item) -> float:
    """Return how often a repeated item may stand."""
    return _number(item, _MOST, inf)


def lowest(item: Item) -> float:
    """Return the least number that answers the item."""
    return _number(item, _LOWEST, -inf)


def highest(item: Item) -> float:
    """Return the greatest number that answers the item."""
    return _number(item, _HIGHEST, inf)


def _number(item: Item, url: str, otherwise: float) -> float:
    for extension in item.extension or ():
        if extension.url == url:
            number = extension.value_decimal if extension.value_integer is None else extension.value_integer
            return otherwise if number is None else number
    return otherwise
