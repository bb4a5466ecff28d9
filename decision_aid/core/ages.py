"""What must be said of the age of a record, and of a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from decision_aid.core.record import Holding, Provenance
from decision_aid.core.words import Words

STALE = timedelta(days=90)
OLD = timedelta(days=365)


class Notices(NamedTuple):
    """What must be said of an age: `first` of all when it is over a year, `beside` after 90 days."""

    first: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def day(provenance: Provenance, words: Words) -> str:
    """Return the day of which a record speaks; where that is not known, this and when it was loaded."""
    said = words.day(provenance.as_of.isoformat())
    return said if provenance.is_dated else words.ui("a day not known; loaded on {day}", day=said)


def of_record(provenance: Provenance, today: date, words: Words) -> Notices:
    """Return what must be said of a record's age; one of a day not known may be of any age."""
    as_of = provenance.as_of
    day = {"day": words.day(as_of.isoformat())}
    if not provenance.is_dated:
        return Notices(first=(_undated(day, words),))
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


def _undated(day: Mapping[str, str], words: Words) -> str:
    return words.ui(
        "It is not known of which day this is. It was loaded on {day}. It may be more than a year old, and much may "
        "have changed. Look at the public site.",
        **day,
    )


def in_short(provenance: Provenance, today: date, words: Words) -> str:
    """Return a record's age in few words, "" where nothing must be said of it."""
    as_of = provenance.as_of
    if not provenance.is_dated:
        return words.ui("Day not known.")
    if today - as_of > OLD:
        return words.ui("More than a year old.")
    return words.ui("More than 90 days old.") if today - as_of > STALE else ""


def beside_a_number(provenance: Provenance, today: date, words: Words) -> str:
    """Return that a record is over a year old, or of a day not known, as it stands beside a number; else ""."""
    if not provenance.is_dated:
        return words.ui("day not known")
    return words.ui("over a year old") if today - provenance.as_of > OLD else ""


def of_list(holding: Holding, today: date, words: Words) -> Notices:
    """Return what must be said of a list's age, by its oldest record and those of a day not known.

    A fresh one beside them hides nothing.
    """
    unknown = (_some_undated(holding, words),) if holding.undated else ()
    if holding.oldest is None or holding.newest is None:
        return Notices(first=unknown)
    days = _days(holding, words)
    if today - holding.oldest > OLD:
        return Notices(first=(_old(days, words, whole=today - holding.newest > OLD), *unknown))
    if today - holding.oldest > STALE:
        return Notices(unknown, (_stale(days, words, whole=today - holding.newest > STALE),))
    return Notices(first=unknown)


def _some_undated(holding: Holding, words: Words) -> str:
    if holding.undated == holding.records:
        return words.ui(
            "It is not known of which day our list is. It may be more than a year old. Much may have changed. Look at "
            "the public site."
        )
    return words.ui(
        "For some records in our list the day is not known ({count} of {all}). They may be more than a year old. Much "
        "may have changed. Look at the public site.",
        count=_number(holding.undated, words),
        all=_number(holding.records, words),
    )


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


def contents(holding: Holding, words: Words) -> str:
    """Return how many records a list has and of which days: the oldest to the newest, or the one.

    Where the day of some is not known, it says of how many it is.
    """
    count, days = _number(holding.records, words), _days(holding, words)
    if not holding.records:
        return words.ui("The list has no records.")
    if holding.records == 1:
        dated = words.ui("The list has 1 record, dated {days}.", days=days)
        return dated if days else words.ui("The list has 1 record. Its date is not known.")
    if not days:
        return words.ui("The list has {count} records. Their dates are not known.", count=count)
    if not holding.undated:
        return words.ui("The list has {count} records, dated {days}.", count=count, days=days)
    known = _number(holding.records - holding.undated, words)
    return words.ui("The list has {count} records, {known} of them dated {days}.", count=count, known=known, days=days)


def _number(count: int, words: Words) -> str:
    return words.number(Decimal(count))


def _days(holding: Holding, words: Words) -> str:
    first, last = (words.day(day.isoformat()) if day else "" for day in (holding.oldest, holding.newest))
    return first if first == last else words.ui("{first} to {last}", first=first, last=last)
