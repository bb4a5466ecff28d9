"""What a record asks of people who want to join: its own lines on it, beside the numbers to bring. Never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from decision_aid.core.criteria import Criterion, lines
from decision_aid.core.quoting import around, brief
from decision_aid.core.schema import RecordGate
from decision_aid.core.words import Words

_MOST_LINES = 3
_ROOM = 200  # characters of a line that are quoted


def quotes(gate: RecordGate, criteria: str, words: Words) -> tuple[str, ...]:
    """Return the record's lines on a gate, ready to show; a sentence that says so where none was found."""
    found = list(_found(gate, criteria))
    if not found:
        return (words.ui("No line on this was found in this record."),)
    shown = tuple(_quoted(line, match, words) for line, match in found[:_MOST_LINES])
    more = len(found) - len(shown)
    return (*shown, words.ui("And {count} more in the record.", count=more)) if more else shown


def _found(gate: RecordGate, criteria: str) -> Iterator[tuple[Criterion, re.Match[str]]]:
    """Go through the lines on a gate, each with the first of its words that stands there."""
    sought, beside = [_sought((one,)) for one in gate.look_for], _sought(gate.along_with)
    for line in lines(criteria):
        match = next(filter(None, (one.search(line.text) for one in sought)), None)
        if match and beside.search(line.text):
            yield line, match


def _quoted(line: Criterion, match: re.Match[str], words: Words) -> str:
    half = _ROOM // 2  # what is asked stands behind the word as often as before it
    text = brief(line.text, _ROOM) if match.end() < half else around(line.text, match.start(), match.end(), half)
    if line.under:
        text = f"{line.under} {text}"
        return words.ui("“{line}” (see the record for whether this is asked for or ruled out)", line=text)
    if line.excludes:
        return words.ui("“{line}” (listed under reasons not to take someone)", line=text)
    return words.ui("“{line}”", line=text)


@lru_cache(maxsize=256)
def _sought(beginnings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(beginning)}" for beginning in beginnings), re.IGNORECASE)
