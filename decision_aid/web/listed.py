"""The public record of the number that was written for an offer: looked up, and put on the pages about it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from decision_aid.core import listings, quoting
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.journey import Step
from decision_aid.core.record import Looked
from decision_aid.core.schema import RegistryTexts
from decision_aid.core.summary import Listing, Standing
from decision_aid.services import Services
from decision_aid.web import current
from decision_aid.web.addresses import address
from decision_aid.web.pages import piece


class Pieces(NamedTuple):
    """What tells which study it is, and the rest of its record, which stands below all that is asked."""

    brief: Markup = Markup()
    rest: Markup = Markup()


def look_up(services: Services, answers: Answers) -> Mapping[str, Looked]:
    """Return what came of looking up the number of every offer, in any thread. `answers` holds only what is asked."""
    numbers = listings.numbers(services.questionnaire, answers)
    return services.registry.look_up(numbers) if numbers else {}


def state(answers: Answers) -> Hashable:
    """Return what `look_up` of these answers rests on now, without asking anybody."""
    numbers = listings.numbers(current.questionnaire(), answers)
    return current.services().registry.state(numbers) if numbers else None


def shows(page: str) -> bool:
    """Tell whether a page has a record on it."""
    said = current.questionnaire().registry
    return said is not None and page in said.pages


def beside(step: Step) -> Pieces:
    """Return the record as it stands on a page of an offer, nothing where the page has none.

    The page that asks whether it is the right study says what tells it from others; the others compare.
    """
    said = current.questionnaire().registry
    if said is None or step.offer is None or not shows(step.page):
        return Pieces()
    questions = [asked.id for asked in current.questionnaire().page[step.page][1].questions]
    asks = said.same_study in questions
    found = _listing(said, step.offer, compared=not asks)
    correct = f"{address(_asking(said, step.offer))}#{said.number}"
    brief = piece("brief.html", listing=found, unread=_unread(said, step.offer), correct=correct)
    if found is None or not found.number:
        return Pieces(brief)
    listed = current.services().registry.holding().records
    rest = piece("beside.html", listing=below(found), compared=not asks, listed=listed, asking=questions[0])
    return Pieces(brief, rest)


def below(found: Listing) -> Listing:
    """Return what is left of a record under its title and notices, which stand above."""
    question = "" if found.standing is Standing.OTHER else found.question
    return replace(found, title="", first=(), notices=(), question=question)


def _unread(said: RegistryTexts, offer: int) -> str:
    """Return what was written in place of a number, where it has digits."""
    note = current.walk().answers.about(offer).get(said.number, Answer()).note
    return quoting.brief(note) if any(map(str.isdigit, note)) else ""


def _asking(said: RegistryTexts, offer: int) -> Step:
    return Step(current.questionnaire().page_of[said.number], offer)


def _listing(said: RegistryTexts, offer: int, *, compared: bool) -> Listing | None:
    """Return the record of an offer's number; before it is known to be another study's, as if nobody had said so."""
    answers = current.walk().answers
    if not compared:
        answers = answers.merged(offer, {said.same_study: Answer()})
    given = Answers(offers=tuple(each if place == offer else {} for place, each in enumerate(answers.offers, 1)))
    records = look_up(current.services(), given)
    return listings.listing(current.questionnaire(), answers, offer, records, current.words(), current.today())
