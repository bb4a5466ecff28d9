"""One worker process as the serving process sees it."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections.abc import Callable
from threading import Event, Timer
from typing import Any

from decision_aid.workers import plain
from decision_aid.workers.errors import Broken, Failed, TooLong, WorkerError
from decision_aid.workers.process import DONE, Post, serve

NAME = "decision-aid worker"
_OUT_OF_MEMORY = MemoryError.__name__  # what a process raised that may have no room for its next job
_MOMENT = 1.0  # seconds, from the end of its pipe to the end of a process
_SPAWN = multiprocessing.get_context("spawn")


class NotTaken(WorkerError):
    """The process was gone before it got the job: another may do it."""


class Worker:
    """A process that does one job at a time; not to be shared between threads."""

    def __init__(self, post: Post) -> None:
        self._jobs, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(theirs, post), name=NAME, daemon=True)
        self._process.start()
        theirs.close()  # so that reading ends when the process does
        self.done = 0
        self.sound = True

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def do(self, function: Callable[..., object], arguments: tuple[Any, ...], seconds: float) -> Any:
        """Return what the function returns in the process; after so many seconds the process is killed.

        Raises NotTaken, TooLong, Broken or Failed. The process is of no more use when it is not `sound` after.
        """
        job = pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)
        late = Event()
        watch = Timer(max(0.0, seconds), self._too_late, (late,))
        watch.daemon = True
        watch.start()
        self.sound = False
        try:
            outcome, found = self._answer(job, late)
        finally:
            watch.cancel()
        self.sound = not late.is_set() and found != _OUT_OF_MEMORY
        self.done += 1
        if outcome == DONE:
            return found
        raise Failed(str(found))

    def kill(self) -> None:
        """Kill the process; a job that it does is then broken."""
        self._process.kill()

    def end(self) -> None:
        """End a process that does no job any more, and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self._jobs.close()

    def _too_late(self, late: Event) -> None:
        late.set()
        self._process.kill()

    def _overworked(self) -> bool:
        """Tell whether the system ended the process because its processor time was over."""
        self._process.join(_MOMENT)
        return self._process.exitcode == -signal.SIGXCPU

    def _answer(self, job: bytes, late: Event) -> tuple[str, Any]:
        try:
            self._jobs.send_bytes(job)
        except OSError:
            raise TooLong if late.is_set() else NotTaken from None
        try:
            outcome, found = plain.read(self._jobs.recv_bytes())
        except Exception:  # noqa: BLE001 - the process ended, or sent bytes that are no answer and may raise anything
            raise TooLong if late.is_set() or self._overworked() else Broken from None
        return outcome, found
