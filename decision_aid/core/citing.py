"""Who published a source and when, in words; what is not reported is said to be so."""

from __future__ import annotations

from decision_aid.core.schema import Source
from decision_aid.core.words import Words

_NOT_REPORTED = "not reported"
_NOT_PUBLIC = "not public"


def published(source: Source, words: Words) -> str:
    """Return publisher and date, as far as they are reported, and whether the source is public at all."""
    told = _publisher_and_date(source, words)
    return told if is_public(source) else words.ui("{published}; not public", published=told)


def is_public(source: Source) -> bool:
    """Tell whether the source has an address that anyone can look up."""
    return source.address != _NOT_PUBLIC


def _publisher_and_date(source: Source, words: Words) -> str:
    day = words.day(source.date) if "-" in source.date else source.date
    if source.publisher == source.date == _NOT_REPORTED:
        return words.ui("Publisher and date not reported")
    if source.publisher == _NOT_REPORTED:
        return words.ui("Publisher not reported, {day}", day=day)
    if source.date == _NOT_REPORTED:
        return words.ui("{publisher}, date not reported", publisher=words(source.publisher))
    return f"{words(source.publisher)}, {day}"
