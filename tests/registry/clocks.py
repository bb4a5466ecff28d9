"""Time that passes only when a test, or a pause, lets it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Clock:
    """Seconds; `wait` lets them pass at once, and remembers how many."""

    now: float = 1_000.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
