"""The texts of a record: clean, and within their bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from decision_aid.core.text import clean, is_blank

LONGEST_LINE: Final = 1_000
LONGEST_TEXT: Final = 60_000
_CUT: Final = "…"


def line(given: str | None, longest: int = LONGEST_LINE) -> str:
    """Return a text in one line, cut to end in "…" where it is longer."""
    return _cut(" ".join(_clean(given, longest).split()), longest)


def text(given: str | None) -> str:
    """Return a text with its own lines, cut to end in "…" where it is longer than any sponsor writes."""
    return _cut(_clean(given, LONGEST_TEXT), LONGEST_TEXT)


def lines(given: Iterable[str | None] | None) -> tuple[str, ...]:
    """Return each text in one line; those that say nothing are left out."""
    return tuple(said for each in given or () if (said := line(each)))


def _clean(given: str | None, longest: int) -> str:
    # Cut before as well: composing a mark after mark takes a time that grows with the square of their number.
    said = clean(given[: 2 * longest]) if given else ""
    return "" if is_blank(said) else said


def _cut(said: str, longest: int) -> str:
    return said if len(said) <= longest else said[: longest - 1] + _CUT
