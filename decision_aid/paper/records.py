"""What the public records say of the numbers that were given, as it stands in the annex."""

from __future__ import annotations

from dataclasses import dataclass, replace

from decision_aid.core.summary import Beside, Listing, Standing, Summary
from decision_aid.paper.cut import cut
from decision_aid.paper.title import short_title

# The most of a record that is printed, in display width; all of it stands at its public address.
_TITLE = 240
_ABOUT = 160
_SAYS = 1_000  # more than the core's own bounds come to: what stands after a record's words must not be lost
_TOLD = 120  # the person's own words stand in full among the answers


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of one number, with the short title of its offer; `is_found` tells that a record is shown."""

    offer: str
    listing: Listing

    @property
    def is_found(self) -> bool:
        return self.listing.standing is Standing.FOUND


@dataclass(frozen=True, slots=True)
class Records:
    """All numbers that were given; what must be said of every one, `first` or else, stands before them once.

    What is said beside a number without a record is its own, and stays with it.
    """

    first: tuple[str, ...]
    notices: tuple[str, ...]
    listed: tuple[Listed, ...]


def records(summary: Summary) -> Records | None:
    """Return what is known of the numbers that were given; nothing where there is none."""
    found = summary.listings
    if not found:
        return None
    first = _of_all([listing.first for listing in found])
    shown = all(listing.standing is Standing.FOUND for listing in found)
    notices = _of_all([listing.notices for listing in found]) if shown else ()
    return Records(first, notices, tuple(_listed(summary, listing, {*first, *notices}) for listing in found))


def _of_all(said: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return what is said of every number."""
    return tuple(notice for notice in said[0] if all(notice in notices for notices in said))


def _listed(summary: Summary, listing: Listing, said: set[str]) -> Listed:
    offer = next((short_title(offer) for offer in summary.offers if offer.offer == listing.offer), "")
    shown = replace(
        listing,
        title=cut(listing.title, _TITLE),
        about=tuple(replace(line, value=cut(line.value, _ABOUT)) for line in listing.about),
        first=tuple(notice for notice in listing.first if notice not in said),
        notices=tuple(notice for notice in listing.notices if notice not in said),
        rows=tuple(_row(row) for row in listing.rows),
    )
    return Listed(offer, shown)


def _row(row: Beside) -> Beside:
    return replace(row, says=cut(row.says, _SAYS), told=cut(row.told, _TOLD))
