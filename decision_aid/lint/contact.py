"""Lines that say how to reach a clinic, at the head of page 1: what more they say is printed under our name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.lint.pieces import Piece

_BEYOND = re.compile(
    r"\b(?:(?:stem.)?cells?|fda|treat(?:ments?|ed|s)?|risks?|risky|cure[sd]?|curing|miracles?|miraculous|guarantee[ds]?)\b",
    re.IGNORECASE,
)


def faults(piece: Piece) -> Iterator[Fault]:
    """Go through words of a contact line that are about more than how to reach the clinic."""
    if piece.kind == "clinic" and (found := beyond(piece.text)):
        told = f"says “{found}”, and stands at the head of the printout. Say only how to reach the clinic."
        yield piece.fault("contact-beyond", told)


def beyond(line: str) -> str:
    """Return the first word of a line that is about what is offered; nothing where there is none."""
    found = _BEYOND.search(line)
    return found.group() if found else ""
