"""The count of a journey, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stop:
    """One page and what it took.

    A press is one activation by pointer, switch, gaze or voice: a choice, a button, a link. `keys` are those of the
    keyboard alone, of them `tabs` to the first thing to press and `typed` characters. `desk` and `phone` are screenfuls
    scrolled by somebody without a keyboard.
    """

    place: str
    questions: int
    presses: int
    keys: int
    tabs: int
    typed: int
    stops: int
    at_once: bool
    desk: int
    phone: int

    @property
    def least_keys(self) -> int:
        """Return the keys from the page's loading to its being sent, with its first choice made: Tabs, Space, Enter."""
        return self.tabs + (1 if self.at_once else 2)


@dataclass(slots=True)
class Tally:
    """All pages of a journey, in order."""

    pages: list[Stop] = field(default_factory=list)

    @property
    def asking(self) -> list[Stop]:
        """Return the pages that ask something."""
        return [stop for stop in self.pages if stop.questions]

    def total(self, count: Callable[[Stop], int]) -> int:
        return sum(count(stop) for stop in self.pages)

    @property
    def questions(self) -> int:
        return self.total(lambda stop: stop.questions)

    @property
    def presses(self) -> int:
        return self.total(lambda stop: stop.presses)

    @property
    def keys(self) -> int:
        return self.total(lambda stop: stop.keys)

    @property
    def typed(self) -> int:
        return self.total(lambda stop: stop.typed)

    @property
    def desk(self) -> int:
        return self.total(lambda stop: stop.desk)

    @property
    def phone(self) -> int:
        return self.total(lambda stop: stop.phone)

    def over(self, count: Callable[[Stop], int], most: int) -> dict[str, int]:
        """Return the question pages where this count is higher than it may be; the stars are a list, no such page."""
        return {stop.place: count(stop) for stop in self.asking if "/q/" in stop.place and count(stop) > most}
