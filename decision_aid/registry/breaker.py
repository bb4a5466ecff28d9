"""A breaker: a registry that does not answer is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

FAILURES: Final = 5  # in a row
REST: Final = 300.0  # seconds
LONGEST_REST: Final = 24 * 60 * 60.0  # seconds: for longer nobody is believed


class Breaker:
    """Open after five failures in a row, or at once where the registry turns us away; then one is let through to try.

    `clock` counts seconds and never goes back. For one thread that asks; any may look.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._closed_from = clock()

    @property
    def lets_through(self) -> bool:
        return self._clock() >= self._closed_from

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        """Count a failure; the one let through after a rest opens it again."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._rest(REST)

    def turned_away(self, pause: float) -> None:
        """Open at once, for as long as the registry asked for if that is longer than usual."""
        self._failures = FAILURES
        self._rest(min(max(pause, REST), LONGEST_REST))

    def _rest(self, seconds: float) -> None:
        self._closed_from = self._clock() + seconds
