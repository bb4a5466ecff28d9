"""One thing that is not as it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What sort of difference it is; the value heads its list, and the order is that of the report."""

    NEW = "New"
    REMOVED = "Removed"
    GOAL = "Whether a study met its main goal"
    MOVED = "Moved"
    REWORDED = "Reworded"
    CONDITION = "Asked or said under another condition"
    ANSWERS = "Answers to choose from"
    PAPER = "On the printed pages"
    GRAVITY = "Gravity and numbers"
    SOURCES = "Sources"
    DATES = "Dates"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Difference:
    """`noun` and `name` say of what, `field` of which part of it; a side that is not there is empty."""

    kind: Kind
    noun: str
    name: str
    field: str = ""
    old: str = ""
    new: str = ""
