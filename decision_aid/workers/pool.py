"""A few processes that do jobs: started when first needed, killed and replaced when they fail or take too long."""

from __future__ import annotations

import shutil
import tempfile
import time
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from threading import Condition
from typing import Any

from decision_aid.workers.errors import Broken, TooLong
from decision_aid.workers.limits import Limits
from decision_aid.workers.process import Begin, Post
from decision_aid.workers.worker import NotTaken, Worker

_JOBS_PER_PROCESS = 500
_TRIES = 3
_FAREWELL = 10.0  # seconds


class Pool:
    """Runs functions in confined processes of their own, one job at a time each. Safe to share between threads.

    `begin`, a function of a module, makes each new process ready before it is confined.
    """

    def __init__(
        self,
        workers: int,
        limits: Limits,
        begin: Begin | None = None,
        beginargs: tuple[Any, ...] = (),
        jobs_per_process: int = _JOBS_PER_PROCESS,
    ) -> None:
        self._post = Post(begin, beginargs, limits, folder="")
        self._most = workers
        self._jobs_per_process = jobs_per_process
        self._change = Condition()
        self._resting: list[Worker] = []
        self._busy: set[Worker] = set()
        self._queue: deque[object] = deque()
        self._closed = False

    @property
    def folder(self) -> str:
        """Return the only folder that the processes may write in: empty before the first starts; it goes with them."""
        return self._post.folder

    @property
    def idle(self) -> int:
        """Return how many more jobs could begin at once."""
        with self._change:
            return 0 if self._closed else max(0, self._most - len(self._busy) - len(self._queue))

    @property
    def waiting(self) -> int:
        """Return how many jobs wait for a process."""
        with self._change:
            return len(self._queue)

    @property
    def busy(self) -> int:
        """Return how many jobs are being done."""
        with self._change:
            return len(self._busy)

    def run(self, function: Callable[..., object], *arguments: object, seconds: float) -> Any:
        """Return the plain data that a module's function returns, within so many seconds, waiting included.

        Raises TooLong, Broken or Failed.
        """
        end = time.monotonic() + seconds
        for _ in range(_TRIES):
            worker = self._taken(end)
            try:
                return worker.do(function, arguments, end - time.monotonic())
            except NotTaken:
                continue
            finally:
                self._give_back(worker)
        raise Broken

    def start(self) -> None:
        """Start the processes before the first job needs them."""
        with self._change:
            self._fill()

    def close(self) -> None:
        """End the processes, whatever they are doing; no job is done after."""
        with self._change:
            self._closed = True
            for worker in self._resting:
                worker.end()
            for worker in self._busy:
                worker.kill()  # whoever gave it its job is told, and ends it
            self._resting.clear()
            self._change.notify_all()
            self._change.wait_for(lambda: not self._busy, _FAREWELL)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _taken(self, end: float) -> Worker:
        """Return a process that rests, in the order in which jobs came."""
        me = object()
        with self._change:
            self._queue.append(me)
            try:
                ready = self._change.wait_for(lambda: self._turn_of(me), max(0.0, end - time.monotonic()))
                if self._closed:
                    raise Broken
                if not ready:
                    raise TooLong
                self._fill()
                worker = self._resting.pop()
                self._busy.add(worker)
                return worker
            finally:
                self._queue.remove(me)
                self._change.notify_all()

    def _turn_of(self, me: object) -> bool:
        return self._closed or (self._queue[0] is me and len(self._busy) < self._most)

    def _give_back(self, worker: Worker) -> None:
        with self._change:
            self._busy.discard(worker)
            keeps = worker.sound and worker.done < self._jobs_per_process and not self._closed
            if keeps:
                self._resting.append(worker)
            else:
                worker.end()
                self._fill()
            self._change.notify_all()

    def _fill(self) -> None:
        """Start processes in place of those that are missing or ended while they rested."""
        if self._closed:
            return
        if not self.folder:
            self._post = replace(self._post, folder=tempfile.mkdtemp(prefix="decision-aid-worker-"))
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self._resting = [worker for worker in self._resting if worker.alive]
        while len(self._resting) + len(self._busy) < self._most:
            self._resting.insert(0, Worker(self._post))
