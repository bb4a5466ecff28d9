"""The printing processes, asked in words of paper and answering with sentences for a person."""

from __future__ import annotations

from collections.abc import Callable

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.core.schema import Questionnaire
from decision_aid.paper import worker
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.letterhead import Letterhead
from decision_aid.services import Paper, Printout
from decision_aid.workers.errors import TooLong, WorkerError
from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool as Workers

_TOO_LONG = "The document took too long to print. Please try again."
_FAILED = "The document could not be printed. Please try again."


class Pool:
    """Prints in a few confined processes. Safe to share between threads.

    All that prints takes the seconds it may last, waiting included, and raises PressBusy when they are over,
    PressFailed when there will be no document.
    """

    def __init__(self, workers: int, language: str, letterhead: Letterhead, limits: Limits | None = None) -> None:
        self._workers = Workers(workers, limits or Limits(), worker.begin, (language, letterhead))

    @property
    def idle(self) -> int:
        """Return how many more documents could begin at once."""
        return self._workers.idle

    @property
    def waiting(self) -> int:
        """Return how many documents wait for a process."""
        return self._workers.waiting

    @property
    def busy(self) -> int:
        """Return how many documents are being printed."""
        return self._workers.busy

    @property
    def folder(self) -> str:
        """Return the only folder that the processes may write in; it goes when they do."""
        return self._workers.folder

    def summary(self, printout: Printout, paper: Paper, seconds: float) -> Printed:
        """Return the printed summary."""
        return self._printed(worker.print_summary, printout.summary, printout.data, paper.value, seconds=seconds)

    def blank(self, questionnaire: Questionnaire, paper: Paper, seconds: float) -> Printed:
        """Return the printed empty form."""
        return self._printed(worker.print_blank, questionnaire, paper.value, seconds=seconds)

    def run(self, job: Job, seconds: float) -> Printed:
        """Return one printed piece of HTML."""
        return self._printed(worker.print_job, job, seconds=seconds)

    def start(self) -> None:
        """Start the processes before the first document needs them."""
        self._workers.start()

    def close(self) -> None:
        """End the processes; nothing is printed after."""
        self._workers.close()

    def _printed(self, function: Callable[..., worker.Plain], *arguments: object, seconds: float) -> Printed:
        try:
            printed = Printed(*self._workers.run(function, *arguments, seconds=seconds))
        except TooLong:
            raise PressBusy(_TOO_LONG) from None
        except WorkerError:
            raise PressFailed(_FAILED) from None
        if printed.error:
            raise PressFailed(printed.sentence or _FAILED)
        return printed
