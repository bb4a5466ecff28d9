"""Looking over what was given: check answers, stars, summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import journey, summarise
from decision_aid.core.answers import MOST_OFFERS, MOST_STARS
from decision_aid.core.draft import Draft
from decision_aid.core.journey import Step
from decision_aid.core.summary import Summary, TopicToAsk
from decision_aid.services import Edition, Paper, Printout, Visit
from decision_aid.web import current, saving, security
from decision_aid.web.pages import form_token, overdue, render, render_filled
from decision_aid.web.questions import address
from decision_aid.web.rows import run_of_rows

pages = Blueprint("review", __name__)


@pages.get("/answers")
def check() -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    asked, answers = current.questionnaire(), current.answers()
    unseen = journey.first_unseen(current.steps(), current.draft().pages)
    sections = {(part, offer): rows for part, offer, rows in run_of_rows(current.walk())}
    offers, full = _offers(), journey.wants_all(asked, answers)
    news = current.news()
    page = render_filled(
        "answers.html",
        {
            **{f"rows-{part}-{offer}": rows for (part, offer), rows in sections.items()},
            **{f"offer-{number}": name for number, name in offers},
            "unseen": address(unseen),
            "token": form_token(),
        },
        key=None if news else (*sections, len(offers), full, unseen is None),
        news=news,
        news_at=tuple((name, _first_address(name)) for name in (*news.new, *news.changed)),
        parts=tuple(sections),
        offers=len(offers),
        room_for_more=len(offers) < MOST_OFFERS,
        full=full,
        done=unseen is None,
        length=address(Step(asked.page_of[asked.roles.length.question])),
    )
    _print_ahead(printout())
    return page


@pages.get("/stars")
def stars_page() -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    return _stars(current.answers().stars)


@pages.post("/stars")
def choose_stars() -> ResponseReturnValue:
    visit = current.visit()
    chosen = tuple(dict.fromkeys(request.form.getlist("star")))
    if visit is None:
        return redirect(current.entrance(), 303)
    if not security.is_ours():
        return _stars(chosen, status=403, notice="stale")
    if len(chosen) > MOST_STARS:
        return _stars(chosen, status=422, notice="too_many")
    known = {question.key for topic in _starrable() for question in topic.questions}
    if set(chosen) - known:
        return _stars(tuple(key for key in chosen if key in known), status=422, notice="unknown")
    current.keep(saving.changed(visit, _starred(chosen)))
    return redirect(url_for("review.summary"), 303)


def _first_address(question: str) -> str:
    """Return the first address on the path that asks a question; its page comes back to check answers."""
    page = current.questionnaire().page_of[question]
    step = next(step for step in current.steps() if step.page == page)
    return f"{address(step)}?then=answers#{question}"


class _Change(Protocol):
    def __call__(self, visit: Visit, /) -> Draft: ...


def _starred(stars: tuple[str, ...]) -> _Change:
    def change(visit: Visit, /) -> Draft:
        return replace(visit.draft, answers=replace(visit.draft.answers, stars=stars))

    return change


def _starrable() -> tuple[TopicToAsk, ...]:
    return summarise.starrable(current.questionnaire(), current.answers(), current.words())


def _stars(chosen: tuple[str, ...], *, status: int = 200, notice: str = "") -> ResponseReturnValue:
    return render(
        "stars.html",
        status=status,
        topics=_starrable(),
        chosen=chosen,
        most=MOST_STARS,
        notice=notice,
        token=form_token(),
    )


@pages.get("/summary")
def summary() -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    found = _summing_up()()
    page = render("summary.html", summary=found, overdue=overdue(), token=form_token(), visit=current.visit_name())
    _print_ahead(printout(found))
    return page


def printout(found: Summary | None = None) -> Callable[[], Printout]:
    """Return what makes this visit's printout, in any thread, from this summary if there is one already."""
    exchange, draft, day, sum_up = current.services().exchange, current.draft(), current.today(), _summing_up()
    return lambda: Printout(found or sum_up(), exchange.response(draft, day))


def edition(paper: Paper) -> Edition:
    """Return the name of this visit's printout as it would be now."""
    visit = current.visit()
    words = f"{current.language().code}.{current.words().voice.value}"
    return Edition(session(), visit.revision if visit else 0, words, current.today(), paper)


def session() -> str:
    """Return the name of this browser's session for those who must not know its token."""
    return sha256(security.token().encode()).hexdigest()


def _summing_up() -> Callable[[], Summary]:
    """Return what makes the summary of this visit's answers, in any thread."""
    services = current.services()
    given = (services.questionnaire, current.answers(), current.words(), current.today(), services.questionnaire_hash)
    return lambda: summarise.summarise(*given)


def _print_ahead(make: Callable[[], Printout]) -> None:
    """Begin to print what this visit will want next, on the paper of the setting."""
    current.services().press.ahead(edition(Paper(current.settings().paper)), make)


def _offers() -> tuple[tuple[int, str], ...]:
    asked, answers = current.questionnaire(), current.answers()
    count = journey.offer_count(asked, answers)
    return tuple(
        (number, summarise.offer_title(asked, answers, current.words(), number)) for number in range(1, count + 1)
    )
