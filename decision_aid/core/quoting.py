"""Words of a record in few words: cut between words, in one line, the first ones of many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from decision_aid.core.words import Words

NAME = 120  # characters; longer than any name should be
_MOST_NAMED = 3
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # as the registry's API writes signs that Markdown would take for its own
_BULLET = re.compile(r"^(?:[*•·–#-]+\s+|[*•·–]+|-(?=\D))+")
_ITEM = re.compile(r"\s*(?:[*•·–#-]+\s|[•·–]|\d{1,2}\\?[.)]\s)")


def brief(text: str, room: int = NAME) -> str:
    """Return a text in one line, cut after a word where it is longer than its room."""
    line = " ".join(text.split())
    return line if len(line) <= room else line[:room].rsplit(" ", 1)[0] + "…"


def listed(names: Iterable[str], words: Words, between: str = ", ") -> str:
    """Return the first names of a list, each once, with how many there are beyond them."""
    once = list(dict.fromkeys(brief(name) for name in names if name))
    shown, more = between.join(once[:_MOST_NAMED]), len(once) - _MOST_NAMED
    return words.ui("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def around(text: str, start: int, end: int, room: int) -> str:
    """Return a part of a text with at most so many characters on either side, whole words alone, in one line."""
    left = text[:start] if start <= room else text[start - room : start].split(" ", 1)[-1]
    right = text[end:] if len(text) <= end + room else text[end : end + room].rsplit(" ", 1)[0]
    line = " ".join((left + text[start:end] + right).split())
    return ("…" if start > room else "") + line + ("…" if len(text) > end + room else "")


def blocks(text: str) -> Iterator[str]:
    """Go through the paragraphs and items of a record's text, each in one line without the marks of Markdown."""
    block: list[str] = []
    for line in text.splitlines():
        if is_item(line) or not line.strip():
            yield from filter(None, [" ".join(block)])
            block = []
        block += plain_line(line).split()
    yield from filter(None, [" ".join(block)])


def is_item(line: str) -> bool:
    """Tell whether a line begins as an item of a list."""
    return _ITEM.match(line) is not None


def plain_line(line: str) -> str:
    """Return one line of a record's text without the marks that a list or a heading has in Markdown."""
    return _BULLET.sub("", _ESCAPED.sub(r"\1", line.strip())).strip(" \t*").replace("**", "")
