"""What a running form does by itself, at its start and once a day: it forgets what is past its day."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event as Signal
from threading import Thread
from typing import Protocol

from decision_aid import logs
from decision_aid.core.errors import ClockDoubted, SecretsRefused, StoreUnavailable
from decision_aid.logs import Event

_DAY = 24 * 60 * 60  # seconds


class Clock(Protocol):
    """Raises ClockDoubted while nothing may be forgotten because of what it says."""

    def check(self) -> None: ...


class Purged(Protocol):
    """What has to be purged, and the clock to ask before."""

    @property
    def timepiece(self) -> Clock: ...

    def purge(self) -> int: ...


def begin(drafts: Purged, happened: Callable[[Event], object]) -> Callable[[], None]:
    """Purge now, and once a day in a thread of its own; return what ends it."""
    ended = Signal()

    def keep_on() -> None:
        while not ended.wait(_DAY):
            _purge(drafts, happened)

    if gone := _purged(drafts, happened):  # else a start that is refused later would say more than its one sentence
        logs.event(Event.PURGED, count=gone)
        happened(Event.PURGED)
    Thread(target=keep_on, name="daily", daemon=True).start()
    return ended.set


def _purge(drafts: Purged, happened: Callable[[Event], object]) -> None:
    try:
        if (gone := _purged(drafts, happened)) is not None:
            logs.event(Event.PURGED, count=gone)
            happened(Event.PURGED)
    except (StoreUnavailable, SecretsRefused, OSError) as error:  # tomorrow is another day
        logs.event(Event.PURGE_FAILED, level=logging.ERROR, **logs.fault(type(error), error.__traceback__))
        happened(Event.PURGE_FAILED)


def _purged(drafts: Purged, happened: Callable[[Event], object]) -> int | None:
    """Purge and return how many drafts went, or nothing where the clock is doubted."""
    try:
        drafts.timepiece.check()
    except ClockDoubted:
        logs.event(Event.PURGE_HELD, level=logging.WARNING)
        happened(Event.PURGE_HELD)
        return None
    return drafts.purge()
