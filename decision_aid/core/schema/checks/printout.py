"""The blocks of the printout name questions that are there, in the right part, and print what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Asked, Path, Plan
from decision_aid.core.schema.checks.roles import placed
from decision_aid.core.schema.checks.scales import spoilt
from decision_aid.core.schema.questions import Choice, Option

if TYPE_CHECKING:
    from decision_aid.core.schema.questionnaire import BoxLine

_STATE = {"no": "no", "told": "claimed"}  # by the codes that every questionnaire keeps for these answers
GATES = ("nct", "ind", "irb")  # by the ids that every questionnaire keeps; page 1 says of each whether it was given
_WRITTEN = {"no": '"no"'}


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through what the printout names in vain or leaves out, and answers that it would print as others."""
    printout = plan.questionnaire.printout
    for key in ("decision", "due", "wants"):
        yield from placed(plan, getattr(printout, key), "person", ("printout", key))
    for key in ("numbers", "matters"):
        for at, name in enumerate(getattr(printout, key)):
            yield from placed(plan, name, "person", ("printout", key, at))
    for at, line in enumerate(printout.box):
        yield from placed(plan, line.question, "offer", ("printout", "box", at, "question"))
    yield from _left_out(plan)
    yield from dict.fromkeys(_misprinted(plan))


def _left_out(plan: Plan) -> Iterator[Fault]:
    boxed = {line.question for line in plan.questionnaire.printout.box}
    for name in GATES:
        asked = plan.question.get(name)
        if asked and asked.part.about == "offer" and name not in boxed:
            told = f"it has no line of question {name}. Add one, so that page 1 says whether it was given."
            yield Fault(("printout", "box"), name, told)


def _misprinted(plan: Plan) -> Iterator[Fault]:
    """Go through answers that lines of the style `given` would print as others, for each line that has them."""
    for at, line in enumerate(plan.questionnaire.printout.box):
        asked = plan.question.get(line.question)
        if asked and line.style == "given" and isinstance(asked.question, Choice) and not spoilt(asked.question):
            yield from _unfit(plan, asked, asked.question)
            yield from _in_writing(asked.question.options, line, ("printout", "box", at))


def _unfit(plan: Plan, asked: Asked, question: Choice) -> Iterator[Fault]:
    path = _options(plan, asked, question)
    for at, option in enumerate(question.options):
        state = _STATE.get(option.code, option.state)
        if option.state != state:
            mend = f"Give it state: {_WRITTEN.get(state, state)}."
            yield Fault((*path, at), option.code, f"page 1 would print this answer as {option.state}. {mend}")


def _options(plan: Plan, asked: Asked, question: Choice) -> Path:
    """Return where the options of a question are written: in the question, or in its scale."""
    scales = [scale.id for scale in plan.questionnaire.scales]
    written: Path = ("scales", scales.index(question.scale)) if question.scale in scales else asked.path
    return (*written, "options")


def _in_writing(options: tuple[Option, ...], line: BoxLine, path: Path) -> Iterator[Fault]:
    known = [option.code for option in options[:-1] if option.state == "known" and option.code not in _STATE]
    if len(known) > 1:
        told = f"page 1 would print each of {', '.join(known)} as given in writing. "
        yield Fault(path, line.question, told + "Leave one of them known, or take style: given away.")
