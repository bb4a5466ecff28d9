"""The items of a JSON list, cut out of a file by its brackets, and where those mislead by how a record begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from decision_aid.registry.stream import MOST_OF_ONE, Bounded, Unreadable

_AT_ONCE: Final = 1 << 16
_TEXT: Final = rb'"(?:[^"\\]++|\\.)*+"'
_TEXT_ENDS: Final = re.compile(rb'(?:[^"\\]++|\\.)*+("?)', re.DOTALL)
# What holds no such sign, and the sign behind it: a quotation mark only where its text goes on in what is not yet read.
_TO_BRACKET: Final = re.compile(rb'(?:[^\[\]{}"]++|' + _TEXT + rb')*+([\[\]{}"]?)', re.DOTALL)
_TO_SIGN: Final = re.compile(rb'(?:[^\[\]{}",]++|' + _TEXT + rb')*+([\[\]{}",]?)', re.DOTALL)
_OPENING: Final = frozenset({b"[", b"{"})
_KEY: Final = re.compile(_TEXT + rb"\s*:", re.DOTALL)
# How a record begins; no text holds this, since a quotation mark in a text has a backslash before it.
_BEGINS: Final = re.compile(rb'\{\s{0,64}"protocolSection"')
_LONGEST: Final = len(b'{"protocolSection"') + 64
_RECORD: Final = b"a record"  # is given in place of a sign where one begins


def items(stream: Bounded, key: str = "") -> Iterator[bytes | None]:
    """Go through the items of the list in a file, or with a key of the list that stands there in an object.

    None stands for one that is larger than a record may be. Raises Unreadable, also where the file is not whole.
    """
    named = re.compile(rb'"%b"\s*:\s*' % key.encode() if key else b"")
    cutter, last, count = _Cutter(2 if key else 1), None, 0
    for item in chain(_cut_out(stream, cutter, named), (None,)):
        if last and item and _KEY.match(item.text):  # a bracket too many closed the last before its end
            last.add(b"," + item.text)
            continue
        if last:
            count += 1
            yield last.taken()
        last = item
    if not cutter.is_whole:
        raise Unreadable(f"is no whole JSON after record {count}: it is damaged or was cut short")


def _cut_out(stream: Bounded, cutter: _Cutter, named: re.Pattern[bytes]) -> Iterator[_Held]:
    """Go through what stands between commas in the list, whose beginning has this before it."""
    held, begun, listed = _Held(), False, False
    for piece, sign in cutter.pieces(stream):
        held.add(piece)
        if not sign:
            continue
        if sign == _RECORD:
            is_right = listed and not held.size and not cutter.is_astray
            if not begun or is_right or held.text.rstrip().endswith(b":"):  # behind a key none is of the list
                continue
            cutter.resume()
        if listed and (sign == b"," or held.size):
            held.add(sign if sign == b"}" else b"")  # no object ends here, so that it is not taken for whole
            yield held
        if listed or sign == _RECORD:
            listed = sign in {b",", _RECORD}
        else:
            listed = sign == b"[" and cutter.depth == cutter.outside and bool(named.fullmatch(held.text))
            begun = begun or listed
        held = _Held()
    if listed and held.size and not cutter.is_astray:
        yield held
    cutter.is_whole = not (held.size or cutter.depth or cutter.in_text)


@dataclass(slots=True)
class _Held:
    """The bytes since the last cut, without blanks before them; none are kept of more than a record may have."""

    text: bytearray = field(default_factory=bytearray)
    size: int = 0

    def add(self, piece: bytes) -> None:
        piece = piece if self.size else piece.lstrip()
        self.size += len(piece)
        if self.size <= MOST_OF_ONE:
            self.text += piece
        else:
            self.text.clear()

    def taken(self) -> bytes | None:
        return bytes(self.text) if self.size <= MOST_OF_ONE else None


@dataclass(slots=True)
class _Cutter:
    """Cuts JSON at the signs that stand as far outside as the items of its list; `depth` is how deep the last stood.

    Where a record begins it cuts too, so that one can be found again behind a damaged one.
    """

    outside: int
    depth: int = 0
    in_text: bool = False
    is_whole: bool = False

    @property
    def is_astray(self) -> bool:
        """Tell whether an item cannot begin here."""
        return self.depth != self.outside or self.in_text

    def resume(self) -> None:
        """Go on as where an item begins, whatever is open."""
        self.depth, self.in_text = self.outside, False

    def pieces(self, stream: Bounded) -> Iterator[tuple[bytes, bytes]]:
        """Go through a file in pieces, each with the sign behind it, `_RECORD`, or none where the piece goes on."""
        rest, more = b"", True
        while more:
            read = stream.read(_AT_ONCE)
            chunk, more, at = rest + read, bool(read), 0
            end = _end(chunk, goes_on=more)
            for begin in (*_beginnings(chunk, end), end):
                while at < begin:
                    start = at
                    at, sign = self._next(chunk, at, begin)
                    yield chunk[start : at - len(sign)], sign
                if begin < end:
                    yield b"", _RECORD
            rest = chunk[end:]
        yield rest, b""

    def _next(self, chunk: bytes, at: int, end: int) -> tuple[int, bytes]:
        """Return where the piece ends that begins here, and the sign at which it is cut."""
        while at < end:
            sign, at = self._sign(chunk, at, end)
            if sign == b'"':
                self.in_text = not self.in_text
            elif sign == b"," or (sign and self._step(sign) < self.outside):
                return at, sign
        return at, b""

    def _sign(self, chunk: bytes, at: int, end: int) -> tuple[bytes, int]:
        """Return the next sign that counts, or none before the end, and where it ends."""
        pattern = _TEXT_ENDS if self.in_text else _TO_SIGN if self.depth <= self.outside else _TO_BRACKET
        found = pattern.match(chunk, at, end)
        return (found[1], found.end()) if found else (b"", end)

    def _step(self, bracket: bytes) -> int:
        """Go in or out with a bracket, and return how deep it stands itself."""
        before = self.depth
        self.depth += 1 if bracket in _OPENING else -1
        return min(before, self.depth)


def _end(chunk: bytes, *, goes_on: bool) -> int:
    """Return how far a chunk can be gone through: not into what goes together with bytes that are not yet read."""
    brace = chunk.rfind(b"{", max(0, len(chunk) - _LONGEST)) if goes_on else -1
    end = len(chunk) if brace < 0 else brace
    # A backslash goes together with the byte that it belongs to.
    return end - (end - len(chunk[:end].rstrip(b"\\"))) % 2


def _beginnings(chunk: bytes, end: int) -> Iterator[int]:
    """Go through the places where a record begins; behind a backslash none does."""
    for found in _BEGINS.finditer(chunk):
        if found.start() < end and chunk[found.start() - 1 : found.start()] != b"\\":
            yield found.start()
