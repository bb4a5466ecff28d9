"""Question pages: show one, take its answers, go on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import journey
from decision_aid.core.answers import MOST_OFFERS, Answer
from decision_aid.core.draft import MOST_CHARACTERS
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.journey import Step
from decision_aid.core.parsing import Raw
from decision_aid.core.schema import Question
from decision_aid.core.summarise import offer_title
from decision_aid.services import Visit
from decision_aid.web import current, forms, haste, saving, security
from decision_aid.web.audit import Event, record
from decision_aid.web.forms import Problem
from decision_aid.web.pages import form_token, render, render_filled

pages = Blueprint("questions", __name__)

PAUSE = "pause"  # the name of the button that keeps what was given and leads to settings and help
_MOST_STOPS = 7  # of the ten that a page may have: Continue, pause and Back are the others
_OURS = frozenset({security.FORM_FIELD, "revision", "then", "visit", PAUSE, haste.SHOWN_AT})


@pages.get("/q/<page>")
def person_page(page: str) -> ResponseReturnValue:
    return _show(_step(page, None))


@pages.post("/q/<page>")
def answer_person_page(page: str) -> ResponseReturnValue:
    return _take(_step(page, None))


@pages.get("/offer/<int:offer>/q/<page>")
def offer_page(offer: int, page: str) -> ResponseReturnValue:
    return _show(_step(page, offer))


@pages.post("/offer/<int:offer>/q/<page>")
def answer_offer_page(offer: int, page: str) -> ResponseReturnValue:
    return _take(_step(page, offer))


def address(step: Step | None) -> str:
    """Return the address of a page of the path; of check answers where there is none."""
    if step is None:
        return "/answers"
    return f"/q/{step.page}" if step.offer is None else f"/offer/{step.offer}/q/{step.page}"


def go_on() -> ResponseReturnValue:
    """Send the person to the first thing still to answer."""
    return redirect(address(journey.first_unseen(current.steps(), current.draft().pages)), 303)


def _step(page: str, offer: int | None) -> Step:
    known = current.questionnaire().page.get(page)
    if known is None or (known[0].about == "offer") != (offer is not None):
        abort(404)
    if offer is not None and not 1 <= offer <= MOST_OFFERS:
        abort(404)
    return Step(page, offer)


def _show(step: Step) -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    if step not in current.steps():
        return go_on()
    questions = journey.questions(current.questionnaire(), step)
    raws = forms.kept(questions, current.answers().about(step.offer))
    return page_of(step, raws, revision=_revision(step))


def _take(step: Step) -> ResponseReturnValue:
    questions = journey.questions(current.questionnaire(), step)
    raws = forms.given(questions, request.form)
    visit = current.visit()
    if visit is None or not current.is_page_of(visit):
        return _after_the_end(step, raws)
    if _paused_beside_buttons():
        raws = forms.as_chosen_before(questions, raws, current.answers().about(step.offer))
    if refused := _refused(step, questions, raws):
        return refused
    answers, problems = forms.read(questions, raws, current.today())
    problems = problems or _too_much(step, visit, answers)
    if problems and {problem.name for problem in problems} <= set(request.form.get(PAUSE, "").split()):
        for problem in problems:
            answers.pop(problem.question.id, None)
    elif problems:
        return page_of(step, raws, revision=_given_revision(), status=422, problems=problems)
    if any(answers.values()) or (step in current.steps() and not _paused_unanswered(step)):
        return _keep(step, visit, answers, raws)
    return redirect(url_for("start.settings_page"), 303) if PAUSE in request.form else go_on()


def _paused_unanswered(step: Step) -> bool:
    """Tell whether somebody pauses on a page as they found it: it is still to be answered then."""
    return PAUSE in request.form and not _revision(step)


def _refused(step: Step, questions: tuple[Question, ...], raws: Mapping[str, Raw]) -> ResponseReturnValue | None:
    """Return the page once more where its form is not one to take answers from."""
    if not security.is_ours():
        # a revision told in another visit says nothing about this one
        return page_of(step, raws, revision=0, status=403, notice="stale")
    if {name for name in request.form if not _is_ours(name)} - forms.field_names(questions):
        return page_of(step, raws, revision=_given_revision(), status=400, notice="unknown")
    if haste.too_soon():
        typed = forms.as_chosen_before(questions, raws, current.answers().about(step.offer))
        return page_of(step, typed, revision=_given_revision(), status=422, notice="soon")
    return None


def _paused_beside_buttons() -> bool:
    """Tell whether somebody paused on a page whose choices are buttons: none was pressed, and the kept one stays."""
    return PAUSE in request.form and haste.SHOWN_AT in request.form


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith(security.OF_SESSION)


def _too_much(step: Step, visit: Visit, answers: dict[str, Answer]) -> tuple[Problem, ...]:
    """Return a problem at the page's longest text if the draft would hold more than it may."""
    count = visit.draft.with_page(step.key, step.offer, answers).characters
    if count <= MOST_CHARACTERS:
        return ()
    longest = max(journey.questions(current.questionnaire(), step), key=lambda asked: len(answers[asked.id].note))
    refused = AnswerRefused(
        "All your texts together may have {most} characters. They have {count} now. Shorten this one.",
        "note",
        most=f"{MOST_CHARACTERS:,}",
        count=f"{count:,}",
    )
    return (Problem(longest, refused, forms.control(longest, "note")),)


def _keep(step: Step, visit: Visit, answers: dict[str, Answer], raws: Mapping[str, Raw]) -> ResponseReturnValue:
    try:
        saved = saving.page(visit, step, answers, _given_revision())
    except saving.PageChanged as changed:
        return _conflict(step, changed.saved, raws)
    current.keep(saved)
    record(Event.PAGE_SAVED, saved)
    return redirect(_after(step), 303)


def _after(step: Step) -> str:
    if PAUSE in request.form:
        return url_for("start.settings_page")
    if request.form.get("then") == "answers":
        return url_for("review.check")
    return address(journey.next_step(current.steps(), step, current.draft().pages))


def _conflict(step: Step, saved: Visit, raws: Mapping[str, Raw]) -> ResponseReturnValue:
    current.keep(saved)
    record(Event.CONFLICT, saved)
    questions = journey.questions(current.questionnaire(), step)
    theirs = forms.kept(questions, saved.draft.answers.about(step.offer))
    return render(
        "conflict.html",
        status=409,
        step=step,
        action=address(step),
        on=_after(step),
        questions=questions,
        raws=raws,
        theirs=theirs,
        revision=_revision(step),
        visit=current.visit_name(),
        token=form_token(),
        then=request.form.get("then", ""),
    )


def _revision(step: Step) -> int:
    return current.draft().pages.get(step.key, 0)


def _given_revision() -> int:
    given = request.form.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < len("1000000") else 0


def page_of(
    step: Step,
    raws: Mapping[str, Raw],
    *,
    revision: int,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    notice: str = "",
) -> ResponseReturnValue:
    """Return a question page with these values in its controls; off the path, a page to read them from."""
    if step not in current.steps():
        return _without_a_page(step, raws, ended=False, status=status)
    part, page = current.questionnaire().page[step.page]
    then = "answers" if request.values.get("then", "") == "answers" else ""
    one_press = _goes_on_at_once(page.questions)
    shown = forms.shown(raws)
    if one_press:
        shown |= forms.shown_as_buttons(page.questions[0], raws[page.questions[0].id])
    return render_filled(
        "question.html",
        {**shown, **_place(step, then), "revision": revision, haste.SHOWN_AT: haste.now()},
        key=None if problems or notice else (page.id, then, one_press),
        status=status,
        part=part,
        page=page,
        one_press=one_press,
        problems={problem.question.id: problem for problem in problems},
        notice=notice,
        then=then,
        back=forms.tab_stops(page, buttons=one_press) + len(problems) <= _MOST_STOPS,
    )


def _goes_on_at_once(questions: tuple[Question, ...]) -> bool:
    return current.look().one_press and forms.goes_on_at_once(questions)


def _place(step: Step, then: str) -> dict[str, object]:
    """Return what a page says of where it stands on this person's path."""
    progress = journey.progress(current.questionnaire(), current.steps(), step)
    return {
        "action": address(step),
        "back": _back(journey.previous_step(current.steps(), step), then),
        "offer": _offer_name(step),
        "number": progress.number,
        "count": progress.count,
        "token": form_token(),
        "visit": current.visit_name(),
    }


def _after_the_end(step: Step, raws: Mapping[str, Raw]) -> ResponseReturnValue:
    """Return the ways back, with what was typed sealed for the one draft that it belongs to.

    Where nothing can bring it back it is shown, but only to the browser of that visit: after "Finish and clear" the
    next person at a shared tablet may go back in its history and have the page sent once more.
    """
    form = [pair for pair in request.form.items(multi=True) if not _is_ours(pair[0])]
    typed = {"step": step, "form": form, "revision": _given_revision(), "paused": _paused_beside_buttons()}
    services, name = current.services(), request.form.get("visit", "")
    sealed = services.sealer.seal(name, json.dumps(typed).encode()) if services.drafts.gives_codes else ""
    if not sealed:
        return _without_a_page(step, raws if security.is_ours() else {}, ended=True)
    security.allow_script()
    return render(
        "resume.html",
        status=403,
        ended=True,
        notice="",
        problem="",
        field="code",
        token=form_token(),
        typed_code="",
        sealed=sealed,
        codes=True,
        on=address(journey.first_unseen(current.steps(), current.draft().pages)) if current.visit() else "",
    )


def _without_a_page(step: Step, raws: Mapping[str, Raw], *, ended: bool, status: int = 403) -> ResponseReturnValue:
    """Show what was given where there is no page any more to give it on."""
    return render(
        "ended.html",
        status=status,
        ended=ended,
        questions=journey.questions(current.questionnaire(), step),
        raws=raws,
        nothing=Raw(),
        on=address(journey.first_unseen(current.steps(), current.draft().pages)),
        token=form_token(),
    )


def _back(step: Step | None, then: str) -> str:
    if then == "answers":
        return url_for("review.check")
    return address(step) if step else url_for("start.start_page")


def _offer_name(step: Step) -> str:
    if step.offer is None:
        return ""
    return offer_title(current.questionnaire(), current.answers(), current.words(), step.offer)
