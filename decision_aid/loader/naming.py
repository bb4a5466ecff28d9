"""What a place in the file is called in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decision_aid.loader.document import Path

_NOUNS = {
    "parts": "part",
    "pages": "page",
    "questions": "question",
    "options": "option",
    "scales": "scale",
    "topics": "topic",
    "warning_signs": "warning sign",
    "notes": "note",
    "evidence": "evidence card",
    "facts": "fact",
    "glossary": "glossary word",
    "sources": "source",
    "ipdas": "ipdas item",
    "rows": "row",
    "gates": "gate",
    "cells": "cell",
    "box": "box line",
    "codes": "code",
}
# Inside a piece these are lists of names, not of pieces.
_ALSO_REFERENCES = {"sources", "evidence", "facts"}
# A piece with one of these is called by it; a code and an option are unique only inside the piece around them.
_NAMED_BY = ("id", "code", "option", "question")


@dataclass(frozen=True, slots=True)
class Place:
    """The pieces around a path, the nearest last, as words; and what is left of the path within them."""

    pieces: tuple[str, ...]
    rest: str

    def prefix(self) -> str:
        """Return the beginning of a sentence about something in this place."""
        return "".join(f"{piece}: " for piece in self.pieces)


def place(data: Any, path: Path) -> Place:
    """Return what this path in the data is called."""
    pieces: list[str] = []
    rest: list[str | int] = []
    for at, step in enumerate(path):
        noun = _noun(path, at)
        data = _step(data, step)
        rest.append(step)
        if noun:
            name, is_identity = _name(data, int(step))
            pieces = [f"{noun} {name}"] if is_identity else [*pieces, f"{noun} {name}"]
            rest = []
    return Place(tuple(pieces), _words(rest))


def _noun(path: Path, at: int) -> str | None:
    if at == 0 or not isinstance(path[at], int):
        return None
    key = str(path[at - 1])
    return None if at > 1 and key in _ALSO_REFERENCES else _NOUNS.get(key)


def _step(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _name(value: Any, at: int) -> tuple[str, bool]:
    if isinstance(value, dict):
        for key in _NAMED_BY:
            if isinstance(value.get(key), str):
                return value[key], key == "id"
    return str(at + 1), False


def _words(rest: list[str | int]) -> str:
    words = ""
    for step in rest:
        if isinstance(step, int):
            words += f" item {step + 1}"
        else:
            words += f".{step}" if words else step
    return words.strip()
