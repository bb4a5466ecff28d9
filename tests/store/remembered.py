"""What the model remembers of drafts and sessions: what must be kept, and how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from decision_aid.core.draft import Draft

KEEP, LONGEST = timedelta(days=30), timedelta(days=180)
WHOLE = timedelta(hours=48)
NOTICE = timedelta(hours=1)


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
    predecessors: dict[str, str] = field(default_factory=dict)  # of a session that is not used yet, the one it replaces

    def saved(self, today: date) -> None:
        last_day = min(today + KEEP, self.pepper + LONGEST) if self.pepper else today + KEEP
        self.last_day = max(self.last_day, last_day)  # a clock that was set back shortens nothing

    def replaced(self, token: str, new: str, now: datetime) -> None:
        """Note that a session got a successor: all others are over, and it lasts until that is used."""
        self.predecessors = {new: token}
        self.sessions = {new: Times.beginning(now), token: Times.beginning(now)}

    def used(self, token: str, now: datetime) -> None:
        """Note that a session was used, as coarsely as the store does: what it replaces is over then."""
        times, replaced = self.sessions[token], self.predecessors.pop(token, None)
        if replaced or abs(now - times.used) > NOTICE:
            self.sessions[token] = times._replace(used=now)
        self.sessions.pop(replaced or "", None)

    def successor(self, token: str) -> str:
        return next((new for new, old in self.predecessors.items() if old == token), "")

    def lasts(self, today: date) -> bool:
        """Tell whether its day is to come, and somebody can get to it."""
        return today <= self.last_day and bool(self.code or self.sessions)
