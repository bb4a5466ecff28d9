"""All that the web may ask for, as protocols, and one frozen bundle of their makers' work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from decision_aid.core.draft import Draft
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary


class Paper(Enum):
    """A sheet to print on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser's opened draft: its row's revision and the store's own key to save it again."""

    draft: Draft
    revision: int
    key: object


class Drafts(Protocol):
    """Keeps drafts sealed; a session's token is the only way to one."""

    def start(self, draft: Draft) -> str:
        """Keep a new draft and return the token of its session (43 characters, URL-safe)."""

    def open(self, token: str) -> Visit | None:
        """Return the draft of this session, or nothing if there is none or it cannot be opened."""

    def save(self, visit: Visit, draft: Draft) -> Visit:
        """Keep the draft; it is durable when this returns.

        Raises DraftChanged if another request saved it since `visit` was opened, StoreUnavailable if it could not
        be kept.
        """

    def finish(self, token: str) -> None:
        """Forget the draft of this session and every session of it."""

    def purge(self) -> int:
        """Forget drafts and sessions whose day is over; return how many drafts went."""

    def ready(self) -> bool:
        """Tell whether a draft could be kept now."""


class Press(Protocol):
    """Prints documents outside the request's own process. Raises PressBusy or PressFailed."""

    def summary(self, summary: Summary, paper: Paper) -> bytes:
        """Return the printout as PDF."""

    def blank(self, paper: Paper) -> bytes:
        """Return the blank paper form as PDF."""

    def ready(self) -> bool:
        """Tell whether a document could be printed now."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Reading grades over all screens: Flesch-Kincaid mean and worst, and SMOG over the whole question text."""

    mean: float
    worst: float
    worst_screen: str
    smog: float


@dataclass(frozen=True, slots=True)
class Services:
    """What one running form is made of. `questionnaire_hash` names the exact content; `clock` gives UTC."""

    questionnaire: Questionnaire
    questionnaire_hash: str
    drafts: Drafts
    press: Press
    reading: Callable[[], Reading]
    clock: Callable[[], datetime]
