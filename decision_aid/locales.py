"""Dates and numbers as a language writes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from decision_aid.core.dates import PartialDate


def day_in(locale: Locale | str) -> Callable[[str], str]:
    """Return what writes a date kept as `2025-03` or `2025-03-14`, with the month's name."""

    def day(exact: str) -> str:
        found = PartialDate.read(exact)
        return format_date(found.first(), "d MMMM y" if found.day else "MMMM y", locale=locale)

    return day


def number_in(locale: Locale | str) -> Callable[[Decimal], str]:
    """Return what writes a number with the signs of the language."""

    def number(value: Decimal) -> str:
        return format_decimal(value, locale=locale)

    return number
