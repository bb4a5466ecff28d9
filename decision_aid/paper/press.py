"""The press: documents for the web and the command line, as PDF."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from decision_aid.paper.fit import Fit, begin
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.pool import Pool
from decision_aid.paper.sheet import Letterhead, Sheet
from decision_aid.paper.worker import Limits
from decision_aid.services import Paper

SECONDS = 30.0
_BUSY = "Printing is busy just now. Please try again in a minute."
_NO_FIT = "The two pages could not be made to hold these answers."
_PROOF = "<!DOCTYPE html><html lang='en'><title>-</title><p>-</p></html>"

Run = Callable[[Job], Printed]
T = TypeVar("T")


class WorkerPress:
    """Prints in processes of its own. Implements `services.Press`; safe to share between threads."""

    def __init__(self, sheet: Sheet, questionnaire: Questionnaire, pool: Pool, places: int, seconds: float) -> None:
        self._sheet = sheet
        self._questionnaire = questionnaire
        self.pool = pool
        self._places = BoundedSemaphore(places)
        self._seconds = seconds
        self._blanks: dict[Paper, bytes] = {}
        self._making_blank = Lock()
        self._proved = False

    def summary(self, summary: Summary, paper: Paper) -> bytes:
        """Return the printout as PDF. Raises PressBusy or PressFailed."""
        return self._within(lambda run: self._fitted(summary, paper, run))

    def blank(self, paper: Paper) -> bytes:
        """Return the blank paper form as PDF; it is made once. Raises PressBusy or PressFailed."""
        with self._making_blank:
            if paper not in self._blanks:
                job = Job(self._sheet.blank(self._questionnaire), paper.value)
                self._blanks[paper] = self._within(lambda run: run(job)).pdf
            return self._blanks[paper]

    def ready(self) -> bool:
        """Tell whether a document could be printed now; the first call prints one."""
        try:
            self._proved = self._proved or bool(self._within(lambda run: run(Job(_PROOF, Paper.A4.value))).pdf)
        except PressBusy:
            return True
        except PressFailed:
            return False
        return self._proved

    def start(self) -> None:
        """Start the processes before the first document needs them."""
        self.pool.start()

    def close(self) -> None:
        """End the printing processes."""
        self.pool.close()

    def _within(self, make: Callable[[Run], T]) -> T:
        """Give one place and one deadline to all the jobs of a document."""
        if not self._places.acquire(blocking=False):
            raise PressBusy(_BUSY)
        end = time.monotonic() + self._seconds
        try:
            return make(lambda job: self.pool.run(job, end - time.monotonic()))
        finally:
            self._places.release()

    def _fitted(self, summary: Summary, paper: Paper, run: Run) -> bytes:
        """Try the two pages alone from roomy to tight until each holds its own, then print with the annex."""
        fit: Fit | None = begin(summary)
        while fit:
            front, whole = self._sheet.front(summary, fit), self._sheet.summary(summary, fit)
            printed = run(Job(front, paper.value, trial=front != whole))
            if not (printed.first_over or printed.second_over):
                return printed.pdf or run(Job(whole, paper.value)).pdf
            fit = fit.tighter(first=printed.first_over, second=printed.second_over)
        raise PressFailed(_NO_FIT)


def open_press(
    questionnaire: Questionnaire,
    words: Words,
    letterhead: Letterhead,
    *,
    workers: int = 2,
    queue: int = 8,
    seconds: float = SECONDS,
) -> WorkerPress:
    """Return a press whose processes start with the first document. `seconds` is from request to bytes."""
    pool = Pool(workers, Limits())
    return WorkerPress(Sheet(words, letterhead), questionnaire, pool, workers + queue, seconds)
