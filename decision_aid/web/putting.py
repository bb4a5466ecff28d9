"""Putting a number that was looked up into the answers about an offer; another one that stands there is asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import journey, nct
from decision_aid.core.journey import Step
from decision_aid.core.schema import RegistryTexts
from decision_aid.core.summarise import offer_name
from decision_aid.services import Visit
from decision_aid.web import current, forms, haste, questions, sent
from decision_aid.web.addresses import address
from decision_aid.web.pages import form_token, render

FIELD: Final = "offer"  # the name of the button that says which offer


class Place(NamedTuple):
    """An offer that a number can be put into, its name if it has one, and the revision of its page."""

    offer: int
    name: str
    revision: str


def places(said: RegistryTexts) -> tuple[Place, ...]:
    """Return every offer of this visit that is asked for a number."""
    page = current.questionnaire().page_of[said.number]
    return tuple(
        Place(step.offer, _name(step.offer), current.draft().revision(step.key, step.offer))
        for step in current.steps()
        if step.page == page and step.offer
    )


def put(said: RegistryTexts) -> ResponseReturnValue:
    """Keep the number in the note of its question, and go to that question: it is still to be said how it was told."""
    visit = current.visit()
    if visit is None:
        return redirect(current.entrance(), 303)
    step, numbers = _step(said), nct.numbers_in(request.form.get("number", ""))
    if step not in current.steps() or not numbers:  # the offer was removed in another window
        return redirect(url_for("trials.trials_page"), 303)
    note = _note(said, step)
    if nct.numbers_in(note)[:1] == numbers[:1]:  # only the first of a note is looked up for the offer
        return redirect(address(step), 303)
    if note and not haste.is_sure():
        return _ask(step, numbers[0], note)
    return _keep(said, visit, step, numbers[0])


def _step(said: RegistryTexts) -> Step:
    given = request.form[FIELD]
    return Step(current.questionnaire().page_of[said.number], int(given) if given in {"1", "2", "3"} else 0)


def _name(offer: int) -> str:
    return offer_name(current.questionnaire(), current.answers(), offer)


def _note(said: RegistryTexts, step: Step) -> str:
    answer = current.answers().about(step.offer).get(said.number)
    return answer.note if answer else ""


def _ask(step: Step, number: str, note: str) -> ResponseReturnValue:
    return render(
        "replace.html",
        number=number,
        note=note,
        offer=step.offer,
        name=_name(step.offer or 0),
        there=address(step),
        revision=sent.revision(),
        token=form_token(),
        shown=haste.now(),
        visit=current.visit_name(),
    )


def _keep(said: RegistryTexts, visit: Visit, step: Step, number: str) -> ResponseReturnValue:
    asked = journey.questions(current.questionnaire(), step)
    raws = forms.kept(asked, current.answers().about(step.offer))
    raws[said.number] = replace(raws[said.number], note=number)
    answers, _ = forms.read(asked, raws, current.today())
    return questions.keep(step, visit, answers, raws, address(step))
