"""Every object of a PDF turned into bytes once.

For the file's identifier, which PDF/A demands, pydyf makes the bytes of all objects a second time; and it compresses as
hard as it can, which takes longer and makes a file smaller by a hundredth.
"""

from __future__ import annotations

import zlib

import pydyf

_LEVEL = 6
_BEGIN, _END = b"stream\n", b"\nendstream"


def settle(pdf: pydyf.PDF) -> None:
    """Replace each object of a document that is about to be written by its bytes."""
    pdf.objects[:] = [thing if thing.free == "f" else _Settled(thing) for thing in pdf.objects]


class _Settled(pydyf.Object):  # type: ignore[misc]  # pydyf ships no types
    """An object whose bytes are made."""

    data = b""
    compressible = False

    def __init__(self, thing: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = thing.number, thing.generation
        self.compressible = thing.compressible
        packed = isinstance(thing, pydyf.Stream) and thing.compress
        self.data = _ended((_compressed(thing) if packed else thing).data)


def _ended(data: bytes) -> bytes:
    """Return a stream's bytes with an end of line that is none of its content: a lone LF would pair with a CR."""
    return data.removesuffix(_END) + b"\r" + _END if data.endswith(b"\r" + _END) else data


def _compressed(stream: pydyf.Stream) -> pydyf.Stream:
    plain = pydyf.Stream(stream.stream).data
    content = plain[plain.index(_BEGIN) + len(_BEGIN) : -len(_END)]
    return pydyf.Stream([zlib.compress(content, _LEVEL)], {**stream.extra, "Filter": "/FlateDecode"})
