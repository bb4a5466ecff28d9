"""Looking over what was given: check answers, summary."""

from __future__ import annotations

from collections.abc import Callable, Container
from hashlib import sha256

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from decision_aid.core import journey, summarise
from decision_aid.core.answers import MOST_OFFERS
from decision_aid.core.journey import Step
from decision_aid.core.summary import Summary
from decision_aid.services import Edition, Paper, Printout
from decision_aid.web import current, listed, security
from decision_aid.web.addresses import address, parted
from decision_aid.web.pages import form_token, overdue, render, render_filled
from decision_aid.web.rows import run_of_rows

pages = Blueprint("review", __name__)


@pages.get("/answers")
def check() -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    asked, names, apart = current.questionnaire(), dict(_offers()), parted()
    named = tuple(number for number in names if summarise.offer_name(asked, current.answers(), number))
    news, gone, about = current.news(), current.gone(), _about(names)
    unseen = journey.first_unseen(current.steps(), current.draft().pages)
    full = journey.wants_all(asked, current.answers())
    run = run_of_rows(current.walk())
    sections = {(part, offer): rows for part, offer, rows in run if not apart or offer == about}
    page = render_filled(
        "answers.html",
        {
            **{f"rows-{part}-{offer}": rows for (part, offer), rows in sections.items()},
            **{f"offer-{number}": name for number, name in names.items()},
            "unseen": address(unseen),
            "token": form_token(),
        },
        key=None if news or gone else (*sections, len(names), named, full, unseen is None, about, apart),
        news=news,
        gone=gone,
        news_at=tuple((name, _first_address(name)) for name in (*news.new, *news.changed)),
        parts=tuple(sections),
        about=about,
        apart=apart,
        offers=len(names),
        named=named,
        next_offer=about + 1 if about and about < len(names) else 0,
        room_for_more=len(names) < MOST_OFFERS,
        full=full,
        done=unseen is None,
        length=address(Step(asked.page_of[asked.roles.length.question])),
    )
    _print_ahead(printout())
    return page


def _about(offers: Container[int]) -> int | None:
    """Return the offer whose answers are looked over apart, none for those about the person."""
    given = request.args.get("offer", "")
    number = int(given) if given in {"1", "2", "3"} else 0
    return number if parted() and number in offers else None


def _first_address(question: str) -> str:
    """Return the first address on the path that asks a question; its page comes back to check answers."""
    page = current.questionnaire().page_of[question]
    step = next(step for step in current.steps() if step.page == page)
    return f"{address(step)}?then=answers#{question}"


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
    revision = visit.revision if visit else 0
    return Edition(session(), revision, words, current.today(), paper, listed.state(current.walk().answers))


def session() -> str:
    """Return the name of this browser's session for those who must not know its token."""
    return sha256(security.token().encode()).hexdigest()


def _summing_up() -> Callable[[], Summary]:
    """Return what makes the summary of this visit's answers, in any thread."""
    services = current.services()
    given = (services.questionnaire, current.answers(), current.words(), current.today(), services.questionnaire_hash)
    asked = current.walk().answers
    return lambda: summarise.summarise(*given, listed.look_up(services, asked))


def _print_ahead(make: Callable[[], Printout]) -> None:
    """Begin to print what this visit will want next, on the paper of the setting."""
    current.services().press.ahead(edition(Paper(current.settings().paper)), make)


def _offers() -> tuple[tuple[int, str], ...]:
    asked, answers = current.questionnaire(), current.answers()
    count = journey.offer_count(asked, answers)
    return tuple(
        (number, summarise.offer_title(asked, answers, current.words(), number)) for number in range(1, count + 1)
    )
