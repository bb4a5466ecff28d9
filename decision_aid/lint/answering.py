"""Every way to answer a question that some condition can tell from the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import chain, combinations

from decision_aid.core.answers import Answer
from decision_aid.core.schema import ExactNumber, Measure, Question, Several, Signs, Text

MOST_TICKS = 12
_NONE = Answer()
_SOME_DAY = "2020-01"


class TooMany(Exception):
    """There are more ways to answer than can be gone through."""


def ways(question: Question, watched: Collection[str]) -> Iterator[Answer]:
    """Go through answers that stand for all that the page could give, as far as a look at these codes can tell.

    Some may look alike. Raises TooMany when a list has too many ticks that are looked at.
    """
    yield _NONE
    if isinstance(question, Text):
        yield Answer(note="words")
    elif isinstance(question, Several):
        yield from _several(question, watched)
    elif isinstance(question, Signs):
        yield from _signs(question, watched)
    else:
        yield from (Answer((option.code,)) for option in question.options)
    if isinstance(question, Measure):
        yield from _exact(question)


def _several(question: Several, watched: Collection[str]) -> Iterator[Answer]:
    alone = (question.none, question.options[-1].code)
    yield from (Answer((code,)) for code in alone)
    ordinary = [option.code for option in question.options if option.code not in alone]
    yield from (Answer(ticks) for ticks in _ticks(ordinary, watched) if ticks)


def _signs(question: Signs, watched: Collection[str]) -> Iterator[Answer]:
    for ticks in _ticks(question.signs, watched):
        yield from (Answer((*ticks, *rest)) for rest in ((), *((option.code,) for option in question.options)))


def _ticks(codes: Sequence[str], watched: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Go through every choice among the codes looked at, and one more that stands for all the others."""
    looked_at = [code for code in codes if code in watched]
    others = [code for code in codes if code not in watched]
    told_apart = looked_at + others[:1]
    if len(told_apart) > MOST_TICKS:
        raise TooMany
    return chain.from_iterable(combinations(told_apart, count) for count in range(len(told_apart) + 1))


def _exact(question: Measure) -> Iterator[Answer]:
    exact = question.exact
    if isinstance(exact, ExactNumber):
        yield from (Answer(exact=str(value)) for value in _values(exact, _edges(question)))
        return
    yield Answer(exact=_SOME_DAY)
    # a band beside a date is told apart from the date alone: a date is set against no band
    for option in question.options:
        if option.state != "not_known":
            yield Answer((option.code,), _SOME_DAY)


def _edges(question: Measure) -> Iterator[Decimal]:
    """Go through the values at which a number enters or leaves a band, by the rule of `parsing.fits`."""
    for option in question.options:
        yield from (edge for edge in (option.low, option.low and option.low - 1) if edge is not None)
        yield from (edge for edge in (option.high, option.high and option.high + 1) if edge is not None)


def _values(exact: ExactNumber, edges: Iterable[Decimal]) -> list[Decimal]:
    """Return the values that can be written at, just below and just above each edge, and at the ends."""
    step = Decimal(1).scaleb(-exact.decimals)
    grid = {edge.quantize(step, rounding=ROUND_FLOOR) for edge in edges}
    near = {value + times * step for value in grid for times in (-1, 0, 1, 2)} | {exact.minimum, exact.maximum}
    return sorted(value for value in near if exact.minimum <= value <= exact.maximum)
