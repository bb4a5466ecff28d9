"""What must be said of the age of a record, and of a list of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from decision_aid.core.record import Holding
from decision_aid.core.words import Words

STALE = timedelta(days=90)
OLD = timedelta(days=365)


class Notices(NamedTuple):
    """What must be said of an age: `first` of all when it is over a year, `beside` after 90 days."""

    first: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def of_record(as_of: date, today: date, words: Words) -> Notices:
    """Return what must be said of a record's age."""
    day = {"day": words.day(as_of.isoformat())}
    if today - as_of > OLD:
        return Notices(
            first=(
                words.ui(
                    "This is more than a year old: it is of {day}. Much may have changed. Look at the public site.",
                    **day,
                ),
            )
        )
    if today - as_of > STALE:
        return Notices(
            beside=(words.ui("This is of {day}, more than 90 days ago. Some of it may have changed.", **day),)
        )
    return Notices()


def in_short(as_of: date, today: date, words: Words) -> str:
    """Return a record's age in few words, "" where nothing must be said of it."""
    if today - as_of > OLD:
        return words.ui("More than a year old.")
    return words.ui("More than 90 days old.") if today - as_of > STALE else ""


def of_list(holding: Holding, today: date, words: Words) -> Notices:
    """Return what must be said of a list's age, by its oldest record: a fresh one beside it hides nothing."""
    if holding.oldest is None or holding.newest is None:
        return Notices()
    days = span(holding, words)
    if today - holding.oldest > OLD:
        return Notices(first=(_old(days, words, whole=today - holding.newest > OLD),))
    if today - holding.oldest > STALE:
        return Notices(beside=(_stale(days, words, whole=today - holding.newest > STALE),))
    return Notices()


def _old(days: str, words: Words, *, whole: bool) -> str:
    if whole:
        return words.ui(
            "Our list is more than a year old: it is of {days}. Much may have changed. Look at the public site.",
            days=days,
        )
    return words.ui(
        "Some of our list is more than a year old: it is of {days}. Much may have changed. Look at the public site.",
        days=days,
    )


def _stale(days: str, words: Words, *, whole: bool) -> str:
    if whole:
        return words.ui("Our list is more than 90 days old: it is of {days}. Some of it may have changed.", days=days)
    return words.ui("Some of our list is more than 90 days old: it is of {days}. That may have changed.", days=days)


def span(holding: Holding, words: Words) -> str:
    """Return the days that a list is of: the oldest to the newest, or the one; "" where it has no records."""
    first, last = (words.day(day.isoformat()) if day else "" for day in (holding.oldest, holding.newest))
    return first if first == last else words.ui("{first} to {last}", first=first, last=last)
