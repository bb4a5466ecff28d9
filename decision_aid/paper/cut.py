"""Texts made short enough for their place on paper, measured as they look."""

from __future__ import annotations

import unicodedata

from decision_aid.core.text import clean

MORE = "…"
_JOINER = "\u200d"
_NO_WIDTH = {"Mn", "Me", "Cf"}


def one_line(text: str) -> str:
    """Return people's words without line breaks or unprintable characters."""
    return " ".join(clean(text).split())


def width(text: str) -> int:
    """Return how wide a text looks: East Asian wide letters and emoji count 2, joining marks 0."""
    return len(text) if text.isascii() else sum(_width(letter) for letter in text)


def cut(text: str, room: int) -> str:
    """Return the text in one line, at most `room` wide; a longer one ends at a word with "…"."""
    line = one_line(text)
    if width(line) <= room:
        return line
    kept = line[: _fitting(line, room - 1)]
    word_end = kept.rfind(" ")
    if word_end > len(kept) // 2:
        kept = kept[:word_end]
    return kept.rstrip(" ,;:.(" + _JOINER) + MORE


def rightwards(text: str) -> bool:
    """Tell whether a text begins at the right: its first strong letter belongs to such a script."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def _width(letter: str) -> int:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fitting(line: str, room: int) -> int:
    """Return how many characters fit; a mark stays with the letter it belongs to."""
    used = 0
    for index, letter in enumerate(line):
        used += _width(letter)
        if used > room:
            return index
    return len(line)
