"""The items of a JSON list, cut out of a file by its brackets alone: one that is damaged harms no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from decision_aid.registry.stream import MOST_OF_ONE, Bounded, Unreadable

_AT_ONCE: Final = 1 << 16
_TEXT: Final = rb'"(?:[^"\\]++|\\.)*+"'
_TEXT_ENDS: Final = re.compile(rb'(?:[^"\\]++|\\.)*+("?)', re.DOTALL)
# What holds no such sign, and the sign behind it: a quotation mark only where its text goes on in what is not yet read.
_TO_BRACKET: Final = re.compile(rb'(?:[^\[\]{}"]++|' + _TEXT + rb')*+([\[\]{}"]?)', re.DOTALL)
_TO_SIGN: Final = re.compile(rb'(?:[^\[\]{}",]++|' + _TEXT + rb')*+([\[\]{}",]?)', re.DOTALL)
_OPENING: Final = frozenset({b"[", b"{"})


def items(stream: Bounded, key: str = "") -> Iterator[bytes | None]:
    """Go through the items of the list in a file, or with a key of the list that stands there in an object.

    None stands for one that is larger than a record may be. Raises Unreadable, also where the file is not whole.
    """
    named = re.compile(rb'"%b"\s*:\s*' % key.encode() if key else b"")
    cutter, held, listed, count = _Cutter(2 if key else 1), _Held(), False, 0
    for piece, sign in cutter.pieces(stream):
        held.add(piece)
        if not sign:
            continue
        if listed and (sign == b"," or held.size):
            count += 1
            yield held.taken()
        if listed:
            listed = sign == b","
        else:
            listed = sign == b"[" and cutter.depth == cutter.outside and bool(named.fullmatch(held.text))
        held.clear()
    if listed and held.size and cutter.depth == cutter.outside and not cutter.in_text:
        count += 1
        yield held.taken()
    if held.size or cutter.depth or cutter.in_text:
        raise Unreadable(f"is no whole JSON after record {count}: it is damaged or was cut short")


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

    def clear(self) -> None:
        self.text, self.size = bytearray(), 0


@dataclass(slots=True)
class _Cutter:
    """Cuts JSON at the signs that stand as far outside as the items of its list; `depth` is how deep the last stood."""

    outside: int
    depth: int = 0
    in_text: bool = False

    def pieces(self, stream: Bounded) -> Iterator[tuple[bytes, bytes]]:
        """Go through a file in pieces, each with the sign behind it, or none where the piece goes on."""
        escape = b""
        while chunk := stream.read(_AT_ONCE):
            chunk = escape + chunk
            # A backslash goes together with the byte that it belongs to.
            escape = b"\\" * ((len(chunk) - len(chunk.rstrip(b"\\"))) % 2)
            at, end = 0, len(chunk) - len(escape)
            while at < end:
                start = at
                at, sign = self._next(chunk, at, end)
                yield chunk[start : at - len(sign)], sign
        yield escape, b""

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
