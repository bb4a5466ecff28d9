"""How deeply pieces stand in each other: a parser's memory may grow with the square of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from decision_aid.registry.stream import Bounded, Unreadable

_DEEPEST: Final = 200
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_OPENING: Final = frozenset(b"[{")


@dataclass(slots=True)
class Shallow:
    """A stream of JSON. Reading raises Unreadable before a parser meets what is nested too deeply."""

    stream: Bounded
    depth: int = field(default=0, init=False)
    in_text: int = field(default=0, init=False)  # 1 where the next bytes begin inside quotation marks
    escape: bytes = field(default=b"", init=False)  # the backslash that belongs to the next byte

    def read(self, size: int) -> bytes:
        found = self.stream.read(size)
        outside = self._outside(found).translate(None, _NO_BRACKETS)
        depths = accumulate((1 if bracket in _OPENING else -1 for bracket in outside), initial=self.depth)
        for self.depth in depths:
            if self.depth > _DEEPEST:
                raise Unreadable(f"is nested more than {_DEEPEST} deep, and is not read on")
        return found

    def _outside(self, found: bytes) -> bytes:
        """Return the bytes outside quotation marks: without what is escaped, every mark begins a text or ends one."""
        pieces = (self.escape + found).replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        outside = b"".join(pieces[self.in_text :: 2])
        self.escape = b"\\" if pieces[-1].endswith(b"\\") else b""
        self.in_text = (self.in_text + len(pieces) - 1) % 2
        return outside
