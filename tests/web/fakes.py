"""Stand-ins for what surrounds the pages: a press that prints nothing, a store in trouble, a clock that stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from decision_aid.core.draft import Draft
from decision_aid.core.errors import KeptFileRefused, PressBusy, PressFailed, StoreUnavailable
from decision_aid.services import Edition, Kept, Paper, Printout, Visit
from decision_aid.store.drafts import SealedDrafts


@dataclass
class PassingClock:
    """Tells a time that goes on by a fifth of a second each time it is asked, and by days when told."""

    time: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    step: timedelta = timedelta(seconds=0.2)

    def __call__(self) -> datetime:
        self.time += self.step
        return self.time

    def pass_days(self, days: int) -> None:
        self.time += timedelta(days=days)


@dataclass
class FakePress:
    """Keeps what it was to print, now or ahead; refuses as long as `trouble` is set."""

    trouble: type[PressBusy | PressFailed] | None = None
    printed: list[tuple[Edition, Printout]] = field(default_factory=list)
    ahead_of: list[tuple[Edition, Callable[[], Printout]]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    blanks: list[Paper] = field(default_factory=list)

    def start(self) -> None:
        """Be ready at once."""

    def summary(self, edition: Edition, make: Callable[[], Printout]) -> bytes:
        self._refuse()
        self.printed.append((edition, make()))
        return b"%PDF-summary"

    def ahead(self, edition: Edition, make: Callable[[], Printout]) -> None:
        self.ahead_of.append((edition, make))

    def forget(self, session: str) -> None:
        self.forgotten.append(session)

    def blank(self, paper: Paper) -> bytes:
        self._refuse()
        self.blanks.append(paper)
        return b"%PDF-blank"

    def ready(self) -> bool:
        return self.trouble is None

    def _refuse(self) -> None:
        if self.trouble:
            raise self.trouble("no printing now")


@dataclass
class FakeExchange:
    """Keeps what it was to write; reads the file that is `kept`, and refuses any other."""

    written: list[tuple[Draft, date]] = field(default_factory=list)
    kept: dict[bytes, Kept] = field(default_factory=dict)

    def questionnaire(self) -> bytes:
        return b'{"resourceType":"Questionnaire"}\n'

    def response(self, draft: Draft, day: date) -> bytes:
        self.written.append((draft, day))
        return b'{"resourceType":"QuestionnaireResponse"}\n'

    def read(self, file: bytes, today: date) -> Kept:
        del today
        if file not in self.kept:
            raise KeptFileRefused("This file holds no answers, so nothing was taken over.")
        return self.kept[file]


@dataclass
class TroubledStore:
    """A real store that fails in the ways set; `saves` counts what was kept."""

    store: SealedDrafts
    cannot_open: Exception | None = None
    cannot_save: Exception | None = None
    before_finish: Callable[[], object] = field(default=lambda: None)  # what another window does just before
    before_save: Callable[[], object] | None = None  # what another request does just before, once
    saves: int = 0

    def start(self, draft: Draft, *, once: str = "") -> str:
        _raise(self.cannot_save)
        return self.store.start(draft, once=once)

    @property
    def gives_codes(self) -> bool:
        return self.store.gives_codes

    def open(self, token: str, *, touch: bool = True) -> Visit | None:
        _raise(self.cannot_open)
        return self.store.open(token, touch=touch)

    def save(self, visit: Visit, draft: Draft) -> Visit:
        _raise(self.cannot_save)
        self.saves += 1
        if before := self.before_save:
            self.before_save = None
            before()
        return self.store.save(visit, draft)

    def resume(self, code: str) -> str | None:
        _raise(self.cannot_open)
        return self.store.resume(code)

    def reissue(self, token: str) -> str:
        _raise(self.cannot_save)
        return self.store.reissue(token)

    def successor(self, token: str) -> str:
        return self.store.successor(token)

    def count_attempt(self, source: str) -> None:
        _raise(self.cannot_open)
        self.store.count_attempt(source)

    def count_look_up(self, source: str) -> None:
        _raise(self.cannot_open)
        self.store.count_look_up(source)

    def count_print(self, visit: Visit) -> None:
        _raise(self.cannot_save)
        self.store.count_print(visit)

    def leave(self, token: str) -> None:
        _raise(self.cannot_save)
        self.store.leave(token)

    def finish(self, token: str) -> bool:
        _raise(self.cannot_save)
        self.before_finish()
        return self.store.finish(token)

    def purge(self) -> int:
        return self.store.purge()

    def ready(self) -> bool:
        return self.cannot_save is None and self.store.ready()


def full_disk() -> StoreUnavailable:
    return StoreUnavailable("The answers cannot be kept: the disk is full; make room.")


def _raise(trouble: Exception | None) -> None:
    if trouble:
        raise trouble
