"""What an editor is told of one place in a questionnaire's file, and the rule behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error stops the form from starting; a warning does not; a note only waits for somebody."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code and name never change their meaning; `finds` says in a few words what breaks it."""

    code: str
    name: str
    finds: str

    @property
    def severity(self) -> Severity:
        return _SEVERITIES[self.code[0]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `line` and `column` count from 1, and are 0 where none is to blame.

    `path` leads to its place in the questionnaire's data, where that could be read.
    """

    rule: Rule
    file: str
    line: int
    column: int
    sentence: str
    mend: str
    path: tuple[str | int, ...] = ()


def finding(rule: Rule, place: tuple[str, int, int], told: str, path: tuple[str | int, ...] = ()) -> Finding:
    """Return the finding of what was told in sentences: the first says what is wrong, the rest how to mend it."""
    sentence, stop, mend = told.partition(". ")
    return Finding(rule, *place, sentence + "." if stop else sentence, mend, path)
