"""What the model remembers of drafts and sessions: what must be kept, and how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from decision_aid.core.draft import Draft

MOMENT = timedelta(seconds=15)
NEVER = datetime.max.replace(tzinfo=UTC)
KEEP, LONGEST = timedelta(days=30), timedelta(days=180)
WHOLE = timedelta(hours=48)


class Times(NamedTuple):
    """When a session began and was used last, and the last day of its row."""

    began: datetime
    used: datetime
    row: date

    @classmethod
    def beginning(cls, now: datetime) -> Times:
        return cls(now, now, (now + WHOLE).date())


@dataclass(eq=False)
class Kept:
    """What the model knows of one draft; `pepper` is the day its pepper was made: without a code it has none."""

    draft: Draft
    code: str
    pepper: date | None
    revision: int = 1
    last_day: date = date.min
    sessions: dict[str, Times] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)
    moment: datetime = NEVER  # when the session that was replaced last is over

    def saved(self, today: date) -> None:
        self.last_day = min(today + KEEP, self.pepper + LONGEST) if self.pepper else today + KEEP

    def replaced(self, token: str, new: str, now: datetime) -> None:
        """Note that a session got a successor: all others are over, and it lasts a moment more."""
        self.successors, self.moment = {token: new}, now + MOMENT
        self.sessions = {new: Times.beginning(now), token: Times(now - WHOLE + MOMENT, now, now.date())}

    def time_is(self, now: datetime) -> None:
        """Note that the clock was once past the moment: the row may be gone, and stays so if the clock is set back."""
        if now >= self.moment:
            for token in self.successors:
                self.sessions.pop(token, None)

    def lasts(self, today: date) -> bool:
        """Tell whether its day is to come, and somebody can get to it."""
        return today <= self.last_day and bool(self.code or self.sessions)
