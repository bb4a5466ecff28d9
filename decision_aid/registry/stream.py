"""Bytes of somebody else's file, read within bounds; whatever breaks on the way is one kind of error."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Final

MOST_OF_ONE: Final = 8 * 1024 * 1024  # bytes of one record; a large study with its results has some 5 million
_LEAST_UNPACKED: Final = 64 * 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"
_TIMES: Final = 100  # records take about a tenth of their size in a zip
_ENCRYPTED, _UNKNOWN = RuntimeError, NotImplementedError  # what zipfile raises for a zip that it cannot open
_BROKEN: Final = (OSError, EOFError, ValueError, _ENCRYPTED, _UNKNOWN, zipfile.BadZipFile, zlib.error)


class Unreadable(Exception):
    """A file that cannot be read, or not to its end; the text goes on after the file's name."""


@contextmanager
def unbroken() -> Iterator[None]:
    """Raise Unreadable for all that can break where a file or zip is opened and read."""
    try:
        yield
    except _UNKNOWN:
        raise Unreadable("is packed in a way that is not known here: unpack it first") from None
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror or type(error).__name__})") from None
    except _BROKEN as error:
        locked = isinstance(error, _ENCRYPTED) and "encrypted" in str(error)
        raise Unreadable("is locked with a password" if locked else "is damaged, and is not read on") from None


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be read out of a zip."""

    left: int

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Unreadable("unpacks to far more than records do, and is not read on")


def allowance(size: int) -> Allowance:
    """Return what a zip of so many bytes may hold."""
    return Allowance(max(_LEAST_UNPACKED, size * _TIMES))


@dataclass(slots=True)
class Bounded:
    """A stream of records. Reading raises Unreadable where it breaks."""

    stream: IO[bytes]
    allowance: Allowance | None = None
    begun: bool = field(default=False, init=False)

    def read(self, size: int) -> bytes:
        return self._taken(self.stream.read, size)

    def line(self) -> bytes:
        """Return the next line with its end, or the beginning of one that is longer than a record may be."""
        return self._taken(self.stream.readline, MOST_OF_ONE + 1)

    def _taken(self, read: Callable[[int], bytes], size: int) -> bytes:
        with unbroken():
            found = read(size)
        if self.allowance:
            self.allowance.take(len(found))
        if self.begun:
            return found
        self.begun = True
        return found.removeprefix(_BOM)
