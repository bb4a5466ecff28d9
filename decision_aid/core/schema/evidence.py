"""What is known and from where: sources, facts, evidence cards, glossary and the four options side by side."""

from datetime import date as day
from typing import Annotated, Literal

from pydantic import Field

from decision_aid.core.schema.wording import Brief, Identifier, Model, Short, Sourced, Wording

Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$|^not public$")]
TrialNumber = Annotated[str, Field(pattern=r"^NCT\d{8}$")]


class Copy(Model):
    """A copy that was read because the primary could not be."""

    address: Annotated[str, Field(min_length=4)]


class Source(Model):
    """A public primary source; `copy_read` is there until someone has read the primary itself.

    `gives_no_date` says that somebody looked for a date in what was read, and there is none.
    """

    id: Identifier
    title: Short
    publisher: Short
    address: Address
    date: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$|^not reported$")]
    gives_no_date: bool = False
    read_on: day
    copy_read: Copy | None = None
    brief: Brief


class Fact(Sourced):
    """One fact; a number names its population and period, or says they do not apply."""

    text: Wording
    population: Short
    period: Short

    @property
    def scope(self) -> tuple[str, ...]:
        """Return about whom and for how long it holds, as far as that applies."""
        return tuple(text for text in (self.population, self.period) if text != "does not apply")


class PrimaryEndpoint(Model):
    """What the study set out to show, and whether it did."""

    goal: Short
    met: Literal["yes", "no", "not reported"]
    result: Wording


class EvidenceCard(Sourced):
    """One study in people; it cannot be loaded without its main goal's result."""

    product: Short
    trial: TrialNumber
    phase: Short
    design: Short
    people: Annotated[int, Field(ge=1)]
    population: Short
    period: Short
    primary_endpoint: PrimaryEndpoint
    subgroup: Wording | None = None
    as_of: day


class GlossaryWord(Sourced):
    """A word a person may not know, explained where it stands."""

    word: Short
    meaning: Wording


class Cell(Model):
    """What one option means for one row."""

    option: Identifier
    text: Wording
    why: Wording
    sources: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    review_by: day


class Row(Model):
    id: Identifier
    title: Short
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]


class CareOption(Model):
    id: Identifier
    title: Short


class OptionGrid(Model):
    """The options side by side: every row has one cell for every option. A cell's id is `row.option`."""

    options: Annotated[tuple[CareOption, ...], Field(min_length=2)]
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


class Code(Model):
    """What programs of others know the illness as or, with `question`, the exact number of that question."""

    system: Annotated[str, Field(pattern=r"^(https?://|urn:)[^\s<>\"]+$")]
    code: Annotated[str, Field(pattern=r"^\S+( \S+)*$")]
    display: Annotated[str, Field(min_length=1, max_length=100)]
    question: Identifier | None = None


class IpdasItem(Model):
    """Our own rating on one quality item for decision aids; `record` dates the proof where people reviewed it."""

    id: Annotated[str, Field(pattern=r"^(Q[1-6]|C([1-9]|10)|b([1-9]|1\d|2[0-8]))$")]
    group: Literal["qualifying", "certification", "quality"]
    about: Short
    rating: Literal["met", "not met", "not applicable"]
    reason: Wording
    record: day | None = None
