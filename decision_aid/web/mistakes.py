"""What is wrong with what a page gives: told first, and left when somebody leaves the page all the same."""

from __future__ import annotations

from collections.abc import Mapping

from decision_aid.core import journey
from decision_aid.core.answers import Answer
from decision_aid.core.draft import MOST_CHARACTERS
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.journey import Step
from decision_aid.core.parsing import Raw
from decision_aid.services import Visit
from decision_aid.web import current, forms, haste, saving, sent
from decision_aid.web.forms import Problem


def read(
    step: Step, visit: Visit, raws: Mapping[str, Raw]
) -> tuple[Mapping[str, Raw], dict[str, Answer], tuple[Problem, ...]]:
    """Return what a page gives, as answers too, and what is wrong; a mistake that was told before is left."""
    questions = journey.questions(current.questionnaire(), step)
    answers, problems = forms.read(questions, raws, current.today())
    problems = problems or too_much(step, visit, answers)
    if problems and {problem.mark for problem in problems} <= sent.told() and not haste.too_soon():
        kept = current.answers().about(step.offer)
        return read(step, visit, forms.without(raws, problems, kept, current.today()))
    return raws, answers, problems


def too_much(step: Step, visit: Visit, answers: dict[str, Answer]) -> tuple[Problem, ...]:
    """Return a problem at the text that grew most if the page makes the draft hold more than it may."""
    draft = visit.draft.with_page(step.key, step.offer, answers)
    if not saving.is_too_much(draft, visit.draft):
        return ()
    before = visit.draft.answers.about(step.offer)
    grown = max(
        journey.questions(current.questionnaire(), step),
        key=lambda asked: len(answers[asked.id].note) - len(before.get(asked.id, Answer()).note),
    )
    refused = AnswerRefused(
        "All your texts together may have {most} characters. They have {count} now. Shorten this one.",
        "note",
        most=f"{MOST_CHARACTERS:,}",
        count=f"{draft.characters:,}",
    )
    return (Problem(grown, refused, forms.control(grown, "note"), Raw(note=answers[grown.id].note)),)


def told(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """Return the marks of all mistakes that somebody was told who leaves the page: the next press leaves them."""
    before = {mark for mark in sent.told() if ":" in mark}
    return tuple(sorted(before | {problem.mark for problem in problems})) if sent.paused() else ()
