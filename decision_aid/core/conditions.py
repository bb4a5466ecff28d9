"""Conditions as data: typed operators with three values, no expressions to evaluate.

In the questionnaire a condition is one of
    {question: ID, is: [CODE, ...]}     one of these was chosen (or, for warning signs, seen)
    {known: ID}                         the question has an answer other than "don't know"
    {noted: ID}                         the question has words of the person's own, whatever was chosen
    {all: [...]}, {any: [...]}, {not: ...}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag


class Truth(Enum):
    """Yes, no, or not known. Not known is never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def negated(self) -> Truth:
        if self is Truth.UNKNOWN:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES


def truth(value: object) -> Truth:
    """Return YES or NO for something that is certain."""
    return Truth.YES if value else Truth.NO


def every(values: Iterable[Truth]) -> Truth:
    """Return NO if any is no, else UNKNOWN if any is not known, else YES."""
    return _first_decisive(Truth.NO, values, Truth.YES)


def some(values: Iterable[Truth]) -> Truth:
    """Return YES if any is yes, else UNKNOWN if any is not known, else NO."""
    return _first_decisive(Truth.YES, values, Truth.NO)


def _first_decisive(decisive: Truth, values: Iterable[Truth], otherwise: Truth) -> Truth:
    found = otherwise
    for value in values:
        if value is decisive:
            return decisive
        if value is Truth.UNKNOWN:
            found = value
    return found


class Facts(Protocol):
    """What a condition may ask of the answers."""

    def chosen(self, question: str, code: str) -> Truth:
        """Tell whether this code was chosen for this question."""

    def known(self, question: str) -> Truth:
        """Tell whether the question has an answer other than "don't know"."""

    def noted(self, question: str) -> Truth:
        """Tell whether the question has words of the person's own."""


class _Operator(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Is(_Operator):
    question: str
    codes: tuple[str, ...] = Field(alias="is", min_length=1)

    def holds(self, facts: Facts) -> Truth:
        return some([facts.chosen(self.question, code) for code in self.codes])

    def atoms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield self.question, self.codes


class Known(_Operator):
    question: str = Field(alias="known")

    def holds(self, facts: Facts) -> Truth:
        return facts.known(self.question)

    def atoms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield self.question, ()


class Noted(_Operator):
    question: str = Field(alias="noted")

    def holds(self, facts: Facts) -> Truth:
        return facts.noted(self.question)

    def atoms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield self.question, ()


class All(_Operator):
    conditions: tuple[Condition, ...] = Field(alias="all", min_length=1)

    def holds(self, facts: Facts) -> Truth:
        return every([condition.holds(facts) for condition in self.conditions])

    def atoms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for condition in self.conditions:
            yield from condition.atoms()


class AnyOf(_Operator):
    conditions: tuple[Condition, ...] = Field(alias="any", min_length=1)

    def holds(self, facts: Facts) -> Truth:
        return some([condition.holds(facts) for condition in self.conditions])

    def atoms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for condition in self.conditions:
            yield from condition.atoms()


class Not(_Operator):
    condition: Condition = Field(alias="not")

    def holds(self, facts: Facts) -> Truth:
        return self.condition.holds(facts).negated()

    def atoms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield from self.condition.atoms()


_OPERATORS = {"question": "is", "known": "known", "noted": "noted", "all": "all", "any": "any", "not": "not"}


def _operator(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((tag for key, tag in _OPERATORS.items() if key in value), None)
    kinds: dict[type, str] = {Is: "is", Known: "known", Noted: "noted", All: "all", AnyOf: "any", Not: "not"}
    return kinds.get(type(value))


Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[Known, Tag("known")]
    | Annotated[Noted, Tag("noted")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _operator,
        custom_error_type="condition_unknown",
        custom_error_message="a condition needs one of: question with is, known, noted, all, any, not",
    ),
]

for _model in (All, AnyOf, Not):
    _model.model_rebuild()


def rests_on(condition: Condition, facts: Facts) -> Iterator[str]:
    """Go through the questions whose answers make a condition hold; those of parts that do not hold explain nothing."""
    if isinstance(condition, (All, AnyOf)):
        for part in condition.conditions:
            if part.holds(facts) is Truth.YES:
                yield from rests_on(part, facts)
    else:
        yield from (name for name, _ in condition.atoms())
