"""The clock that purging goes by: believed while it goes on as clocks do, doubted for a day after it jumped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from sqlalchemy import Connection

from decision_aid.core.errors import ClockDoubted
from decision_aid.store.pulse import Pulse
from decision_aid.store.turns import Turns


@dataclass(frozen=True, slots=True)
class Timepiece:
    """Looks at the clock before anything is taken away because of what it says. Raises StoreUnavailable."""

    talking: Turns
    clock: Callable[[], datetime]
    pulse: Pulse

    def check(self) -> None:
        """Raise ClockDoubted if the clock has jumped since the last purge, and has not stood for a day since."""
        now = self.clock()
        with self.talking() as connection:
            last = self.pulse.last(connection)
            if plausible := self.pulse.is_plausible(connection, now):
                self.pulse.trust(connection, now)
        if not plausible:
            raise ClockDoubted(doubt(now.date(), last))

    def since_last(self) -> float:
        """Return the seconds since the last purge; infinitely many where none is known of."""
        with self.talking() as connection:
            last = self.pulse.last(connection)
        return (self.clock() - last).total_seconds() if last else inf

    def day_for(self, connection: Connection, wanted: date, told: date) -> date:
        """Return a draft's last day: the wanted one, and not before the one told unless the form purged about now.

        So a clock that was set back shortens nothing, and fewer days to keep count from the next save.
        """
        return wanted if wanted >= told or self.pulse.is_right(connection, self.clock()) else told

    def trust(self) -> None:
        """Note that the clock is right, whatever was noted before."""
        with self.talking() as connection:
            self.pulse.trust(connection, self.clock())


def doubt(today: date, last: datetime | None) -> str:
    """Return what to say where nothing is deleted because the clock has jumped."""
    when = f"on {last.date()}" if last else "at a time that is not known"
    return (
        f"The clock of this machine says {today}, but what was past its day was last deleted {when}: nothing is "
        "deleted until the clock has stood so for a day. Set it if it is wrong; if it is right, there is nothing to "
        "do, or run decision-aid purge --clock-is-right."
    )
