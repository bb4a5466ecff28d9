"""What a clinic has made of a questionnaire: told on every summary and printout, so that nothing goes in silence."""

from typing import Annotated

from pydantic import AfterValidator, Field

from decision_aid.core.schema.wording import Identifier, Model, Short, Wording, visible

FREE = ("hint", "why", "note")  # what helps with a question, and is not the question

ContactLine = Annotated[str, Field(min_length=3, max_length=80), AfterValidator(visible)]


class Reworded(Model):
    """A question that the clinic says in other words; `was` has the questionnaire's own, by field."""

    question: Identifier
    was: dict[str, Wording | None]


class LeftOut(Model):
    """A question that the clinic does not ask, and why. It still holds its number, its sources and its words."""

    id: Identifier
    label: Short
    why: Wording
    number: int | None = None
    sources: tuple[Identifier, ...]
    words: tuple[Identifier, ...] = ()


class Local(Model):
    """The clinic's own file as it was laid over the questionnaire; `part` is the id of the part it adds."""

    version: str
    contact: Annotated[tuple[ContactLine, ...], Field(max_length=3)] = ()
    reworded: tuple[Reworded, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    part: Identifier | None = None

    @property
    def changes(self) -> bool:
        """Tell whether anything is asked otherwise than in the questionnaire: a telephone number alone is no change."""
        return bool(self.reworded or self.left_out or self.part)
