"""A question as FHIR items: what is chosen, the exact value beside it, the person's own words, and help."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Several, Signs, Text
from decision_aid.core.text import MOST_CHARACTERS
from decision_aid.fhir import codes, naming
from decision_aid.fhir.coding import WORDS, codings
from decision_aid.fhir.extensions import bounds, control, unit
from decision_aid.fhir.model import AnswerOption, Coding, Item


def items(asked: Questionnaire, question: Question) -> Iterator[Item]:
    """Go through the items of a question, in the order they stand."""
    yield _main(asked, question)
    if isinstance(question, Measure):
        yield from _exact(asked, question)
    if question.note and not isinstance(question, Text):
        yield _own_words(naming.note(question.id), WORDS(question.note))


def _main(asked: Questionnaire, question: Question) -> Item:
    label, prefix = WORDS(question.label), str(question.number) if question.number else None
    if isinstance(question, Text):
        item = _own_words(question.id, label)
    else:
        item = choice(question.id, label, codings(asked, question), repeats=isinstance(question, Several | Signs))
    return item.model_copy(update={"prefix": prefix, "item": (_help(question),)})


def choice(name: str, label: str, among: tuple[Coding, ...], *, repeats: bool) -> Item:
    """Return an item with these choices: one may be chosen, or any number."""
    return Item(
        link_id=name,
        text=label,
        type="choice",
        extension=(control("check-box" if repeats else "radio-button"),),
        repeats=repeats or None,
        answer_option=tuple(AnswerOption(value_coding=coding) for coding in among),
    )


def _own_words(name: str, label: str) -> Item:
    return Item(link_id=name, text=label, type="text", max_length=MOST_CHARACTERS)


def _help(question: Question) -> Item:
    return Item(
        link_id=naming.help_of(question.id),
        text="\n".join(_explained(question)),
        type="display",
        extension=(control("help"),),
    )


def _explained(question: Question) -> Iterator[str]:
    if question.hint:
        yield WORDS(question.hint)
    yield WORDS(question.why)
    if question.say:
        yield WORDS.ui("To say out loud: {words}", words=WORDS(question.say))
    if question.specific:
        yield WORDS.ui("A specific answer sounds like this: {words}", words=WORDS(question.specific))
    if question.vague:
        yield WORDS.ui("A vague answer sounds like this: {words}", words=WORDS(question.vague))


def _exact(asked: Questionnaire, question: Measure) -> Iterator[Item]:
    if isinstance(question.exact, ExactNumber):
        yield _number(asked, question, question.exact)
        return
    label = WORDS(question.exact.label)
    yield _whole(naming.year(question.id), WORDS.ui("{label}: year", label=label), 1900, 9999)
    yield _whole(naming.month(question.id), WORDS.ui("{label}: month, 1 to 12", label=label), 1, 12)
    yield _whole(naming.day(question.id), WORDS.ui("{label}: day, if known", label=label), 1, 31)


def _whole(name: str, label: str, low: int, high: int) -> Item:
    return Item(link_id=name, text=label, type="integer", extension=bounds(Decimal(low), Decimal(high), 0))


def _number(asked: Questionnaire, question: Measure, exact: ExactNumber) -> Item:
    coded = codes.unit(exact.unit)
    return Item(
        link_id=naming.exact(question.id),
        text=WORDS(exact.label) + (f" ({exact.unit})" if exact.unit and coded is None else ""),
        type="decimal" if exact.decimals else "integer",
        code=codes.of_exact(asked, question),
        extension=(*bounds(exact.minimum, exact.maximum, exact.decimals), *((unit(coded),) if coded else ())),
    )
