"""Where the pages of a journey are, and where somebody goes on."""

from __future__ import annotations

from typing import Final

from flask import url_for

from decision_aid.core import journey
from decision_aid.core.journey import Step
from decision_aid.web import current

_MOST_ROWS: Final = 42  # of check answers on one page, which weighs 12 KB then


def address(step: Step | None) -> str:
    """Return the address of a page of the path; of check answers where there is none."""
    if step is None:
        return looked_over()
    return f"/q/{step.page}" if step.offer is None else f"/offer/{step.offer}/q/{step.page}"


def before(step: Step) -> str:
    """Return the address of the page before one of the path; of the start before the first."""
    steps = current.steps()
    if step not in steps:
        return onward()
    found = journey.previous_step(steps, step)
    return address(found) if found else url_for("start.start_page")


def onward() -> str:
    """Return the address of the first thing still to answer; of the start where no visit is open."""
    if current.visit() is None:
        return url_for("start.start_page")
    return address(journey.first_unseen(current.steps(), current.draft().pages))


def looked_over(offer: int | None = None) -> str:
    """Return the address of check answers where those about the person, or about an offer, stand."""
    return f"/answers?offer={offer}" if offer and parted() else "/answers"


def parted() -> bool:
    """Tell whether there is so much to check that each offer has a page of its own for it."""
    asked = current.questionnaire()
    return sum(len(asked.page[step.page][1].questions) for step in current.steps()) > _MOST_ROWS
