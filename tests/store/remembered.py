"""What the model remembers of drafts and sessions: what must be kept, and how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from decision_aid.core.draft import Draft

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

    def saved(self, today: date) -> None:
        self.last_day = min(today + KEEP, self.pepper + LONGEST) if self.pepper else today + KEEP

    def lasts(self, today: date) -> bool:
        """Tell whether its day is to come, and somebody can get to it."""
        return today <= self.last_day and bool(self.code or self.sessions)
