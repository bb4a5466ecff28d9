"""What comes back from a process: plain data, read so that it can bring no code with it."""

from __future__ import annotations

import io
import pickle
from typing import Any, Never


class _NoClasses(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Never:
        del module, name
        raise pickle.UnpicklingError("not plain data")


def read(data: bytes) -> Any:
    """Return what `write` wrote: nothing, truth, numbers, texts, bytes, and tuples, lists and dicts of these.

    Raises UnpicklingError, or whatever else damaged bytes lead to, for anything that names a class or a function.
    """
    return _NoClasses(io.BytesIO(data)).load()


def write(found: object) -> bytes:
    """Return the bytes of plain data."""
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
