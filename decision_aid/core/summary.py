"""One summary for every output: page, PDF, terminal and paper say the same in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from decision_aid.core.schema.texts import SummaryTexts


@dataclass(frozen=True, slots=True)
class Line:
    """A question in few words, its answer, and the person's own words beside it; `key` is the question's id.

    `by_name` is the label where it says of which offers the answer is, with their names in place of their numbers.
    """

    label: str
    value: str
    note: str = ""
    key: str = ""
    by_name: str = ""


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
class Beside:
    """One thing in three columns: what the public record says, what the person was told, and the question to ask.

    `differs` says in words that the first two are not the same, where both are known and that can be told; else "".
    """

    id: str
    label: str
    says: str
    told: str
    ask: str
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a record asks of people who want to join, and never a verdict.

    `quotes` are its own lines, ready to show, `yours` the person's numbers to bring, `ask` the question.
    """

    id: str
    label: str
    quotes: tuple[str, ...]
    yours: tuple[Line, ...]
    ask: str = ""


class Standing(Enum):
    """What became of the number that a person wrote."""

    FOUND = "found"  # the record is shown; the person did not say that it is another study
    OTHER = "other"  # the person said that it is another study: it is named, and not compared
    NOT_LISTED = "not_listed"
    UNREAD = "unread"  # letters of a number, but not eight digits


@dataclass(frozen=True, slots=True)
class Listing:
    """The public record of one number beside what was told about an offer, with the day it is of.

    `title` is of the study. `about` has what tells it from others: sponsor, kind, phase, status, sites, as of. `first`
    are notices that must stand before all else (a record older than a year, a sample), `notices` those beside.
    `question` is what to ask first: whether this is the study they were told about, or for the right number. `always`
    is the line that anyone may list a study. `gates` stand under `gates_title` and `gates_lead`, all of it under
    `heading`. Found or not, `address` leads to the public record. The number is in the note of the question `asked`.
    `age` says in few words that the record is old, `heed` what must not be overlooked in it beside its number, `source`
    whose it is; all are empty where none is shown.
    """

    standing: Standing
    number: str
    address: str
    title: str
    about: tuple[Line, ...]
    question: str
    always: str
    first: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    rows: tuple[Beside, ...] = ()
    gates: tuple[Gate, ...] = ()
    sources: tuple[str, ...] = ()
    offer: int | None = None
    offer_title: str = ""
    asked: str = ""
    heading: str = ""
    gates_title: str = ""
    gates_lead: str = ""
    told_title: str = ""
    age: str = ""
    heed: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LocalChanges:
    """What a clinic changed in the questionnaire: how many changes, in few words, and each change in full."""

    counts: str
    brief: str
    full: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which questionnaire this was made with, on which day, and when its facts must be read again.

    `local` is the version of a clinic's own file, where there is one.
    """

    version: str
    digest: str
    published: date
    review_by: date
    overdue: bool
    made_on: date
    local: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything any output shows, in the words of who is answering.

    `signs` and `open_topics` stand gravest first; `open_count` is out of `asked_count`. `answers` holds every
    question that was answered; `beyond_front` tells that some answer stands in no block of the first two pages.
    `local` is there where a clinic changed what is asked, `asked_no_more` where words stand beside answers to
    questions that are gone. `listings` has what the public record says of the numbers given, by offer.
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
    local: LocalChanges | None = None
    asked_no_more: Section | None = None
    listings: tuple[Listing, ...] = ()
