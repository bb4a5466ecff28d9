"""What is counted beside the drafts: how many there are, and how often something was done in a week."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import Engine

from decision_aid.core.errors import StoreRefused, StoreUnavailable
from decision_aid.store import tables
from decision_aid.store.database import Where, open_as_it_is
from decision_aid.store.schema import schema_of
from decision_aid.store.trouble import talking
from decision_aid.store.turns import Turns


class Counts:
    """Counts in the drafts' own database. Safe to share between threads."""

    def __init__(self, engine: Engine, writing: Turns, slots_in_use: Callable[[], int]) -> None:
        self._engine = engine
        self._writing = writing
        self.slots_in_use = slots_in_use

    def kept(self) -> int:
        """Return how many drafts there are. Raises StoreUnavailable."""
        with talking(self._engine.connect) as connection:
            return int(connection.execute(tables.DRAFTS).scalar_one())

    def one_more(self, event: str, day: date) -> None:
        """Count an event in the week of this day, after it is done: what is counted has happened.

        Where that cannot be written the count stays too low by one, and nobody is held up by it.
        """
        with suppress(StoreUnavailable), self._writing() as connection:
            connection.execute(tables.ONE_MORE, {"monday": monday(day), "event": event})


def monday(day: date) -> date:
    """Return the day on which the week of this day began."""
    return day - timedelta(days=day.weekday())


def weeks(where: Where) -> dict[tuple[date, str], int]:
    """Return how often each event was counted, by the Monday of its week; nothing is made.

    Raises StoreRefused or StoreUnavailable with one sentence.
    """
    engine = open_as_it_is(where)
    try:
        with talking(engine.connect) as connection:
            if schema_of(connection) == tables.SCHEMAS[-1]:
                return {(row.monday, row.event): row.times for row in connection.execute(tables.WEEKS)}
    finally:
        engine.dispose()
    raise StoreRefused(
        "Nothing is counted yet in this database, which is of an older version of this program: the next start of the "
        "form brings it up to date."
    )
