"""The extensions of the standard that are written here: https://hl7.org/fhir/R4/questionnaire-profiles.html."""

from __future__ import annotations

from decimal import Decimal

from decision_aid.fhir.model import Coding, Concept, Extension

_STANDARD = "http://hl7.org/fhir/StructureDefinition/"
_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


def control(code: str) -> Extension:
    """Return how an item is to be shown: `radio-button`, `check-box` or `help`."""
    coding = Coding(system=_CONTROLS, code=code)
    return Extension(url=f"{_STANDARD}questionnaire-itemControl", value_codeable_concept=Concept(coding=(coding,)))


def most(count: int) -> Extension:
    """Return how often an item may be repeated."""
    return Extension(url=f"{_STANDARD}questionnaire-maxOccurs", value_integer=count)


def unit(coding: Coding) -> Extension:
    """Return the unit of a number."""
    return Extension(url=f"{_STANDARD}questionnaire-unit", value_coding=coding)


def bounds(low: Decimal, high: Decimal, decimals: int) -> tuple[Extension, Extension]:
    """Return the least and the greatest number; of a whole number (no decimals) whole bounds."""
    return _bound("minValue", low, decimals), _bound("maxValue", high, decimals)


def _bound(name: str, value: Decimal, decimals: int) -> Extension:
    if decimals:
        return Extension(url=f"{_STANDARD}{name}", value_decimal=float(value))
    return Extension(url=f"{_STANDARD}{name}", value_integer=int(value))
