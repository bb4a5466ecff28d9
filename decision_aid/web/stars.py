"""Up to three questions for the neurologist, chosen from a list in pages that a tired hand can go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import summarise
from decision_aid.core.answers import MOST_STARS
from decision_aid.core.draft import Draft
from decision_aid.core.summary import ToAsk, TopicToAsk
from decision_aid.services import Visit
from decision_aid.web import current, haste, late, saving, security, sent
from decision_aid.web.addresses import looked_over
from decision_aid.web.pages import form_token, render

pages = Blueprint("stars", __name__)

_AT_A_STAR: Final = ("too_many", "unknown", "changed")  # problems that are mended at a star
_OF_NOW: Final = ("", "back", "changed", "foreign")  # these pages are of the choice that is kept now
_LEAVES: Final = ("answers", "settings")  # said by the buttons that lead away from the list, but not on
_ON_A_PAGE: Final = 40  # all of the short way with one offer; 12 KB


class StarsChanged(Exception):
    """Another window has chosen otherwise since this page was shown; `saved` has its choice."""

    def __init__(self, saved: Visit) -> None:
        super().__init__("other stars were chosen in another window")
        self.saved = saved


@pages.get("/stars")
def stars_page() -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    return _stars(current.answers().stars)


@pages.post("/stars")
def choose_stars() -> ResponseReturnValue:
    visit = current.visit()
    chosen = tuple(dict.fromkeys(request.form.getlist("star")))
    if visit is None or not current.is_page_of(visit):
        return late.stars_after_the_end(chosen)
    if not security.is_ours():
        return _not_ours(chosen)
    if refused := _refused(chosen):
        return refused
    if haste.too_soon() and set(chosen) == set(current.answers().stars):
        return redirect(_list(_page()), 303)
    return _keep(visit, chosen)


def _refused(chosen: tuple[str, ...]) -> ResponseReturnValue | None:
    """Return what follows where this choice cannot be kept."""
    if len(chosen) > MOST_STARS:
        return redirect(_after(), 303) if _was_told(chosen) else _stars(chosen, status=422, notice="too_many")
    known = {question.key for topic in _starrable() for question in topic.questions}
    if set(chosen) - known:
        return _stars(tuple(key for key in chosen if key in known), status=422, notice="unknown")
    return None


def page_again(chosen: tuple[str, ...], *, anew: bool) -> ResponseReturnValue:
    """Show the list with what was ticked on it when a visit ended; after a draft that was begun `anew`, its code."""
    return _stars(chosen, notice="back", to_keep=anew)


def _was_told(chosen: tuple[str, ...]) -> bool:
    """Tell whether somebody leaves the page who has read that these are too many: the choice stays as it was."""
    return _leaves() and request.form.get("told", "").split() == list(chosen) and not haste.too_soon()


def _leaves() -> bool:
    return request.form.get("more", "") in _LEAVES


def _not_ours(chosen: tuple[str, ...]) -> ResponseReturnValue:
    if security.came_from_us():
        return _stars(chosen, status=403, notice="stale")
    return _stars(current.answers().stars, status=403, notice="foreign")


def _keep(visit: Visit, chosen: tuple[str, ...]) -> ResponseReturnValue:
    try:
        current.keep(saving.changed(visit, _starred(chosen)))
    except StarsChanged as changed:
        current.keep(changed.saved)
        return _stars(tuple(dict.fromkeys((*chosen, *current.answers().stars))), status=409, notice="changed")
    return redirect(_after(), 303)


def _after() -> str:
    match request.form.get("more", ""):
        case "":
            return url_for("keeping.keep_page" if sent.then() == sent.KEEP else "review.summary")
        case "answers":
            return looked_over()
        case "settings":
            return url_for("start.settings_page")
        case page:
            return _list(page)


def _list(page: int | str) -> str:
    """Return the address of a page of the list; a code that was not shown yet still follows it."""
    return url_for("stars.stars_page", page=page, then=sent.then() or None)


def _starred(stars: tuple[str, ...]) -> Callable[[Visit], Draft | None]:
    before = frozenset(request.form.get("before", "").split())

    def change(visit: Visit) -> Draft | None:
        kept = visit.draft.answers.stars
        if set(kept) == set(stars):
            return None
        if before != set(kept):
            raise StarsChanged(visit)
        return replace(visit.draft, answers=replace(visit.draft.answers, stars=stars))

    return change


def _starrable() -> tuple[TopicToAsk, ...]:
    return summarise.starrable(current.questionnaire(), current.answers(), current.words())


def _stars(
    chosen: tuple[str, ...], *, status: int = 200, notice: str = "", to_keep: bool = False
) -> ResponseReturnValue:
    """Return the page of the list with these questions ticked; those of other pages stand first on it."""
    asked = [(topic.title, question) for topic in _starrable() for question in topic.questions]
    last = max(1, -(-len(asked) // _ON_A_PAGE))
    page = min(_page(), last)
    here = asked[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    shown = {question.key for _, question in here}
    elsewhere = tuple(question for _, question in asked if question.key in {*chosen} - shown)
    return render(
        "stars.html",
        status=status,
        elsewhere=elsewhere,
        topics=tuple(_topics(here)),
        chosen=chosen,
        before=" ".join(current.answers().stars) if notice in _OF_NOW else request.form.get("before", ""),
        most=MOST_STARS,
        notice=notice,
        mend=_to_mend((*elsewhere, *(question for _, question in here)), chosen) if notice in _AT_A_STAR else "",
        told=" ".join(chosen) if notice == "too_many" and _leaves() else "",
        token=form_token(),
        visit=current.visit_name(),
        shown=haste.now(),
        page=page,
        last=last,
        to_keep=to_keep or sent.then() == sent.KEEP,
    )


def _to_mend(shown: tuple[ToAsk, ...], chosen: tuple[str, ...]) -> str:
    """Return the key of the star that a problem leads to: the first one chosen, or the first there is."""
    keys = [question.key for question in shown]
    return next((key for key in keys if key in chosen), next(iter(keys), ""))


def _topics(asked: list[tuple[str, ToAsk]]) -> Iterator[TopicToAsk]:
    for title, run in groupby(asked, key=lambda pair: pair[0]):
        yield TopicToAsk(title, tuple(question for _, question in run))


def _page() -> int:
    """Return the number of the page of the list, 1 for one that makes no sense."""
    given = request.values.get("page", "")
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) < len("1000") else 1
