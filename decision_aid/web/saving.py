"""Keeps what a page gave, beside what other windows save at the same time."""

from __future__ import annotations

from collections.abc import Callable

from decision_aid.core.answers import Answer
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, StoreUnavailable
from decision_aid.core.journey import Step
from decision_aid.services import Visit
from decision_aid.web import current, security

_TRIES = 8


class PageChanged(Exception):
    """The same page was saved with other answers since it was shown; `saved` holds them."""

    def __init__(self, saved: Visit) -> None:
        super().__init__("this page was saved in another window")
        self.saved = saved


def page(visit: Visit, step: Step, answers: dict[str, Answer], revision: int) -> Visit:
    """Keep the answers of one page and return the visit as saved.

    The same answers twice are kept once. Raises PageChanged if the page was saved with others since `revision`,
    StoreUnavailable if nothing could be kept.
    """

    def change(visit: Visit) -> Draft | None:
        given = visit.draft.answers.about(step.offer)
        seen = visit.draft.pages.get(step.key, 0)
        if seen and all(given.get(name, Answer()) == answer for name, answer in answers.items()):
            return None
        if seen and seen != revision:
            raise PageChanged(visit)
        put = {name: each for name, each in current.asked_now().items() if name in answers}
        return visit.draft.with_page(step.key, step.offer, answers).with_asked(put)

    return changed(visit, change)


def changed(visit: Visit, change: Callable[[Visit], Draft | None]) -> Visit:
    """Save what `change` makes of the draft, on top of what others saved meanwhile; None means nothing to save."""
    for _ in range(_TRIES):
        draft = change(visit)
        if draft is None:
            return visit
        try:
            return current.services().drafts.save(visit, draft)
        except DraftChanged:
            visit = _again()
    raise StoreUnavailable("This page is being saved in many windows at once. Press Continue again.")


def _again() -> Visit:
    visit = current.services().drafts.open(security.token())
    if visit is None:
        raise StoreUnavailable("This visit has just ended in another window.")
    return visit
