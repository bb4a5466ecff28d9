"""Question pages: show one, take its answers, go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import journey
from decision_aid.core.answers import MOST_OFFERS, Answer
from decision_aid.core.journey import Step
from decision_aid.core.parsing import Raw
from decision_aid.core.schema import Page, Question
from decision_aid.core.summarise import offer_title
from decision_aid.counted import Refusal
from decision_aid.services import Visit
from decision_aid.web import current, forms, haste, late, listed, mistakes, saving, security, sent
from decision_aid.web.addresses import address, before, looked_over, onward
from decision_aid.web.audit import Event, record, refuse_as
from decision_aid.web.forms import Problem
from decision_aid.web.pages import form_token, render, render_filled

pages = Blueprint("questions", __name__)

# of the notices that refuse
_STATUS: Final = {"stale": 403, "elsewhere": 403, "foreign": 403, "unknown": 400, "soon": 422}
_MOST_STOPS = 7  # of the ten that a page may have: Continue, pause and Back are the others


@pages.get("/q/<page>")
def person_page(page: str) -> ResponseReturnValue:
    return _show(_asked(Step(page, None)))


@pages.post("/q/<page>")
def answer_person_page(page: str) -> ResponseReturnValue:
    return _take(Step(page, None))


@pages.get("/offer/<int:offer>/q/<page>")
def offer_page(offer: int, page: str) -> ResponseReturnValue:
    return _show(_asked(Step(page, offer)))


@pages.post("/offer/<int:offer>/q/<page>")
def answer_offer_page(offer: int, page: str) -> ResponseReturnValue:
    return _take(Step(page, offer))


def go_on() -> ResponseReturnValue:
    """Send the person to the first thing still to answer."""
    return redirect(onward(), 303)


def _asked(step: Step) -> Step:
    return step if _is_asked(step) else abort(404)


def _is_asked(step: Step) -> bool:
    known = current.questionnaire().page.get(step.page)
    if known is None or (known[0].about == "offer") != (step.offer is not None):
        return False
    return step.offer is None or 1 <= step.offer <= MOST_OFFERS


def _show(step: Step) -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    if step not in current.steps():
        return go_on()
    questions = journey.questions(current.questionnaire(), step)
    raws = forms.kept(questions, current.answers().about(step.offer))
    return page_of(step, raws, revision=_revision(step))


def _take(step: Step) -> ResponseReturnValue:
    if not _is_asked(step):
        return late.asked_no_more(step)
    questions = journey.questions(current.questionnaire(), step)
    raws = forms.given(questions, request.form)
    visit = current.visit()
    if visit is None or not current.is_page_of(visit):
        return late.after_the_end(step, raws)
    if sent.paused_beside_buttons():
        raws = forms.as_chosen_before(questions, raws, current.answers().about(step.offer))
    if refused := _refused(step, questions, raws):
        return refused
    if sent.paused() and raws == forms.kept(questions, current.answers().about(step.offer)):
        return redirect(_after(step), 303)  # as it was found: it stays to be answered, and nothing on it is judged
    return _answered(step, visit, raws)


def _answered(step: Step, visit: Visit, raws: Mapping[str, Raw]) -> ResponseReturnValue:
    """Keep what a page gives and go on from it, or show what is wrong."""
    left, answers, problems = mistakes.read(step, visit, raws)
    if problems:
        return page_of(step, raws, revision=sent.revision(), problems=problems)
    if any(answers.values()) or step in current.steps():
        return keep(step, visit, answers, left)
    return go_on()


def _is_of_no_offer(step: Step) -> bool:
    """Tell whether the page is of an offer that was removed since: no other offer is to have its words."""
    return step.offer is not None and step.offer > journey.offer_count(current.questionnaire(), current.answers())


def _refused(step: Step, questions: tuple[Question, ...], raws: Mapping[str, Raw]) -> ResponseReturnValue | None:
    """Return the page once more where its form is not one to take answers from."""
    if not security.is_ours():
        return _not_ours(step, questions, raws)
    if {name for name, _ in sent.answers()} - forms.field_names(questions):
        return page_of(step, raws, revision=sent.revision(), notice="unknown")
    return _unread(step, questions, raws) if haste.too_soon() else None


def _not_ours(step: Step, questions: tuple[Question, ...], raws: Mapping[str, Raw]) -> ResponseReturnValue:
    """Return the page with what was given on it, or as it was kept where no page of our own sent it."""
    if security.came_from_us():
        if request.form.get("visit"):  # that it is this one was looked at before: only the session is another
            return page_of(step, raws, revision=sent.revision(), notice="elsewhere")
        # a revision told in another visit says nothing about this one
        return page_of(step, raws, revision=sent.UNKNOWN, notice="stale")
    if step not in current.steps():
        return go_on()
    kept = forms.kept(questions, current.answers().about(step.offer))
    return page_of(step, kept, revision=_revision(step), notice="foreign")


def _unread(step: Step, questions: tuple[Question, ...], raws: Mapping[str, Raw]) -> ResponseReturnValue | None:
    """Return the page once more where the second press of two came upon it, before anybody can have read it."""
    given = current.answers().about(step.offer)
    if sent.AT_ONCE in request.form and not sent.paused():
        typed = forms.as_chosen_before(questions, raws, given)
        return page_of(step, typed, revision=sent.revision(), notice="soon")
    if sent.way() not in ("", sent.BACK) or step not in current.steps() or raws != forms.kept(questions, given):
        return None
    return redirect(address(step) + (f"?then={sent.then()}" if sent.then() else ""), 303)


def keep(
    step: Step, visit: Visit, answers: dict[str, Answer], raws: Mapping[str, Raw], to: str = ""
) -> ResponseReturnValue:
    """Keep a page's answers and go `to` this address, or where its button leads; show what stands in the way."""
    try:
        saved = saving.page(visit, step, answers, sent.revision())
    except saving.PageChanged as changed:
        return conflict(step, changed.saved, raws)
    except saving.TooMuch as full:
        current.keep(full.saved)
        problems = mistakes.too_much(step, full.saved, answers)
        return page_of(step, raws, revision=sent.revision(), problems=problems)
    current.keep(saved)
    record(Event.PAGE_SAVED, saved)
    return redirect(to or _after(step), 303)


def _after(step: Step) -> str:
    if sent.looks_up():
        return url_for("trials.trials_page", on=address(step))
    over = looked_over(step.offer) if sent.then() == sent.ANSWERS else ""
    if sent.goes_back():
        return over or before(step)
    if sent.paused():
        return url_for("start.settings_page", on=over or None)
    if sent.then():
        return over or url_for("keeping.keep_page")
    return address(journey.next_step(current.steps(), step, current.draft().pages))


def conflict(step: Step, saved: Visit, raws: Mapping[str, Raw]) -> ResponseReturnValue:
    """Return the page that asks which to keep, what another window has saved or what this one gives."""
    current.keep(saved)
    refuse_as(Refusal.CONFLICT)
    if _is_of_no_offer(step):
        return late.without_a_page(step, raws, ended=False)
    record(Event.CONFLICT, saved)
    questions = journey.questions(current.questionnaire(), step)
    theirs = forms.kept(questions, current.answers().about(step.offer))
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
        then=sent.then(),
        way=sent.way(),
        record=listed.beside(step),
    )


def _revision(step: Step) -> str:
    return current.draft().revision(step.key, step.offer)


def page_of(
    step: Step,
    raws: Mapping[str, Raw],
    *,
    revision: str,
    problems: tuple[Problem, ...] = (),
    notice: str = "",
    then: str | None = None,
) -> ResponseReturnValue:
    """Return a question page with these values in its controls; off the path, a page to read them from."""
    status = 422 if problems else _STATUS.get(notice, 200)
    then = sent.then() if then is None else then
    if step not in current.steps():
        on = url_for("keeping.keep_page") if then == sent.KEEP else ""
        return late.without_a_page(step, raws, ended=False, status=status, on=on)
    part, page = current.questionnaire().page[step.page]
    one_press = _goes_on_at_once(page.questions)
    place = _place(step)
    settled = place["count"] is not None
    return render_filled(
        "question.html",
        {
            **_shown(page, raws, buttons=one_press),
            **place,
            "revision": revision,
            haste.SHOWN_AT: haste.now(),
        },
        key=None if problems or notice else (page.id, then, one_press, settled),
        status=status,
        part=part,
        page=page,
        one_press=one_press,
        settled=settled,
        **_wrong(page, problems, one_press=one_press),
        notice=notice,
        then=then,
        looks_up=_looks_up(page),
        recorded=listed.shows(page.id),
    )


def _wrong(page: Page, problems: tuple[Problem, ...], *, one_press: bool) -> dict[str, object]:
    """Return what a page says of mistakes on it, and which of its buttons fit beside them."""
    return {
        "problems": problems,
        "told": mistakes.told(problems),
        "fits": _stops(page, one_press=one_press) + len(problems) <= _MOST_STOPS,
        "way": sent.way(),
    }


def _shown(page: Page, raws: Mapping[str, Raw], *, buttons: bool) -> dict[str, Any]:
    """Return what stands in the page's controls."""
    shown, first = forms.shown(raws), page.questions[0]
    return shown | forms.shown_as_buttons(first, raws[first.id]) if buttons else shown


def _looks_up(page: Page) -> bool:
    """Tell whether a page leads to where trials are looked up."""
    said = current.questionnaire().registry
    return said is not None and page.id in said.search.pages


def _stops(page: Page, *, one_press: bool) -> int:
    looks, shows = _looks_up(page), listed.shows(page.id)  # a button; links to a record, in it, and back up from it
    return forms.tab_stops(page, buttons=one_press) + looks + 3 * shows


def _goes_on_at_once(questions: tuple[Question, ...]) -> bool:
    return current.look().one_press and forms.goes_on_at_once(questions)


def _place(step: Step) -> dict[str, object]:
    """Return what a page says of where it stands on this person's path, and of the record that belongs there."""
    progress = journey.progress(current.questionnaire(), current.steps(), step)
    return {
        "action": address(step),
        "offer": _offer_name(step),
        "number": progress.number,
        "count": progress.count,
        "token": form_token(),
        "visit": current.visit_name(),
        **listed.beside(step)._asdict(),
    }


def _offer_name(step: Step) -> str:
    if step.offer is None:
        return ""
    return offer_title(current.questionnaire(), current.answers(), current.words(), step.offer)
