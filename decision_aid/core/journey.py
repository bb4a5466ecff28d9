"""Which pages are asked, in which order, and how far along someone is; replayed from the answers each time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.conditions import Truth
from decision_aid.core.known import Given
from decision_aid.core.schema import Question, Questionnaire, Voice
from decision_aid.core.schema.steps import Step as Step  # noqa: PLC0414 - the journey's own word, laid out in the schema

_NONE = Answer()
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Progress:
    """Part `number` of `count`, none while an answer still to come settles how many; `offer` is set inside an offer."""

    number: int
    count: int | None
    title: str
    offer: int | None


def voice(questionnaire: Questionnaire, answers: Answers) -> Voice:
    """Return whose words to use, from who is answering."""
    role = questionnaire.roles.respondent
    codes = answers.person.get(role.question, _NONE).codes
    return Voice.HELPER if set(codes) & set(role.helper) else Voice.PERSON


def wants_all(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Tell whether all questions are asked; only the essential ones unless the full length was chosen."""
    role = questionnaire.roles.length
    return role.full in answers.person.get(role.question, _NONE).codes


def offer_count(questionnaire: Questionnaire, answers: Answers) -> int:
    """Return how many offers the person has now: 0 to 3."""
    role = questionnaire.roles.offers
    codes = answers.person.get(role.question, _NONE).codes
    return max((role.count.get(code, 0) for code in codes), default=0)


def says_offer_count(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Tell whether the person said how many offers there are; none is a number too."""
    role = questionnaire.roles.offers
    return any(code in role.count for code in answers.person.get(role.question, _NONE).codes)


def with_offer_count(questionnaire: Questionnaire, answers: Answers, count: int) -> Answers:
    """Return the answers with the question about the number of offers answered anew."""
    role = questionnaire.roles.offers
    code = next(code for code, number in role.count.items() if number == count)
    person = {**answers.person, role.question: answers.person.get(role.question, _NONE)._replace(codes=(code,))}
    return replace(answers, person=MappingProxyType(person))


def without_offer(questionnaire: Questionnaire, answers: Answers, offer: int) -> Answers:
    """Return the answers without offer 1 to 3; the offers after it move up."""
    kept = (*answers.offers[: offer - 1], *answers.offers[offer:], MappingProxyType({}))
    count = offer_count(questionnaire, answers) - 1
    return with_offer_count(questionnaire, replace(answers, offers=kept), count)


@dataclass(frozen=True, slots=True)
class Walk:
    """Every page that is asked, in order, and the answers on them alone."""

    steps: tuple[Step, ...]
    answers: Answers


def walk(questionnaire: Questionnaire, answers: Answers) -> Walk:
    """Go through the questionnaire with these answers.

    An answer off the path opens no page: what a condition looks at has been asked itself. So walking with the
    answers of a walk gives the same walk.
    """
    full, count = wants_all(questionnaire, answers), offer_count(questionnaire, answers)
    asked = _known_only(questionnaire, answers, count, full=full)
    steps: list[Step] = []
    for leg in questionnaire.legs[full]:
        for stretch in leg.stretches if (leg.offer or 0) <= count else ():
            if stretch.when is None or stretch.when.holds(Given.of(questionnaire, asked, leg.offer)) is Truth.YES:
                steps.extend(stretch.steps)
            else:
                asked = _without(asked, leg.offer, stretch.questions)
    return Walk(tuple(steps), asked)


def path(questionnaire: Questionnaire, answers: Answers) -> tuple[Step, ...]:
    """Return every page that is asked, in order."""
    return walk(questionnaire, answers).steps


def asked_only(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """Return only the answers on the path: the one filter in front of every output."""
    return walk(questionnaire, answers).answers


def _known_only(questionnaire: Questionnaire, answers: Answers, count: int, *, full: bool) -> Answers:
    """Leave out questions that are not in the chosen length or not in this questionnaire, and offers not counted."""
    person, offer = questionnaire.asks[full]
    offers = tuple(_among(given, offer if place < count else _NOTHING) for place, given in enumerate(answers.offers))
    return Answers(_among(answers.person, person), offers, answers.stars)


def _among(given: Mapping[str, Answer], names: frozenset[str]) -> Mapping[str, Answer]:
    if given.keys() <= names:
        return given
    return MappingProxyType({name: answer for name, answer in given.items() if name in names})


def _without(answers: Answers, offer: int | None, names: frozenset[str]) -> Answers:
    if answers.about(offer).keys().isdisjoint(names):
        return answers
    return answers.merged(offer, dict.fromkeys(names, _NONE))


def questions(questionnaire: Questionnaire, step: Step) -> tuple[Question, ...]:
    """Return what a page asks."""
    return questionnaire.page[step.page][1].questions


def next_step(steps: tuple[Step, ...], after: Step, seen: Collection[str]) -> Step | None:
    """Return the next page not yet been through; nothing when all are done from here on."""
    rest = steps[steps.index(after) + 1 :] if after in steps else steps
    return next((step for step in rest if step.key not in seen), None)


def first_unseen(steps: tuple[Step, ...], seen: Collection[str]) -> Step | None:
    """Return the first thing still to answer; nothing when every page has been through."""
    return next((step for step in steps if step.key not in seen), None)


def previous_step(steps: tuple[Step, ...], before: Step) -> Step | None:
    """Return the page before this one; nothing for the first."""
    place = steps.index(before)
    return steps[place - 1] if place else None


def progress(questionnaire: Questionnaire, steps: tuple[Step, ...], step: Step) -> Progress:
    """Return which part of the path this page is in, counting only parts that are asked."""
    part_of = questionnaire.part_of
    parts = list(dict.fromkeys([part_of[page] for page, _ in steps]))
    here = questionnaire.part[part_of[step.page]]
    count = len(parts) if _is_settled(questionnaire, steps, step) else None
    return Progress(parts.index(here.id) + 1, count, here.title, step.offer)


def _is_settled(questionnaire: Questionnaire, steps: tuple[Step, ...], step: Step) -> bool:
    """Tell whether the length and the number of offers, which decide the parts, were asked before this page."""
    roles, page_of = questionnaire.roles, questionnaire.page_of
    deciding = {page_of[roles.length.question], page_of[roles.offers.question]}
    return deciding.isdisjoint(later.page for later in steps[steps.index(step) :])
