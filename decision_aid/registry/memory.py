"""What the registry answered lately, in memory alone: which numbers were looked up is on no disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from cachetools import TLRUCache, TTLCache

from decision_aid.core.record import TrialRecord

FOUND_FOR: Final = 24 * 60 * 60.0  # seconds: the registry changes once a day
ABSENT_FOR: Final = 60 * 60.0  # seconds: a number may be given to a study at any time
MISSED_FOR: Final = 60.0  # seconds: the next pages of a visit do not wait for what has just failed
MOST: Final = 4_000
MOST_BYTES: Final = 64 * 1024 * 1024
_LEAST: Final = MOST_BYTES // MOST  # bytes that each is counted as, at least


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry said of a number: its record, or that it has none. `size` is that of the answer in bytes."""

    record: TrialRecord | None
    size: int = 0


class Memory:
    """Keeps answers for their time, the latest used first. Safe to share between threads.

    `clock` counts seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._lock = Lock()
        self._missed: TTLCache[str, bool] = TTLCache(MOST, MISSED_FOR, clock)
        self._kept: TLRUCache[str, Known] = TLRUCache(MOST_BYTES, _until, clock, getsizeof=_size)

    def recall(self, number: str) -> Known | None:
        """Return what was said of this number, unless that is too long ago."""
        with self._lock:
            return self._kept.get(number)

    def keep(self, number: str, known: Known) -> None:
        with self._lock:
            self._kept[number] = known

    def miss(self, number: str) -> None:
        """Keep that no answer came for this number just now."""
        with self._lock:
            self._missed[number] = True

    def has_missed(self, number: str) -> bool:
        """Tell whether no answer came for this number within the last minute."""
        with self._lock:
            return number in self._missed


def _until(_: str, known: Known, now: float) -> float:
    return now + (FOUND_FOR if known.record else ABSENT_FOR)


def _size(known: Known) -> int:
    return max(known.size, _LEAST)
