"""Documents printed ahead: in memory alone, each for a minute at most, few and small in all."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Timer

from decision_aid.services import Edition

SECONDS = 60.0
MOST = 16
MOST_BYTES = 8 * 1024 * 1024

Made = Future[bytes]


class Shelf:
    """Keeps documents, done or still in the making, by their edition. Safe to share between threads."""

    def __init__(self, seconds: float = SECONDS, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._seconds = seconds
        self._most = most
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._made: dict[Edition, Made] = {}
        self._timers: dict[Edition, Timer] = {}

    def __len__(self) -> int:
        return len(self._made)

    def find(self, edition: Edition) -> Made | None:
        """Return the document of this edition, done or in the making."""
        with self._lock:
            return self._made.get(edition)

    def claim(self, edition: Edition) -> Made | None:
        """Return what to fulfil with `keep` or `fail`; nothing if somebody makes or made this edition already."""
        with self._lock:
            if edition in self._made:
                return None
            self._made[edition] = made = Made()
            return made

    def keep(self, edition: Edition, made: Made, document: bytes) -> None:
        """Hand the document to those who wait for it, and keep it unless it was dropped meanwhile."""
        made.set_result(document)
        with self._lock:
            if self._made.get(edition) is made:
                self._timers[edition] = timer = Timer(self._seconds, self._expire, (edition, made))
                timer.daemon = True
                timer.start()
                self._make_room()

    def fail(self, edition: Edition, made: Made, error: BaseException) -> None:
        """Tell those who wait that there will be no document."""
        made.set_exception(error)
        self._expire(edition, made)

    def outdate(self, edition: Edition) -> None:
        """Drop what was made for this session before this edition's answers, words, day and trial records."""
        self._drop_all(lambda kept: kept.session == edition.session and _state(kept) != _state(edition))

    def forget(self, session: str) -> None:
        """Drop everything of a session."""
        self._drop_all(lambda kept: kept.session == session)

    def clear(self) -> None:
        """Drop everything."""
        self._drop_all(lambda _: True)

    def _expire(self, edition: Edition, made: Made) -> None:
        with self._lock:
            if self._made.get(edition) is made:
                self._drop(edition)

    def _drop_all(self, wanted: Callable[[Edition], bool]) -> None:
        with self._lock:
            for edition in [kept for kept in self._made if wanted(kept)]:
                self._drop(edition)

    def _make_room(self) -> None:
        """Drop the oldest documents, as long as there are too many or they are too large in all."""
        done = {edition: len(self._made[edition].result()) for edition in self._timers}
        for edition in list(done):
            if len(done) <= self._most and sum(done.values()) <= self._most_bytes:
                break
            self._drop(edition)
            del done[edition]

    def _drop(self, edition: Edition) -> None:
        del self._made[edition]
        if timer := self._timers.pop(edition, None):
            timer.cancel()


def _state(edition: Edition) -> tuple[object, ...]:
    """Return what a document shows; the same on other paper is not older."""
    return edition.revision, edition.words, edition.day, edition.records
