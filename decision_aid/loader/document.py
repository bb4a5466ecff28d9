"""YAML to plain data, with the line of everything in it, and nothing of YAML's dangers.

Only texts, numbers, true and false, lists and mappings come out; dates stay texts. Anchors are understood; loops,
and anchors that would grow beyond bounds, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]

MOST_PIECES = 100_000
DEEPEST = 40

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times faster
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

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Document:
    """The data, the line of each path in it (counted from 1), and slips of writing that data cannot show."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)
    slips: list[tuple[Path, str]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of the nearest thing there is on the way to this path."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Document:
    """Return what the text holds. Raises Unreadable when it is not one document of well-formed YAML."""
    try:
        return _Reading(text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 0, _syntax(error, text)) from None
    except yaml.YAMLError:
        raise Unreadable(*_odd_character(text)) from None


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
        return Document(data, self.found.lines, self.found.slips)

    def _node(self, event: Any, path: Path) -> Any:
        self.found.lines.setdefault(path, event.start_mark.line + 1)
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
            return _scalar(event)
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
                self.found.slips.append((place, f"{key} stands here twice. Keep one of them."))
            self.found.lines[place] = event.start_mark.line + 1
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
        if not isinstance(_scalar(event), str):
            self.found.lines[*path, name] = line
            self.found.slips.append(((*path, name), f"{name} is not read as a word here. Put quotes around it."))
        return name

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


_SYNTAX = {
    "escape": "a backslash stands here that means nothing. Use single quotes around the text.",
    "mapping values": "there is a colon inside this text. Put quotes around the text.",
    "quoted scalar": "a quotation mark is not closed. Close it.",
    "document separator": "a quotation mark is not closed. Close it.",
    "unexpected end of stream": "a quotation mark is not closed. Close it.",
    "undefined alias": "this leads to an anchor that does not exist. Write the text out.",
    "duplicate anchor": "this anchor stands here twice. Give one another name.",
    "cannot start any token": "a text cannot begin with this mark. Put quotes around the text.",
}
_UNCLEAR = (
    "the text cannot be read here. Look for a missing colon, quotation mark, bracket or indent "
    "on this line or the one before."
)


def _syntax(error: yaml.MarkedYAMLError, text: str) -> str:
    told = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark
    if mark and text[mark.index : mark.index + 1] == "\t":
        return "a tab stands here. Use spaces."
    return next((sentence for sign, sentence in _SYNTAX.items() if sign in told), _UNCLEAR)


_ODD = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _odd_character(text: str) -> tuple[int, str]:
    odd = _ODD.search(text)
    line = text.count("\n", 0, odd.start()) + 1 if odd else 0
    return line, "a character stands here that cannot be shown. Take it away."


def found_at(data: Any, path: Path) -> Any:
    """Return what stands at a place of the data; nothing if there is no such place."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
