"""YAML to plain data, with the line of everything in it, and nothing of YAML's dangers.

Only texts, numbers, true and false, lists and mappings come out; dates stay texts. Anchors are understood; loops,
and anchors that would grow beyond bounds, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from decision_aid.core.errors import Flaw
from decision_aid.loader import syntax

Path = tuple[str | int, ...]

MOST_PIECES = 100_000
DEEPEST = 40

_LOADER = syntax.LOADER
_TEXT_TAG = "tag:yaml.org,2002:str"
_WORDS = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
    **dict.fromkeys(("null", "~", ""), None),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,12}\.[0-9]{1,6}")


class Unreadable(Exception):
    """The file cannot be read at all; `line` is 0 where no line is to blame."""

    def __init__(self, line: int, sentence: str, rule: str = "writing-unclear") -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Document:
    """The data, line and column of each path in it (counted from 1), and slips of writing that data cannot show.

    `files` names the file of each path where the data come from more than one.
    """

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)
    columns: dict[Path, int] = field(default_factory=dict)
    slips: list[tuple[Path, str]] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of the nearest thing there is on the way to this path."""
        return self.mark(path)[0]

    def mark(self, path: Path) -> tuple[int, int]:
        """Return line and column of the nearest thing there is on the way to this path."""
        path = self._nearest(path)
        return self.lines.get(path, 1), self.columns.get(path, 1)

    def flaw(self, path: Path, rule: str, sentence: str) -> Flaw:
        """Return what is wrong at this path, with its place."""
        return Flaw(*self.mark(path), rule, sentence, self.file(path))

    def file(self, path: Path) -> str:
        """Return the file that holds the nearest thing there is on the way to this path; "" for the only one."""
        return self.files.get(self._nearest(path), "")

    def _nearest(self, path: Path) -> Path:
        while path and path not in self.lines:
            path = path[:-1]
        return path


def read(text: str) -> Document:
    """Return what the text holds. Raises Unreadable when it is not one document of well-formed YAML."""
    try:
        return _Reading(text).document()
    except yaml.MarkedYAMLError as error:
        raise Unreadable(*syntax.slip(error, text)) from None
    except yaml.YAMLError:
        raise Unreadable(*syntax.odd_character(text)) from None


class _Reading:
    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self.found = Document(None)
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.pieces = 0

    def document(self) -> Document:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise Unreadable(0, "the file holds no questionnaire. Put it in.")
        data = self._node(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise Unreadable(after.start_mark.line + 1, "a second document begins here. Keep one.")
        return replace(self.found, data=data)

    def _node(self, event: Any, path: Path) -> Any:
        if path not in self.found.lines:
            self._mark(event, path)
        self._count(event, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        _refuse_tag(event)
        before = self.pieces
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        value = self._value(event, path)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.pieces - before + 1)
        return value

    def _value(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return _value_of(event)
        if len(path) > DEEPEST:
            raise Unreadable(event.start_mark.line + 1, "the lists are nested too deep. Take some levels away.")
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        merged: list[Any] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path)
            place = (*path, key)
            if key in items:
                begins_entry = isinstance((path or ("",))[-1], int) and key == next(iter(items))
                self.found.slips.append((place, syntax.twice(key, begins_entry=begins_entry)))
            self._mark(event, place)
            value = self._node(next(self.events), place)
            if key == "<<":
                merged += value if isinstance(value, list) else [value]
            else:
                items[key] = value
        for other in merged:
            items = {**other, **items} if isinstance(other, dict) else items
        return items

    def _key(self, event: Any, path: Path) -> str:
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(
                line, "a name is expected here, before the colon. Write a word, or put quotes around the text."
            )
        self._count(event, 1)
        name = str(event.value)
        if syntax.NO_BREAK_SPACE in name:
            raise Unreadable(line, syntax.NO_BREAK)
        if not isinstance(_scalar(event), str):
            self._mark(event, (*path, name))
            self.found.slips.append(((*path, name), f"{name} is not read as a word here. Put quotes around it."))
        return name

    def _mark(self, event: Any, path: Path) -> None:
        self.found.lines[path] = event.start_mark.line + 1
        self.found.columns[path] = event.start_mark.column + 1

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            sentence = f"*{event.anchor} leads to nothing before it, or to itself. Write the text out."
            raise Unreadable(event.start_mark.line + 1, sentence)
        value, pieces = self.anchors[event.anchor]
        self._count(event, pieces)
        return value

    def _count(self, event: Any, pieces: int) -> None:
        self.pieces += pieces
        if self.pieces > MOST_PIECES:
            raise Unreadable(event.start_mark.line + 1, "the file grows too large here. Use fewer anchors.")


def _refuse_tag(event: Any) -> None:
    if event.tag is not None and event.tag not in (_TEXT_TAG, "!"):
        raise Unreadable(event.start_mark.line + 1, f"the tag {event.tag} is not allowed. Take it away.")


def _value_of(event: Any) -> Any:
    """Return what a scalar that is no key holds. Raises Unreadable where it should have been a key with its value."""
    if event.implicit[0] and syntax.is_spaced_oddly(event.value):
        raise Unreadable(event.start_mark.line + 1, syntax.NO_BREAK)
    return _scalar(event)


def _scalar(event: Any) -> Any:
    text = str(event.value)
    return _plain(text) if event.tag is None and event.implicit[0] else text


def _plain(text: str) -> Any:
    word = text.lower()
    if len(text) < 6 and word in _WORDS:  # noqa: PLR2004 - no such word is longer
        return _WORDS[word]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def found_at(data: Any, path: Path) -> Any:
    """Return what stands at a place of the data; nothing if there is no such place."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
