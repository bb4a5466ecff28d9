"""Which pages are asked, in which order, and how far along someone is; replayed from the answers each time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.conditions import Truth
from decision_aid.core.known import Given
from decision_aid.core.schema import Page, Question, Questionnaire, Voice

_NONE = Answer()


@dataclass(frozen=True, slots=True)
class Step:
    """One page on the path, about the person (offer None) or about offer 1 to 3."""

    page: str
    offer: int | None = None

    @property
    def key(self) -> str:
        """Return the name the draft keeps this page's revision under."""
        return self.page if self.offer is None else f"{self.page}@{self.offer}"


@dataclass(frozen=True, slots=True)
class Progress:
    """Part `number` of `count`; `offer` is set inside an offer."""

    number: int
    count: int
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


def with_offer_count(questionnaire: Questionnaire, answers: Answers, count: int) -> Answers:
    """Return the answers with the question about the number of offers answered anew."""
    role = questionnaire.roles.offers
    code = next(code for code, number in role.count.items() if number == count)
    person = {**answers.person, role.question: replace(answers.person.get(role.question, _NONE), codes=(code,))}
    return replace(answers, person=MappingProxyType(person))


def without_offer(questionnaire: Questionnaire, answers: Answers, offer: int) -> Answers:
    """Return the answers without offer 1 to 3; the offers after it move up."""
    kept = (*answers.offers[: offer - 1], *answers.offers[offer:], MappingProxyType({}))
    count = offer_count(questionnaire, answers) - 1
    return with_offer_count(questionnaire, replace(answers, offers=kept), count)


def path(questionnaire: Questionnaire, answers: Answers) -> tuple[Step, ...]:
    """Return every page that is asked, in order."""
    return tuple(_steps(questionnaire, answers))


def _steps(questionnaire: Questionnaire, answers: Answers) -> Iterator[Step]:
    count = offer_count(questionnaire, answers)
    full = wants_all(questionnaire, answers)
    for about, pages in questionnaire.segments:
        for offer in range(1, count + 1) if about == "offer" else (None,):
            given = Given.of(questionnaire, answers, offer)
            yield from (Step(page.id, offer) for page in pages if _asked(questionnaire, page, given, full=full))


def _asked(questionnaire: Questionnaire, page: Page, given: Given, *, full: bool) -> bool:
    if not full and page.id not in questionnaire.essential:
        return False
    return page.when is None or page.when.holds(given) is Truth.YES


def asked_only(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """Return only the answers on the path: the one filter in front of every output."""
    steps = path(questionnaire, answers)
    person = _on(questionnaire, answers, [step for step in steps if step.offer is None])
    offers = tuple(
        _on(questionnaire, answers, [step for step in steps if step.offer == number])
        for number in range(1, len(answers.offers) + 1)
    )
    return replace(answers, person=person, offers=offers)


def _on(questionnaire: Questionnaire, answers: Answers, steps: list[Step]) -> Mapping[str, Answer]:
    found = {
        question.id: answers.about(step.offer)[question.id]
        for step in steps
        for question in questions(questionnaire, step)
        if question.id in answers.about(step.offer)
    }
    return MappingProxyType(found)


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
    parts = list(dict.fromkeys(questionnaire.part_of[on_path.page] for on_path in steps))
    here = questionnaire.part[questionnaire.part_of[step.page]]
    return Progress(parts.index(here.id) + 1, len(parts), here.title, step.offer)
