"""How often the registry is asked: never more than once a second."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Final

APART: Final = 1.0  # seconds from the end of one request to the beginning of the next


class Pace:
    """Lets one request after the other go, with a pause between; for one thread."""

    def __init__(self, clock: Callable[[], float] = monotonic, wait: Callable[[float], object] = sleep) -> None:
        self._clock = clock
        self._wait = wait
        self._next = clock()

    def turn(self) -> None:
        """Return when a request may go."""
        if (pause := self._next - self._clock()) > 0:
            self._wait(pause)
        self.went()

    def went(self) -> None:
        """Begin the pause: a request goes now, or has just ended."""
        self._next = self._clock() + APART
