"""What a text says itself, clause by clause: without what it asks and quotes, and whether it denies or only reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_DENIAL = re.compile(
    r"\b(no|not|none|nobody|nothing|never|neither|nor|cannot|without|hardly)\b|n['’]t\b", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(is|are) (called|said to be)\b|\bclaim(s|ed)?\b|\bto make \w+ look\b|\b(they|some) say\b|\bwhether\b"
    r"|\b(ask|check|find out|know|say|see|tell) (\w+ )?if\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_QUESTION = re.compile(r"[^.?!:]*\?")
_CLAUSE = re.compile(r"[;:.?!]\s+|,\s+(?=(?:but|so|and|you|they|we)\b)|\s+but\s+", re.IGNORECASE)


class Clause(NamedTuple):
    words: str
    denied: bool
    reported: bool


def clauses(text: str) -> Iterator[Clause]:
    """Go through the clauses of a text that are its own."""
    for words in _CLAUSE.split(own(text)):
        yield Clause(words, bool(_DENIAL.search(words)), bool(_REPORTED.search(words)))


def own(text: str) -> str:
    """Return a text without what it asks and quotes."""
    return _QUESTION.sub("", _QUOTED.sub("", text))
