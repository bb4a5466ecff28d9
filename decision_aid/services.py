"""All that the web may ask for, as protocols, and one frozen bundle of their makers' work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from decision_aid.core.draft import Draft
from decision_aid.core.record import Hits, Holding, Looked, Search
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary
from decision_aid.counted import Outcome, Refusal, Reply
from decision_aid.logs import Event
from decision_aid.remarks import Remark

ANSWERS_FILE = "answers.fhir.json"  # the name of the answers as data, inside the printout and as a file of its own


class Paper(Enum):
    """A sheet to print on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser's opened draft: its row's revision and the store's own key to save it again.

    Two visits of one draft have equal keys. `code` is the resume code where this session began with it, else empty;
    `last_day` is the last day on which the draft is kept if nothing more is saved.
    """

    draft: Draft
    revision: int
    key: object = field(repr=False)
    code: str = field(default="", repr=False)
    last_day: date = date.max


class Drafts(Protocol):
    """Keeps drafts sealed; a session's token or a resume code is the only way to one."""

    @property
    def gives_codes(self) -> bool:
        """Tell whether drafts outlive their session and have a resume code; if not, nothing is on any disk."""

    def start(self, draft: Draft, *, once: str = "") -> str:
        """Keep a new draft and return the token of its session (43 characters, URL-safe). Raises TooOften.

        Where a draft was begun with the same `once` before, nothing is begun, and it is the token of that. In
        `once` are 256 random bits that this browser alone holds.
        """

    def open(self, token: str, *, touch: bool = True) -> Visit | None:
        """Return the draft of this session, or nothing if there is none, it is over, or it cannot be opened.

        With `touch` the session counts as used now. Raises DraftNewer.
        """

    def save(self, visit: Visit, draft: Draft) -> Visit:
        """Keep the draft; it is durable when this returns.

        Raises DraftChanged if another request saved it since `visit` was opened, TooOften, StoreUnavailable if it
        could not be kept.
        """

    def resume(self, code: str) -> str | None:
        """Return the token of a new session for the draft of this code, or nothing if no draft has it."""

    def reissue(self, token: str) -> str:
        """Give this session's draft a new code; the old one and all other sessions end. Return a new session's token.

        This session lasts until the new one is used: its token may be lost on the way.
        Raises DraftChanged if there is no such draft (any more), TooOften.
        """

    def successor(self, token: str) -> str:
        """Return the token of the session that has replaced this one and was not used yet, or ""."""

    def count_attempt(self, source: str) -> None:
        """Count one try to come back from this source. Raises TooOften."""

    def count_look_up(self, source: str) -> None:
        """Count one look-up of a trial from this source. Raises TooOften."""

    def count_print(self, visit: Visit) -> None:
        """Count one printout of this draft. Raises TooOften."""

    def leave(self, token: str) -> None:
        """End this session; the draft stays."""

    def finish(self, token: str) -> bool:
        """Forget the draft of this session and every session of it; tell whether there was one."""

    def purge(self) -> int:
        """Forget drafts and sessions whose day is over; return how many drafts went."""

    def ready(self) -> bool:
        """Tell whether a draft could be kept now."""


class Sealer(Protocol):
    """Seals what was typed when a session is over, so that only the same draft brings it back."""

    def name_of(self, visit: Visit) -> str:
        """Return the draft's name as its pages carry it: nobody else can read it or make one."""

    def names(self, name: str, visit: Visit) -> bool:
        """Tell whether this is a name of this visit's draft."""

    def seal(self, name: str, typed: bytes) -> str:
        """Return what was typed on a page of this draft, sealed, or "" if there is no such draft (any more)."""

    def unseal(self, visit: Visit, sealed: str) -> bytes | None:
        """Return what was typed if it was on a page of this very draft, else nothing."""

    def enclose(self, data: Mapping[str, object], form: str) -> str:
        """Return data sealed, for a page to hold that nothing else is to keep; `form` is the token of its forms."""

    def enclosed(self, sealed: str, form: str) -> dict[str, Any] | None:
        """Return the data that a page whose forms have this token holds, or nothing if it is of another page."""

    def tag(self, visit: Visit, day: date) -> str:
        """Return what a log calls this draft on this day: eight characters that tell nothing, others tomorrow."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What is printed: the summary, and the same answers as data (FHIR JSON) that the document carries."""

    summary: Summary
    data: bytes


@dataclass(frozen=True, slots=True)
class Edition:
    """Names one printing of one draft, so that what was made ahead is found again.

    `session` is a digest of the visit's token; `words` names language and voice; `records` is what the trial records
    rest on (`Registry.state`), where some are printed.
    """

    session: str
    revision: int
    words: str
    day: date
    paper: Paper
    records: Hashable = None


class Press(Protocol):
    """Prints documents outside the request's own process. Raises PressBusy or PressFailed."""

    def start(self) -> None:
        """Make ready to print before the first document is asked for; returns at once."""

    def summary(self, edition: Edition, make: Callable[[], Printout]) -> bytes:
        """Return the printout as PDF: the one made ahead, or a new one of what `make` gives."""

    def ahead(self, edition: Edition, make: Callable[[], Printout]) -> None:
        """Begin to print if a worker is free, and keep the document in memory for a minute; returns at once."""

    def forget(self, session: str) -> None:
        """Drop everything made ahead for this session."""

    def blank(self, paper: Paper) -> bytes:
        """Return the blank paper form as PDF."""

    def ready(self) -> bool:
        """Tell whether a document could be printed now."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer of a kept file that does not fit any more: which offer it is about, and its question in few words.

    `words` are the person's own beside a question that is gone: they stay, but stand beside no question any more.
    """

    question: str
    offer: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a kept file brings back, all of it checked: answers, stars and the pages been through.

    `version` is the questionnaire's that it was made with, `local` that of the clinic's own file then, if there was
    one. `current` tells whether both are the present ones to the last letter. `left_out` has every answer that does not
    fit any more.
    """

    draft: Draft
    version: str
    current: bool
    left_out: tuple[LeftOut, ...] = ()
    local: str = ""


class Exchange(Protocol):
    """Answers as data that other programs understand (FHIR R4 JSON), out and in again."""

    def questionnaire(self) -> bytes:
        """Return the questionnaire itself; nothing of a person is in it."""

    def response(self, draft: Draft, day: date) -> bytes:
        """Return the answers on the path, as given on this day: the same draft and day give the same bytes."""

    def read(self, file: bytes, today: date) -> Kept:
        """Return what a kept file (the printout or the data file) brings back.

        Raises KeptFileRefused with the sentence to show: then nothing of it is to be taken over.
        """


@dataclass(frozen=True, slots=True)
class Reading:
    """Reading grades over all screens: Flesch-Kincaid mean and worst, and SMOG over the whole question text."""

    mean: float
    worst: float
    worst_screen: str
    smog: float


class Monitor(Protocol):
    """Counts what happens, by names of fixed lists alone, and tells how the form is; nobody can be told apart."""

    def happened(self, event: Event) -> None:
        """Count an event; those of a visit's beginning and end, for its week too."""

    def answered(self, endpoint: str, status: int, seconds: float) -> None:
        """Count a request by the endpoint's name, the status it got and how long it took."""

    def refused(self, kind: Refusal) -> None:
        """Count a request that was not done."""

    def printed(self, outcome: Outcome, seconds: float) -> None:
        """Count a document that somebody asked for, by how that ended and how long they waited."""

    def looked_up(self, reply: Reply) -> None:
        """Count a record that the registry of trials was to be asked for, by what came of it."""

    def readiness(self) -> Mapping[str, Remark]:
        """Return a remark on each part that serving rests on; what is wrong stops the service."""

    def metrics(self) -> bytes:
        """Return everything counted, in the text format of Prometheus."""


class Registry(Protocol):
    """The public trial records that can be looked up here. Nothing of it fails because of a network or a file."""

    def look_up(self, numbers: Collection[str]) -> Mapping[str, Looked]:
        """Return what is known of each of these numbers (`NCT` and eight digits), after five seconds at the latest."""

    def search(self, asked: Search) -> Hits:
        """Return the records of the list that hold these words; the registry itself is not asked."""

    def holding(self) -> Holding:
        """Tell what can be looked up."""

    def state(self, numbers: Collection[str]) -> Hashable:
        """Return what a look-up of these numbers rests on now, at once: while it is equal, so is what comes of it."""


@dataclass(frozen=True, slots=True)
class Services:
    """What one running form is made of. `questionnaire_hash` names the exact content; `clock` gives UTC."""

    questionnaire: Questionnaire
    questionnaire_hash: str
    drafts: Drafts
    sealer: Sealer
    press: Press
    exchange: Exchange
    monitor: Monitor
    registry: Registry
    reading: Callable[[], Reading]
    clock: Callable[[], datetime]
