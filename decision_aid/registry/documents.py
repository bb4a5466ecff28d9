"""The studies in one file: one of them, a list, an answer of the registry's API, or one in each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import ijson
from pydantic_core import from_json

from decision_aid.registry.items import TOO_LARGE, items
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.sources import Source
from decision_aid.registry.stream import MOST_OF_ONE, Unreadable

_STUDIES: Final = "studies"
_OVER: Final = f"more than {MOST_OF_ONE:,} bytes"
_CSV: Final = re.compile(rb"\"?NCT Number\"?,")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Found:
    """A study, and where it was found, as in `list.json, record 3`."""

    place: str
    study: Any


def studies(source: Source) -> Iterator[Found | Skipped]:
    """Go through the studies in a file; what cannot be read is told in its place."""
    try:
        with source.stream() as stream:
            head = stream.read(MOST_OF_ONE + 1)
        yield from _small(source.name, head) if len(head) <= MOST_OF_ONE else _large(source, head)
    except Unreadable as unreadable:
        yield source.cut(unreadable)


def _small(name: str, text: bytes) -> Iterator[Found | Skipped]:
    try:
        document = from_json(text)
    except ValueError as error:
        lines = text.splitlines(keepends=True)
        if not _is_object(next(filter(bytes.strip, lines), b"")):
            raise _no_json(text, str(error)) from None
        yield from _in_lines(name, lines)
    else:
        yield from _unfolded(name, document)


def _large(source: Source, head: bytes) -> Iterator[Found | Skipped]:
    """Go through a file that is too large to be read at once."""
    if head.lstrip().startswith(b"["):
        yield from _in_list(source)
    elif not head.lstrip().startswith(b"{"):
        raise _no_json(head, "")
    elif _are_lines(source, head):
        with source.stream() as stream:
            yield from _in_lines(source.name, iter(stream.line, b""))
    else:
        yield from _in_list(source, _STUDIES)


def _are_lines(source: Source, head: bytes) -> bool:
    """Tell lines from an answer of the API, which may be laid out in lines as well, or be all in one."""
    first, *rest = head.lstrip().split(b"\n", 1)
    if rest:
        return _is_object(first)
    with source.stream() as stream:
        filled = (line for line in _whole(iter(stream.line, b"")) if line.strip())
        next(filled, b"")
        return next(filled, b"").lstrip().startswith(b"{")


def _is_object(text: bytes) -> bool:
    try:
        return isinstance(from_json(text), dict)
    except ValueError:
        return False


def _in_lines(name: str, lines: Iterable[bytes]) -> Iterator[Found | Skipped]:
    for number, line in enumerate(_whole(lines), 1):
        place = f"{name}, line {number}"
        if len(line) > MOST_OF_ONE:
            yield _too_large(place)
        elif line.strip():
            yield from _in_line(place, line)


def _whole(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Give one piece of each line: of one that comes in several, the first, which is too long already."""
    goes_on = False
    for line in lines:
        if not goes_on:
            yield line
        goes_on = len(line) > MOST_OF_ONE and not line.endswith(b"\n")


def _in_line(place: str, line: bytes) -> Iterator[Found | Skipped]:
    try:
        document = from_json(line.rstrip())
    except ValueError as error:
        if line.endswith((b"\n", b"\r")):
            yield Skipped(f"{place} is no JSON ({error}).")
        else:
            yield Skipped(f"{place} is no whole JSON: the file is damaged or was cut short.", cut=True)
    else:
        yield from _unfolded(place, document)


def _in_list(source: Source, key: str = "") -> Iterator[Found | Skipped]:
    number = 0
    try:
        for number, study in enumerate(items(source, key), 1):
            place = f"{source.name}, record {number}"
            yield _too_large(place) if study is TOO_LARGE else Found(place, study)
    except (ijson.JSONError, ValueError):
        raise Unreadable(f"is no whole JSON after record {number}: it is damaged or was cut short") from None
    if key and not number:
        yield Skipped(f'{source.name} has no records under "{key}", and {_OVER}: one record may not have so many.')


def _too_large(place: str) -> Skipped:
    return Skipped(f"{place}: the record has {_OVER}.")


def _unfolded(place: str, document: Any) -> Iterator[Found]:
    """Give each study of a list or of an answer of the API, or else the document itself."""
    many = document.get(_STUDIES) if isinstance(document, dict) else document
    if not isinstance(many, list):
        yield Found(place, document)
        return
    for number, study in enumerate(many, 1):
        yield Found(f"{place}, record {number}", study)


def _no_json(text: bytes, why: str) -> Unreadable:
    if text.startswith(_UTF_16):
        return Unreadable("is written in UTF-16: save it in UTF-8")
    if not text.strip():
        return Unreadable("is empty")
    if _CSV.match(text):
        return Unreadable("is a table (CSV): choose JSON where the records are saved")
    return Unreadable(f"is neither JSON nor a zip{why and f' ({why})'}")
