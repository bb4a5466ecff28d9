"""What runs in a printing process. Importing this module does not load the engine; only the process itself does."""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import wait
from threading import Thread
from typing import Protocol

from decision_aid.paper.job import Job, Printed

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 20
NEEDS_PANGO = (
    "Printing needs a library that is not on this machine. "
    "Install the Debian packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
)


class _Engine(Protocol):
    def printed(self, job: Job) -> Printed: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one process: bytes of memory, and seconds of processor time for each job."""

    memory: int = MEMORY
    cpu_seconds: int = CPU_SECONDS


def begin(folder: str, limits: Limits) -> None:
    """Make this process ready to print. `folder` takes the engine's copies of the fonts."""
    Thread(target=_end_with_parent, daemon=True).start()
    tempfile.tempdir = folder
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    _engine()


def work(job: Job, limits: Limits) -> Printed:
    """Print one job. Never raises, since what an error says could hold an answer: only its type is told."""
    _renew_processor_time(limits.cpu_seconds)
    try:
        engine = _engine()
        return engine if isinstance(engine, Printed) else engine.printed(job)
    except Exception as error:  # noqa: BLE001 - see the promise
        return Printed(error=type(error).__name__)


@cache
def _engine() -> _Engine | Printed:
    """Return the engine, or why there is none."""
    try:
        from decision_aid.paper.engine import Engine  # noqa: PLC0415 - loaded in the printing process alone
    except OSError as error:
        return Printed(error=type(error).__name__, sentence=NEEDS_PANGO)
    return Engine()


def _renew_processor_time(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))


def _end_with_parent() -> None:
    """End this process when the serving one is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
