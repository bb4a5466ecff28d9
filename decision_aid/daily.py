"""What a running form does by itself: at its start and once a day it forgets what is past its day.

Where nothing is kept it forgets each minute what has ended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread
from typing import Protocol

from decision_aid import logs
from decision_aid.core.errors import ClockDoubted, SecretsRefused, StoreUnavailable
from decision_aid.logs import Event

_DAY, _MINUTE = 24 * 60 * 60, 60  # seconds


class Clock(Protocol):
    """Raises ClockDoubted while nothing may be forgotten because of what it says."""

    def check(self) -> None: ...


class Purged(Protocol):
    """What has to be purged, and the clock to ask before."""

    @property
    def timepiece(self) -> Clock: ...

    def purge(self) -> int: ...


class Passing(Protocol):
    """What is gone with each visit that ends."""

    def forget_ended(self) -> int: ...


def begin(drafts: Purged, happened: Callable[[Event], object]) -> Callable[[], None]:
    """Purge now, and once a day in a thread of its own; return what ends it."""
    if gone := _purged(drafts, happened):  # else a start that is refused later would say more than its one sentence
        _tell(gone, happened)
    return _every(_DAY, lambda: _purge(drafts, happened))


def each_minute(drafts: Passing, happened: Callable[[Event], object], pause: float = _MINUTE) -> Callable[[], None]:
    """Forget what has ended each minute in a thread of its own; return what ends it. The clock is not asked first."""

    def forget() -> None:
        with _told(happened):
            if gone := drafts.forget_ended():
                _tell(gone, happened)

    return _every(pause, forget)


def _every(pause: float, do: Callable[[], None]) -> Callable[[], None]:
    ended = Signal()

    def keep_on() -> None:
        while not ended.wait(pause):
            do()

    Thread(target=keep_on, name="daily", daemon=True).start()
    return ended.set


def _purge(drafts: Purged, happened: Callable[[Event], object]) -> None:
    with _told(happened):
        if (gone := _purged(drafts, happened)) is not None:
            _tell(gone, happened)


def _tell(gone: int, happened: Callable[[Event], object]) -> None:
    logs.event(Event.PURGED, count=gone)
    happened(Event.PURGED)


@contextmanager
def _told(happened: Callable[[Event], object]) -> Iterator[None]:
    """Say that forgetting failed where it did, and go on."""
    try:
        yield
    except (StoreUnavailable, SecretsRefused, OSError) as error:  # the next time is another
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
