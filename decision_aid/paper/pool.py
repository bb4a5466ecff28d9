"""The printing processes: started when first needed, killed and replaced when they fail or take too long."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import weakref
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from threading import Lock

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from decision_aid.core.errors import PressFailed
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.worker import Limits, begin, work

_JOBS_PER_PROCESS = 500
_TOO_LONG = "The document took too long to print. Please try again."
_FAILED = "The document could not be printed. Please try again."


class Pool:
    """Runs jobs in a few processes of their own. Safe to share between threads."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._workers = workers
        self._limits = limits
        self._lock = Lock()
        self._pool: ProcessPool | None = None
        self._closed = False
        self._folder = tempfile.mkdtemp(prefix="decision-aid-fonts-")
        self._clear = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def run(self, job: Job, seconds: float) -> Printed:
        """Return the printed job within so many seconds, waiting included, or raise PressFailed."""
        future = self._schedule(job)
        try:
            printed = future.result(max(0.0, seconds))
        except TimeoutError:
            future.cancel()  # type: ignore[no-untyped-call]  # pebble's own gap
            raise PressFailed(_TOO_LONG) from None
        except (ProcessExpired, BrokenProcessPool, CancelledError):
            raise PressFailed(_FAILED) from None
        if printed.error:
            raise PressFailed(printed.sentence or _FAILED)
        return printed

    def start(self) -> None:
        """Start the processes before the first job needs them."""
        self._running()

    def close(self) -> None:
        """End the processes; nothing is printed after."""
        with self._lock:
            self._closed = True
            self._end()
        self._clear()

    def _schedule(self, job: Job) -> ProcessFuture[Printed]:
        try:
            return self._running().schedule(work, args=(job, self._limits))
        except RuntimeError:
            return self._running(renewed=True).schedule(work, args=(job, self._limits))

    def _running(self, *, renewed: bool = False) -> ProcessPool:
        """Return the pool; a new one if there is none or, if `renewed`, the present one is broken."""
        with self._lock:
            if self._closed:
                raise PressFailed(_FAILED)
            if renewed and self._pool and not self._pool.active:
                self._end()
            if self._pool is None:
                self._pool = self._started()
            return self._pool

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=_JOBS_PER_PROCESS,
            initializer=begin,
            initargs=(self._folder, self._limits),
            context=multiprocessing.get_context("spawn"),
        )
        pool.active  # noqa: B018 - asking starts the processes
        return pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble's own gap
            self._pool.join()
            self._pool = None
