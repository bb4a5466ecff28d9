"""A kept file: what it would bring is shown before anything is replaced, and taken over if somebody says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import changes, findings, journey
from decision_aid.core.answers import Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import KeptFileRefused
from decision_aid.core.journey import Walk
from decision_aid.core.phrases import answer_words, note_of
from decision_aid.services import Kept
from decision_aid.web import current, haste, security
from decision_aid.web.addresses import onward
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import form_token, render
from decision_aid.web.returning import own, page_again, typed_before, ways_back

Brought = tuple[Draft, dict[str, Any] | None]  # what a page of ours holds: a file's answers, and what was typed before


def look_into(file: bytes) -> ResponseReturnValue:
    """Show what a kept file would bring, before anything is replaced."""
    services = current.services()
    if not file:
        return ways_back(
            status=422, problem=current.said("Choose your file first, then press the button."), field="file"
        )
    services.drafts.count_attempt(request.remote_addr or "")
    try:
        kept = services.exchange.read(file, current.today())
    except KeptFileRefused as refused:
        return ways_back(status=422, problem=current.words().ui(refused.sentence, **refused.values), field="file")
    return _offer(kept)


def _offer(kept: Kept) -> ResponseReturnValue:
    """Show what a file brings; the page alone holds it, sealed, until somebody takes it over."""
    asked, token, typed = current.questionnaire(), form_token(), own()
    walk = journey.walk(asked, kept.draft.answers)
    same = current.visit() is not None and _asked(current.walk()) == _asked(walk)
    news = changes.changes(current.asked_now(), kept.draft.asked)
    return render(
        "taken.html",
        token=token,
        taken=current.services().sealer.enclose({"draft": kept.draft.as_data(), "own": typed}, token),
        sealed=request.form.get("sealed", ""),
        own=request.form.get("own", "") if typed else "",
        shown=haste.now(),
        kept=kept,
        answered=_answered(walk),
        new=tuple(asked.questions[name].brief for name in news.new),
        changed=tuple(asked.questions[name].brief for name in news.changed),
        going=current.visit() is not None,
        same=same,
        here=same and typed_before(current.visit()) is not None,
        on=onward(),
    )


def _asked(walk: Walk) -> Answers:
    """Return what a file holds: what is kept beside it, as of an offer taken back, makes no other answers of them."""
    return replace(walk.answers, stars=findings.starred(current.questionnaire(), walk.answers))


def _answered(walk: Walk) -> tuple[tuple[int | None, str, str, str], ...]:
    """Return every answer on the path: offer, question, answer in words, note."""
    asked, words = current.questionnaire(), current.words()
    return tuple(
        (step.offer, words(question.brief), answer_words(asked, question, given, words), note_of(question, given))
        for step in walk.steps
        for question in asked.page[step.page][1].questions
        if (given := walk.answers.about(step.offer).get(question.id))
    )


def already_taken() -> ResponseReturnValue | None:
    """Return what follows where the press before has taken this file over: a finger may press twice."""
    brought, visit = _brought(), current.visit()
    if not brought or not visit or visit.draft != brought[0]:
        return None
    # that it is a no counts where nothing was taken over: the page is then of the session that is open
    is_no = request.form.get("no") and security.secret_of_form() == security.token()
    return None if is_no else _taken(brought)


def take_over() -> ResponseReturnValue:
    """Begin a draft with what the page has brought, or leave it."""
    drafts, brought = current.services().drafts, _brought()
    if haste.too_soon():
        return _unread()
    if request.form.get("no"):
        return ways_back() if request.form.get("sealed") else redirect(_away(), 303)
    if brought is None:
        return _too_late()
    # what this browser alone holds makes the new token one that nobody works out from the page and the server's key
    token = drafts.start(brought[0], once=f"{security.secret_of_form()} {request.form['taken']}")
    if token != security.token():  # else it is what was taken over before, and has been added to
        if current.visit():
            drafts.leave(security.token())
        security.renew(token)
        record(Event.DRAFT_RESUMED, current.enter(token))
    return _taken(brought)


def _brought() -> Brought | None:
    """Return what the page holds, if it is a page of ours with a file's answers."""
    given = request.form.get("taken", "") if security.came_from_us() else ""
    found = current.services().sealer.enclosed(given, request.form.get(security.FORM_FIELD, "")) or {}
    try:
        return Draft.from_data(found["draft"]), found["own"]
    except (KeyError, ValueError):  # ValueError: a newer program on another server has sealed it
        return None


def _taken(brought: Brought) -> ResponseReturnValue:
    typed = brought[1]
    return page_again(typed, anew=True) if typed else redirect(url_for("keeping.keep_page"), 303)


def _away() -> str:
    return onward() if current.visit() else url_for("keeping.resume_page")


def _unread() -> ResponseReturnValue:
    said = current.said("That press came at once after the page before: nothing was taken over. Open your file again.")
    return ways_back(status=422, problem=said, field="file")


def _too_late() -> ResponseReturnValue:
    return ways_back(status=422, problem=current.said("That took too long. Open your file again."), field="file")
