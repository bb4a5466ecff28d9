"""The choices of a question: the last is "don't know", bands do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Asked, Path, Plan
from decision_aid.core.schema.checks.scales import spoilt
from decision_aid.core.schema.questions import Choice, ExactNumber, Measure, Option, Several, Signs, Text

_LAST = 'its last option must be the "not known" one. Give it state: not_known, or move that option to the end.'
_EDGE = Decimal("Infinity")


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through what is wrong with the choices of scales and questions."""
    for at, scale in enumerate(plan.questionnaire.scales):
        yield from _last(scale.options, ("scales", at), scale.id)
    for asked in plan.asked:
        if not spoilt(asked.question):
            yield from _question(asked)


def _question(asked: Asked) -> Iterator[Fault]:
    question = asked.question
    if isinstance(question, Text) or (isinstance(question, Choice) and question.scale):
        return
    yield from _last(question.options, asked.path, question.id)
    if isinstance(question, Several):
        yield from _none(question, asked.path)
    if isinstance(question, Signs):
        yield from _rest(question, asked.path)
    if isinstance(question, Measure):
        yield from _bands(question, asked.path)
        yield from _range(question, asked.path)


def _last(options: tuple[Option, ...], path: Path, name: str) -> Iterator[Fault]:
    if options[-1].state != "not_known":
        yield Fault((*path, "options", len(options) - 1), name, _LAST, rule="dont-know-missing")


def _none(question: Several, path: Path) -> Iterator[Fault]:
    codes = [option.code for option in question.options]
    if question.none not in codes:
        sentence = f"none is {question.none}, which is not one of its options. Name one of: {', '.join(codes)}."
        yield Fault((*path, "none"), question.id, sentence, (question.none,))


def _rest(question: Signs, path: Path) -> Iterator[Fault]:
    if question.options[0].state == "not_known":
        sentence = "its first option must say that the rest was not seen. Give it state: known."
        yield Fault((*path, "options", 0), question.id, sentence)


def _bands(question: Measure, path: Path) -> Iterator[Fault]:
    bands = [(option, (*path, "options", at)) for at, option in enumerate(question.options) if _is_band(option)]
    for option, place in bands:
        if _low(option) > _high(option):
            sentence = f"the band {option.code} has a low above its high. Swap low and high."
            yield Fault(place, question.id, sentence, (option.code,), "bands-unclear")
    right = (band for band in bands if _low(band[0]) <= _high(band[0]))
    yield from _overlaps(question, sorted(right, key=lambda band: (_low(band[0]), _high(band[0]))))


def _overlaps(question: Measure, bands: Iterable[tuple[Option, Path]]) -> Iterator[Fault]:
    """Go through bands that share more than an end: 0 to 12 months and 12 to 24 may meet at 12."""
    for (lower, _), (upper, place) in pairwise(bands):
        if _low(upper) < _high(lower):
            sentence = f"the bands {lower.code} and {upper.code} overlap. Let one end before the other begins."
            yield Fault(place, question.id, sentence, (lower.code, upper.code), "bands-unclear")


def _is_band(option: Option) -> bool:
    return option.low is not None or option.high is not None


def _low(option: Option) -> Decimal:
    return -_EDGE if option.low is None else option.low


def _high(option: Option) -> Decimal:
    return _EDGE if option.high is None else option.high


def _range(question: Measure, path: Path) -> Iterator[Fault]:
    exact = question.exact
    if isinstance(exact, ExactNumber) and exact.minimum > exact.maximum:
        sentence = "its minimum is above its maximum. Swap them."
        yield Fault((*path, "exact"), question.id, sentence, rule="bands-unclear")
