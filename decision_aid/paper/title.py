"""An offer's title where it must be short: on paper the name, the person's own words, is cut."""

from __future__ import annotations

from decision_aid.core.summary import Section
from decision_aid.paper.cut import cut
from decision_aid.paper.fit import NAME


def short_title(offer: Section) -> str:
    """Return an offer's name in few words, with its number where the name does not say it."""
    number = f"{offer.offer}. " if offer.named else ""
    return f"{number}{cut(offer.title, NAME)}"
