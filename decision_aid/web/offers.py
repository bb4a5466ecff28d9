"""One more offer, or one less."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import journey
from decision_aid.core.answers import MOST_OFFERS
from decision_aid.core.draft import Draft
from decision_aid.core.summarise import offer_title
from decision_aid.services import Visit
from decision_aid.web import current, haste, saving, security
from decision_aid.web.addresses import address
from decision_aid.web.pages import form_token, render

pages = Blueprint("offers", __name__)


@pages.post("/offer/add")
def add() -> ResponseReturnValue:
    visit = current.visit()
    if visit is None:
        return redirect(current.entrance(), 303)
    if _count() == MOST_OFFERS:
        return _choose("full")
    if not security.is_ours():
        return _choose("stale")
    current.keep(saving.changed(visit, _with_one_more))
    added = _count()
    return redirect(address(next((step for step in current.steps() if step.offer == added), None)), 303)


@pages.post("/offer/<int:offer>/remove")
def remove(offer: int) -> ResponseReturnValue:
    visit = current.visit()
    if visit is None:
        return redirect(current.entrance(), 303)
    if not 1 <= offer <= _count():
        abort(404)
    if not security.is_ours():
        return _ask_again(offer, stale=True)
    if not haste.is_sure():
        return _ask_again(offer)
    return _remove(visit, offer)


def _remove(visit: Visit, offer: int) -> ResponseReturnValue:
    def change(visit: Visit) -> Draft | None:
        # another has its number now, or a finger pressed twice
        if request.form.get("offers") != _offers(current.fitted(visit.draft)):
            return None
        answers = journey.without_offer(current.questionnaire(), visit.draft.answers, offer)
        return visit.draft.without_offer(offer, answers)

    current.keep(saving.changed(visit, change))
    return redirect(url_for("review.check"), 303)


def _with_one_more(visit: Visit) -> Draft | None:
    count = journey.offer_count(current.questionnaire(), current.fitted(visit.draft).answers)
    if request.form.get("count") != str(count):  # a finger may press twice
        return None
    answers = journey.with_offer_count(current.questionnaire(), visit.draft.answers, min(count + 1, MOST_OFFERS))
    return replace(visit.draft, answers=answers)


def _count() -> int:
    return journey.offer_count(current.questionnaire(), current.answers())


def _offers(draft: Draft) -> str:
    """Return what tells these offers from those of before and after: their number, and how many were removed."""
    return f"{journey.offer_count(current.questionnaire(), draft.answers)}.{draft.removed}"


def _ask_again(offer: int, *, stale: bool = False) -> ResponseReturnValue:
    name = offer_title(current.questionnaire(), current.answers(), current.words(), offer)
    return render(
        "remove.html",
        status=403 if stale else 200,
        stale=stale,
        token=form_token(),
        shown=haste.now(),
        offer=offer,
        name=name,
        offers=_offers(current.draft()),
    )


def _choose(notice: str) -> ResponseReturnValue:
    return render(
        "more.html", status=403 if notice == "stale" else 422, token=form_token(), notice=notice, count=_count()
    )
