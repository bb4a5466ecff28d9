"""The kinds of question, told apart by `type`, and the choices they offer."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field

from decision_aid.core.schema.wording import Brief, Identifier, Model, Short, Sourced, UnitOrNone, Wording

State = Literal["known", "claimed", "no", "not_known"]


class Option(Model):
    """One choice. `state` says what choosing it tells: known, only claimed, no, or not known.

    `low` and `high` bound a band of a measure (inclusive, in its unit; months ago for a date).
    """

    code: Identifier
    label: Short
    state: State = "known"
    low: Decimal | None = None
    high: Decimal | None = None


class Scale(Model):
    """A set of choices that many questions share."""

    id: Identifier
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class ExactNumber(Model):
    """An exact value beside the coarse choices; `unit` stands after the number (`%`, `US dollars`)."""

    kind: Literal["number"]
    label: Short
    minimum: Decimal
    maximum: Decimal
    decimals: Annotated[int, Field(ge=0, le=2)] = 0
    unit: UnitOrNone = ""


class ExactDate(Model):
    """A month and year, with the day if it is known, beside the coarse choices."""

    kind: Literal["date"]
    label: Short
    when: Literal["past", "future", "any"] = "past"


Exact = Annotated[ExactNumber | ExactDate, Discriminator("kind")]


class QuestionBase(Sourced):
    """What every question carries.

    `label` is what the page asks, `brief` the same in few words for lists and paper. `asks` says who could answer
    it: the provider of the treatment, the person's own doctor, or the person (self). A question for a provider or
    a doctor has the sentence to `say` out loud and what a `specific` and a `vague` answer sound like. `note` is the
    label of an optional free text; `words` are glossary ids explained on the page; `short` puts the question on the
    short path; `number` is its place among the numbered questions.
    """

    number: Annotated[int, Field(ge=1)] | None = None
    label: Short
    brief: Brief
    hint: Short | None = None
    asks: Literal["provider", "doctor", "self"]
    topic: Identifier | None = None
    say: Wording | None = None
    specific: Wording | None = None
    vague: Wording | None = None
    words: tuple[Identifier, ...] = ()
    short: bool = False
    note: Short | None = None


class Choice(QuestionBase):
    """One choice of several; the last one is always "don't know"."""

    type: Literal["choice"]
    scale: Identifier | None = None
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class Several(QuestionBase):
    """Any number of choices; `none` is the code that excludes the others; the last one is "don't know"."""

    type: Literal["several"]
    options: Annotated[tuple[Option, ...], Field(min_length=3)]
    none: Identifier

    @property
    def lonely(self) -> frozenset[str]:
        """Return the codes that go with no other: none of these, and "don't know"."""
        return frozenset((self.none, self.options[-1].code))


class Signs(QuestionBase):
    """A group of warning signs to tick; `options` say what is true of the rest: first not seen, then not sure."""

    type: Literal["signs"]
    signs: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=6)]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=2)]


class Measure(QuestionBase):
    """A coarse choice, and the exact value beside it for those who know it."""

    type: Literal["measure"]
    options: Annotated[tuple[Option, ...], Field(min_length=3)]
    exact: Exact


class Text(QuestionBase):
    """The person's own words; always optional."""

    type: Literal["text"]


Question = Annotated[Choice | Several | Signs | Measure | Text, Discriminator("type")]
