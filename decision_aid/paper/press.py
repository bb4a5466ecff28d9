"""The press: documents for the web and the command line, as PDF; those that somebody will want next, ahead."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock, Semaphore, Thread

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.core.schema import Questionnaire
from decision_aid.paper.job import Job
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.pool import Pool
from decision_aid.paper.shelf import Made, Shelf
from decision_aid.services import Edition, Paper, Printout

SECONDS = 30.0
QUEUE = 8
MOST_OF_ONE = 3  # places of one session: two papers, and a finger that presses twice
_BUSY = "Printing is busy just now. Please try again in a minute."
_PROOF = "<!DOCTYPE html><html lang='en'><title>-</title><p>-</p></html>"

Make = Callable[[], Printout]


class WorkerPress:
    """Prints in processes of its own. Implements `services.Press`; safe to share between threads.

    `workers` documents are printed at once and `queue` wait; `seconds` is from request to bytes.
    """

    def __init__(
        self, questionnaire: Questionnaire, pool: Pool, shelf: Shelf, *, workers: int, queue: int, seconds: float
    ) -> None:
        self._questionnaire = questionnaire
        self.pool = pool
        self._shelf = shelf
        self._places = BoundedSemaphore(workers + queue)
        # One process is left to those who click: nobody waits for what another may want.
        self._ahead = Semaphore(max(0, workers - 1))
        self._seconds = seconds
        self._held: Counter[str] = Counter()
        self._counting = Lock()
        self._blanks: dict[Paper, bytes] = {}
        self._making_blank = Lock()
        self._proved = False

    def summary(self, edition: Edition, make: Make) -> bytes:
        """Return the printout as PDF: the one made ahead, or a new one. Raises PressBusy or PressFailed."""
        end = time.monotonic() + self._seconds
        self._shelf.outdate(edition)
        made = self._shelf.find(edition)
        if made and made.done() and not made.exception():
            return made.result()
        with self._place(edition.session):
            return (made and self._awaited(made, end)) or self._printed_once(edition, make, end)

    def ahead(self, edition: Edition, make: Make) -> None:
        """Begin to print if a process is free beside the one for clicks; returns at once."""
        self._shelf.outdate(edition)
        if self.pool.idle > 1 and self._ahead.acquire(blocking=False):
            made = self._shelf.claim(edition)
            if made:
                Thread(target=self._print_ahead, args=(edition, make, made), name="print-ahead", daemon=True).start()
            else:
                self._ahead.release()

    def forget(self, session: str) -> None:
        """Drop everything made ahead for this session."""
        self._shelf.forget(session)

    def blank(self, paper: Paper) -> bytes:
        """Return the blank paper form as PDF; it is made once. Raises PressBusy or PressFailed."""
        if paper not in self._blanks:
            end = time.monotonic() + self._seconds
            with self._place(), self._alone(end):
                if paper not in self._blanks:
                    with self._proving():
                        self._blanks[paper] = self.pool.blank(self._questionnaire, paper, end - time.monotonic()).pdf
        return self._blanks[paper]

    def ready(self) -> bool:
        """Tell whether a document could be printed now; the first call prints one, as does one after a failure."""
        if not self._proved:
            try:
                with self._place():
                    self._proved = self._proof()
            except PressBusy:
                return True
        return self._proved

    def start(self) -> None:
        """Start the processes before the first document needs them."""
        self.pool.start()

    def close(self) -> None:
        """End the printing processes and drop what they made."""
        self.pool.close()
        self._shelf.clear()

    @contextmanager
    def _place(self, session: str = "") -> Iterator[None]:
        """Hold one of the places of those who wait for paper; one session holds few of them."""
        if not self._places.acquire(blocking=False):
            raise PressBusy(_BUSY)
        try:
            with self._own_place(session):
                yield
        finally:
            self._places.release()

    @contextmanager
    def _own_place(self, session: str) -> Iterator[None]:
        with self._counting:
            if session and self._held[session] >= MOST_OF_ONE:
                raise PressBusy(_BUSY)
            self._held[session] += 1
        try:
            yield
        finally:
            with self._counting:
                self._held[session] -= 1
                self._held += Counter()  # keeps only what is above zero

    @contextmanager
    def _alone(self, end: float) -> Iterator[None]:
        """Be the only one that makes the blank form."""
        if not self._making_blank.acquire(timeout=max(0.0, end - time.monotonic())):
            raise PressBusy(_BUSY)
        try:
            yield
        finally:
            self._making_blank.release()

    def _awaited(self, made: Made, end: float) -> bytes | None:
        """Return the document that is being made ahead; nothing if that fails."""
        try:
            return made.result(max(0.0, end - time.monotonic()))
        except TimeoutError:
            raise PressBusy(_BUSY) from None
        except Exception:  # noqa: BLE001 - whatever it was: it is made once more, for somebody who can be told
            return None

    def _printed(self, edition: Edition, make: Make, end: float) -> bytes:
        with self._proving():
            return self.pool.summary(make(), edition.paper, end - time.monotonic()).pdf

    @contextmanager
    def _proving(self) -> Iterator[None]:
        """Take a document that failed as a sign that printing may not work any more, until one proves that it does."""
        try:
            yield
        except PressFailed:
            self._proved = False
            raise

    def _printed_once(self, edition: Edition, make: Make, end: float) -> bytes:
        """Print; whoever asks for the same meanwhile waits for this one."""
        made = self._shelf.claim(edition)
        return self._fulfilled(edition, make, made, end) if made else self._printed(edition, make, end)

    def _fulfilled(self, edition: Edition, make: Make, made: Made, end: float) -> bytes:
        try:
            document = self._printed(edition, make, end)
        except BaseException as error:
            self._shelf.fail(edition, made, error)  # whatever it was, those who wait must go on
            raise
        self._shelf.keep(edition, made, document)
        return document

    def _print_ahead(self, edition: Edition, make: Make, made: Made) -> None:
        try:
            with suppress(Exception):
                self._fulfilled(edition, make, made, time.monotonic() + self._seconds)
        finally:
            self._ahead.release()

    def _proof(self) -> bool:
        try:
            return bool(self.pool.run(Job(_PROOF, Paper.A4.value), self._seconds).pdf)
        except (PressBusy, PressFailed):
            return False


def open_press(
    questionnaire: Questionnaire,
    letterhead: Letterhead,
    *,
    workers: int = 2,
    queue: int = QUEUE,
    seconds: float = SECONDS,
) -> WorkerPress:
    """Return a press whose processes start with the first document."""
    pool = Pool(workers, questionnaire.language, letterhead)
    return WorkerPress(questionnaire, pool, Shelf(), workers=workers, queue=queue, seconds=seconds)
