"""What a form does by itself: where the clock is doubted nothing goes, and whoever counts is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event as Signal

from decision_aid import daily
from decision_aid.core.errors import ClockDoubted
from decision_aid.logs import Event


@dataclass
class Drafts:
    """Three drafts past their day, and a clock that is its own."""

    doubted: bool
    kept: int = 3
    timepiece: Drafts = field(init=False)

    def __post_init__(self) -> None:
        self.timepiece = self

    def check(self) -> None:
        if self.doubted:
            raise ClockDoubted("The clock has jumped.")

    def purge(self) -> int:
        gone, self.kept = self.kept, 0
        return gone


@dataclass
class Visits:
    """Two drafts of visits that have ended, and the moment at which they are forgotten."""

    ended: int = 2
    looked: Signal = field(default_factory=Signal)

    def forget_ended(self) -> int:
        gone, self.ended = self.ended, 0
        if not gone:
            self.looked.set()
        return gone


def begun(drafts: Drafts) -> list[Event]:
    """Return what a start told whoever counts."""
    told: list[Event] = []
    daily.begin(drafts, told.append)()
    return told


def test_a_start_forgets_what_is_past_its_day() -> None:
    drafts = Drafts(doubted=False)
    assert begun(drafts) == [Event.PURGED]
    assert drafts.kept == 0


def test_while_the_clock_is_doubted_nothing_goes_and_that_is_told() -> None:
    drafts = Drafts(doubted=True)
    assert begun(drafts) == [Event.PURGE_HELD]
    assert drafts.kept == 3


def test_where_nothing_is_kept_what_has_ended_goes_again_and_again_and_is_told_once() -> None:
    visits, told = Visits(), list[Event]()
    end = daily.each_minute(visits, told.append, pause=0)
    assert visits.looked.wait(60)
    end()
    assert told == [Event.PURGED]
