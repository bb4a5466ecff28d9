"""The questionnaire as a whole: parts and pages in order, and everything they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from decision_aid.core.conditions import Condition
from decision_aid.core.schema import checks
from decision_aid.core.schema.evidence import Code, EvidenceCard, Fact, GlossaryWord, IpdasItem, OptionGrid, Source
from decision_aid.core.schema.local import Local
from decision_aid.core.schema.questions import Question, Scale, Signs
from decision_aid.core.schema.registry import RegistryTexts
from decision_aid.core.schema.rules import Note, WarningSign
from decision_aid.core.schema.steps import Leg, Step, Stretch
from decision_aid.core.schema.texts import Texts, Topic
from decision_aid.core.schema.wording import BoxLabel, Brief, Identifier, Model, PageId, Short, Wording


class Page(Model):
    """What is asked at once. A title is needed when it holds several questions; `when` decides if it is asked."""

    id: PageId
    title: Short | None = None
    intro: Wording | None = None
    when: Condition | None = None
    evidence: tuple[Identifier, ...] = ()
    facts: tuple[Identifier, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Part(Model):
    """A chapter of the journey, about the person or, once for each, about an offer."""

    id: Identifier
    title: Brief
    about: Literal["person", "offer"]
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]


class Respondent(Model):
    """The question that decides whose words are used; `helper` lists the codes that mean a helper."""

    question: Identifier
    helper: tuple[Identifier, ...]


class Length(Model):
    """The question that decides the length; `full` is the code for all questions."""

    question: Identifier
    full: Identifier


class OfferCount(Model):
    """The question that says how many offers there are; `count` gives 0 to 3 for its codes."""

    question: Identifier
    count: dict[Identifier, Annotated[int, Field(ge=0, le=3)]]


class Decline(Model):
    """The measures that the monthly loss of function is worked out from."""

    total: Identifier
    scored_on: Identifier
    onset: Identifier
    maximum: Annotated[int, Field(ge=1)]


class Roles(Model):
    """Questions that the program itself needs to know by name; an illness without such a score has no `decline`."""

    respondent: Respondent
    length: Length
    offers: OfferCount
    offer_name: Identifier
    offer_kind: Identifier
    decline: Decline | None = None


class BoxLine(Model):
    """One line of an offer's box on page 1. `given` prints given / not given / not known instead of the answer."""

    question: Identifier
    label: BoxLabel
    style: Literal["answer", "given"] = "answer"


class Printout(Model):
    """Which answers stand in which block of the two pages."""

    decision: Identifier
    due: Identifier
    box: Annotated[tuple[BoxLine, ...], Field(min_length=1, max_length=8)]
    numbers: tuple[Identifier, ...]
    matters: tuple[Identifier, ...]
    wants: Identifier


class Questionnaire(Model):
    """Everything a content editor may change, checked as a whole.

    Raises pydantic's ValidationError; faults of the whole come as one error of type `questionnaire_faults`, with
    the tuple of `Fault` in its context.
    """

    schema_version: Literal[1]
    id: Identifier
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,2}(\.\d{1,3})?$")]
    published: date
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    title: Short
    texts: Texts
    roles: Roles
    printout: Printout
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    scales: tuple[Scale, ...] = ()
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    warning_signs: Annotated[tuple[WarningSign, ...], Field(min_length=1)]
    notes: tuple[Note, ...]
    option_grid: OptionGrid
    evidence: tuple[EvidenceCard, ...]
    facts: tuple[Fact, ...]
    glossary: tuple[GlossaryWord, ...]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    ipdas: tuple[IpdasItem, ...]
    codes: tuple[Code, ...] = ()
    registry: RegistryTexts | None = None  # without it, no trial can be looked up
    local: Local | None = None  # what a clinic's own file changed in it

    @model_validator(mode="before")
    @classmethod
    def _scales_spread(cls, data: Any) -> Any:
        return checks.with_scales(data)

    @model_validator(mode="after")
    def _whole(self) -> Questionnaire:
        faults = tuple(checks.faults(self))
        if faults:
            raise PydanticCustomError("questionnaire_faults", "the questionnaire has faults", {"faults": faults})
        return self

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, in the order of the parts."""
        return {question.id: question for _, page in self.pages() for question in page.questions}

    @cached_property
    def page(self) -> dict[str, tuple[Part, Page]]:
        """Every page by its id, with its part."""
        return {page.id: (part, page) for part, page in self.pages()}

    @cached_property
    def page_of(self) -> dict[str, str]:
        """The id of the page that asks each question."""
        return {question.id: page.id for _, page in self.pages() for question in page.questions}

    @cached_property
    def part(self) -> dict[str, Part]:
        return {part.id: part for part in self.parts}

    @cached_property
    def part_of(self) -> dict[str, str]:
        """The id of the part each page belongs to."""
        return {page.id: part.id for part, page in self.pages()}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def word(self) -> dict[str, GlossaryWord]:
        return {word.id: word for word in self.glossary}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def card(self) -> dict[str, EvidenceCard]:
        return {card.id: card for card in self.evidence}

    @cached_property
    def sign(self) -> dict[str, WarningSign]:
        return {sign.id: sign for sign in self.warning_signs}

    @cached_property
    def question_of_sign(self) -> dict[str, Signs]:
        """The question that asks about each warning sign."""
        groups = [question for question in self.questions.values() if isinstance(question, Signs)]
        return {sign: group for group in groups for sign in group.signs}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def segments(self) -> tuple[tuple[str, tuple[Page, ...]], ...]:
        """Neighbouring parts about the same thing, as one run of pages: it is walked once for each offer."""
        runs = groupby(self.parts, key=lambda part: part.about)
        return tuple((about, tuple(page for part in run for page in part.pages)) for about, run in runs)

    @cached_property
    def essential(self) -> frozenset[str]:
        """The pages of the short path: those with a question marked short, and those the program needs."""
        needed = {self.roles.respondent.question, self.roles.length.question, self.roles.offers.question}
        return frozenset(
            page.id for _, page in self.pages() for asked in page.questions if asked.short or asked.id in needed
        )

    @cached_property
    def legs(self) -> dict[bool, tuple[Leg, ...]]:
        """The journey laid out for the full length (True) and the short one, with three offers."""
        return {full: tuple(self._laid_out(full=full)) for full in (True, False)}

    @cached_property
    def asks(self) -> dict[bool, tuple[frozenset[str], frozenset[str]]]:
        """Every question of the full length (True) and of the short one: about the person, and about an offer."""
        return {full: (_asked_in(legs, None), _asked_in(legs, 1)) for full, legs in self.legs.items()}

    def _laid_out(self, *, full: bool) -> Iterator[Leg]:
        for about, pages in self.segments:
            asked = [page for page in pages if full or page.id in self.essential]
            for offer in (1, 2, 3) if about == "offer" else (None,):
                yield Leg(offer, tuple(_stretches(asked, offer)))

    @cached_property
    def on_front(self) -> frozenset[str]:
        """The questions whose answers stand in a block of the first two pages."""
        roles, printout = self.roles, self.printout
        said = {roles.respondent.question, roles.length.question, roles.offers.question}
        named = {roles.offer_name, roles.offer_kind, printout.decision, printout.due, printout.wants}
        boxed = {line.question for line in printout.box}
        signs = {question.id for question in self.question_of_sign.values()}
        return frozenset(said | named | boxed | signs | {*printout.numbers, *printout.matters})

    def pages(self) -> Iterator[tuple[Part, Page]]:
        """Go through all pages in order, each with its part."""
        for part in self.parts:
            for page in part.pages:
                yield part, page


def _stretches(pages: list[Page], offer: int | None) -> Iterator[Stretch]:
    # Each page with a condition stands alone: what it asks may be what the next one's condition looks at.
    for _, run in groupby(enumerate(pages), key=lambda place: place[0] if place[1].when else None):
        together = [page for _, page in run]
        steps = tuple(Step(page.id, offer) for page in together)
        yield Stretch(together[0].when, steps, frozenset(asked.id for page in together for asked in page.questions))


def _asked_in(legs: tuple[Leg, ...], offer: int | None) -> frozenset[str]:
    found = (stretch.questions for leg in legs if leg.offer == offer for stretch in leg.stretches)
    return frozenset[str]().union(*found)
