"""A reading that is taken anew only after a while, however many ask for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """Gives what `look` found in the last `seconds`. Safe to share between threads.

    One thread looks; the others are given what was found before, so that a look that hangs holds up nobody else.
    """

    def __init__(self, look: Callable[[], T], seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._seconds = seconds
        self._clock = clock
        self._looking = Lock()
        self._found: tuple[float, T] | None = None

    def __call__(self) -> T:
        found = self._found
        if found and self._clock() < found[0] + self._seconds:
            return found[1]
        if not self._looking.acquire(blocking=found is None):
            return found[1] if found else self()
        try:
            return self._anew(found)
        finally:
            self._looking.release()

    def _anew(self, before: tuple[float, T] | None) -> T:
        found = self._found
        if found is None or found is before:  # else another thread has looked while this one waited
            found = (self._clock(), self._look())
            self._found = found
        return found[1]
