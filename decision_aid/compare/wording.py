"""Two wordings beside each other, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")


class Span(NamedTuple):
    """A stretch of words that stands in both wordings (`same`), or in one of them: `old` or `new`."""

    kind: str
    text: str


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return both wordings as one run of stretches; those of one kind joined again give each wording."""
    return tuple(_spans(_WORDS.findall(old), _WORDS.findall(new)))


def _spans(old: list[str], new: list[str]) -> Iterator[Span]:
    for tag, at, to, new_at, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Span("same", "".join(old[at:to]))
            continue
        if at < to:
            yield Span("old", "".join(old[at:to]))
        if new_at < new_to:
            yield Span("new", "".join(new[new_at:new_to]))
