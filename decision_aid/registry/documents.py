"""The studies in one file: one of them, a list, an answer of the registry's API, or one in each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pydantic_core import from_json

from decision_aid.registry.items import items
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.sources import Source
from decision_aid.registry.stream import MOST_OF_ONE, Bounded, Unreadable

_STUDIES: Final = "studies"
# Under which key the records stand in what begins so: an answer of the API, or a list.
_KEYS: Final = {b"{": _STUDIES, b"[": ""}
_NUMBER: Final = re.compile(rb'"nctId"\s*:\s*"(NCT\d{8})"')
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
        yield from _at_once(source, head) if len(head) <= MOST_OF_ONE else _one_by_one(source, head, _OVER)
    except Unreadable as unreadable:
        yield source.cut(unreadable)


def _at_once(source: Source, text: bytes) -> Iterator[Found | Skipped]:
    try:
        document = from_json(text)
    except ValueError as error:
        yield from _one_by_one(source, text, f"({error})")
    else:
        yield from _unfolded(source.name, document)


def _one_by_one(source: Source, head: bytes, why: str) -> Iterator[Found | Skipped]:
    """Go through a file that is too large to be read at once, or in which something is damaged."""
    begun = head.lstrip()[:1]
    if begun not in _KEYS:
        raise _no_json(head, why)
    if begun == b"{" and _are_lines(source):
        with source.stream() as stream:
            yield from _in_lines(source.name, iter(stream.line, b""))
        return
    with source.stream() as stream:
        yield from _in_list(source.name, stream, _KEYS[begun], why)


def _are_lines(source: Source) -> bool:
    """Tell lines from an answer of the API, which may be laid out in lines as well, or be all in one."""
    with source.stream() as stream:
        filled = filter(bytes.strip, iter(stream.line, b""))
        first = last = next(filled, b"")
        while len(last) > MOST_OF_ONE and not last.endswith(b"\n"):
            last = next(filled, b"")
        second = next(filled, b"")
    # Between two objects that stand in one document there is a comma.
    return _is_object(first) or (last.rstrip().endswith(b"}") and second.lstrip().startswith(b"{"))


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
        yield from _in_damaged_line(place, line, f"({error})")
    else:
        yield from _unfolded(place, document)


def _in_damaged_line(place: str, line: bytes, why: str) -> Iterator[Found | Skipped]:
    try:
        yield from _in_list(place, Bounded(BytesIO(line)), _KEYS.get(line.lstrip()[:1], ""), why)
    except Unreadable:
        if line.endswith((b"\n", b"\r")):
            yield Skipped(f"{place} is no JSON {why}.")
        else:
            yield Skipped(f"{place} is no whole JSON: the file is damaged or was cut short.", cut=True)


def _in_list(name: str, stream: Bounded, key: str, why: str) -> Iterator[Found | Skipped]:
    """Go through the records of a list; where there is none, it is said why all was not read at once."""
    number = 0
    for number, item in enumerate(items(stream, key), 1):
        place = f"{name}, record {number}"
        yield _too_large(place) if item is None else _in_item(place, item)
    if not number and why != _OVER:
        yield Skipped(f"{name} is no JSON {why}.")
    elif not number and key:
        yield Skipped(f'{name} has no records under "{key}", and {_OVER}: one record may not have so many.')


def _in_item(place: str, item: bytes) -> Found | Skipped:
    try:
        return Found(place, from_json(item))
    except ValueError as error:
        number = _NUMBER.search(item)
        return Skipped(f"{place}{f' ({number[1].decode()})' if number else ''} is no JSON ({error}).")


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
    return Unreadable(f"is neither JSON nor a zip{f' {why}' if why != _OVER else ''}")
