"""What a person brings back: the printout, which carries the answers, or the data file itself."""

from __future__ import annotations

from threading import BoundedSemaphore

from decision_aid.fhir import opening
from decision_aid.fhir.intake import MOST_BYTES, Unusable
from decision_aid.fhir.refusals import BUSY, DAMAGED, FOUND, LARGE, SLOW
from decision_aid.workers.errors import Failed, WorkerError
from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool

MEMORY = 256 * 1024 * 1024
CPU_SECONDS = 2
SECONDS = 10.0
PLACES = 4  # files being read or waiting: each may take two seconds, and none should wait for its whole time


class KeptFiles:
    """Opens kept files in a confined process of its own. Safe to share between threads."""

    def __init__(self, limits: Limits | None = None, seconds: float = SECONDS) -> None:
        bounds = limits or Limits(memory=MEMORY, cpu_seconds=CPU_SECONDS)
        self.pool = Pool(1, bounds, begin=opening.begin)
        self._seconds = seconds
        self._places = BoundedSemaphore(PLACES)

    def lean(self, file: bytes) -> bytes:
        """Return the response that the file is or carries, as `intake.lean` gives it. Raises Unusable."""
        if len(file) > MOST_BYTES:
            raise Unusable(LARGE)
        outcome, lean, link = self._opened(file)
        if outcome != FOUND:
            raise Unusable(outcome, link)
        return bytes(lean)

    def _opened(self, file: bytes) -> tuple[str, bytes, str]:
        if not self._places.acquire(blocking=False):
            raise Unusable(BUSY)
        try:
            outcome, lean, link = self.pool.run(opening.opened, file, seconds=self._seconds)
        except Failed:
            raise Unusable(DAMAGED) from None
        except WorkerError:
            raise Unusable(SLOW) from None
        finally:
            self._places.release()
        return outcome, lean, link

    def close(self) -> None:
        """End the process."""
        self.pool.close()
