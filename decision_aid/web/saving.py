"""Keeps what a page gave, beside what other windows save at the same time."""

from __future__ import annotations

from collections.abc import Callable

from decision_aid.core.answers import Answer
from decision_aid.core.draft import MOST_CHARACTERS, Draft
from decision_aid.core.errors import DraftChanged, StoreUnavailable
from decision_aid.core.journey import Step
from decision_aid.services import Visit
from decision_aid.web import current, security

_TRIES = 8


class PageChanged(Exception):
    """The same page was saved with other answers since it was shown, or is another offer's now; `saved` holds them."""

    def __init__(self, saved: Visit) -> None:
        super().__init__("this page was saved in another window")
        self.saved = saved


class TooMuch(Exception):
    """The draft would hold more text than it may, with what other windows saved meanwhile; `saved` has that."""

    def __init__(self, saved: Visit) -> None:
        super().__init__("the draft would hold too much text")
        self.saved = saved


def is_too_much(draft: Draft, before: Draft) -> bool:
    """Tell whether a change makes a draft hold more text than it may; one that takes text away never does."""
    return draft.characters > max(MOST_CHARACTERS, before.characters)


def page(visit: Visit, step: Step, answers: dict[str, Answer], revision: str) -> Visit:
    """Keep the answers of one page and return the visit as saved.

    The same answers twice are kept once; what stands as it was shown stays as it was kept, also where this server's
    questionnaire shows less of it than another's. Raises PageChanged if the page was saved with others since `revision`
    or an offer was taken away, TooMuch if there is too much text, StoreUnavailable if nothing could be kept.
    """

    def change(visit: Visit) -> Draft | None:
        shown = current.fitted(visit.draft).answers.about(step.offer)
        seen = visit.draft.pages.get(step.key, 0)
        if seen and all(shown.get(name, Answer()) == answer for name, answer in answers.items()):
            return None
        if (seen or step.offer) and visit.draft.revision(step.key, step.offer) != revision:
            raise PageChanged(visit)
        put = {name: each for name, each in current.asked_now().items() if name in answers}
        kept = visit.draft.answers.about(step.offer)
        given = {
            name: kept.get(name, Answer()) if shown.get(name, Answer()) == answer else answer
            for name, answer in answers.items()
        }
        draft = visit.draft.with_page(step.key, step.offer, given)
        if is_too_much(draft, visit.draft):
            raise TooMuch(visit)
        return draft.with_asked(put)

    return changed(visit, change)


def changed(visit: Visit, change: Callable[[Visit], Draft | None]) -> Visit:
    """Save what `change` makes of the draft, on top of what others saved meanwhile; None means nothing to save."""
    for _ in range(_TRIES):
        draft = change(visit)
        if draft is None:
            return visit
        try:
            return current.services().drafts.save(visit, current.named(draft))
        except DraftChanged:
            visit = _again()
    raise StoreUnavailable("This page is being saved in many windows at once. Press Continue again.")


def _again() -> Visit:
    visit = current.services().drafts.open(security.token())
    if visit is None:
        raise StoreUnavailable("This visit has just ended in another window.")
    return visit
