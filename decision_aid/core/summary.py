"""One summary for every output: page, PDF, terminal and paper say the same in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from decision_aid.core.schema.texts import SummaryTexts


@dataclass(frozen=True, slots=True)
class Line:
    """A question in few words, its answer, and the person's own words beside it; `key` is the question's id."""

    label: str
    value: str
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `offer` is 1 to 3 where it is about an offer, and `kind` says what sort of offer.

    `named` tells that the person gave the offer a name, so that the title does not say its number.
    """

    title: str
    lines: tuple[Line, ...]
    offer: int | None = None
    kind: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Raised:
    """A warning sign seen or a note: what it says, why it matters, what it rests on, its source, what to ask.

    `about` holds the numbers of the offers named in `offers`; both are empty where it can mean no other.
    """

    id: str
    brief: str
    text: str
    brief_why: str
    why: str
    ask: str
    offers: str
    grounds: tuple[Line, ...]
    sources: tuple[str, ...]
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ToAsk:
    """An open question: short for the list, and the sentence to say.

    `brief` is the shortest form (a warning sign's own few words); `about` as for `Raised`.
    """

    key: str
    text: str
    say: str
    offers: str
    brief: str = ""
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicToAsk:
    title: str
    questions: tuple[ToAsk, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as printed: in few words, and in full."""

    id: str
    brief: str
    full: str
    address: str
    copy_address: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Which questionnaire this was made with, on which day, and when its facts must be read again."""

    version: str
    digest: str
    published: date
    review_by: date
    overdue: bool
    made_on: date


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything any output shows, in the words of who is answering.

    `signs` and `open_topics` stand gravest first; `open_count` is out of `asked_count`. `answers` holds every
    question that was answered; `beyond_front` tells that some answer stands in no block of the first two pages.
    """

    texts: SummaryTexts
    language: str
    answered_by: str
    decision: Line
    due: Line
    starred: tuple[ToAsk, ...]
    offers: tuple[Section, ...]
    signs: tuple[Raised, ...]
    open_topics: tuple[TopicToAsk, ...]
    open_count: int
    asked_count: int
    numbers: tuple[Line, ...]
    decline: str
    matters: tuple[Line, ...]
    wants: tuple[str, ...]
    wants_note: str
    notes: tuple[Raised, ...]
    sources: tuple[Cited, ...]
    identity: Identity
    answers: tuple[Section, ...]
    beyond_front: bool
