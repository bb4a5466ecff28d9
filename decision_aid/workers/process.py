"""What runs in a worker process: get ready, give up every right, then one job after the other."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any

from decision_aid.workers import limits, plain
from decision_aid.workers.limits import Limits

# Makes a process ready; may return further folders that it may read.
Begin = Callable[..., Iterable[str] | None]
DONE, RAISED = "done", "raised"
_POLITE = 5  # below the serving process: whoever waits for a page comes before whoever waits for paper


@dataclass(frozen=True, slots=True)
class Post:
    """How a process begins and within what bounds; `folder` is the only place it may write."""

    begin: Begin | None
    beginargs: tuple[Any, ...]
    limits: Limits
    folder: str


def serve(jobs: Connection, post: Post) -> None:
    """Do jobs until there is nobody to send any. Each is a function and its arguments; the reply is plain data."""
    from decision_aid.workers.confinement import confine  # noqa: PLC0415 - the serving process needs none of it

    watch = _settle(post)
    confine(post.folder, (post.begin(*post.beginargs) if post.begin else None) or ())
    with suppress(EOFError, OSError):
        while True:
            job = jobs.recv_bytes()
            limits.renew_processor_time(post.limits.cpu_seconds)
            jobs.send_bytes(_reply(job))
    if _orphaned():
        watch.join()  # it takes the folder away and ends this process
    os._exit(0)  # without what Python does at its end, much of which a confined process may not do


def _settle(post: Post) -> Thread:
    watch = Thread(target=_end_with_parent, args=(post.folder,), daemon=True)
    watch.start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the serving process ends us
    sys.dont_write_bytecode = True
    os.chdir(post.folder)
    tempfile.tempdir = post.folder
    os.environ.update(TMPDIR=post.folder, XDG_CACHE_HOME=post.folder)
    os.nice(_POLITE)
    limits.impose(post.limits)
    return watch


def _reply(job: bytes) -> bytes:
    """Return the outcome. Of an error only its type is told, since what it says could hold an answer."""
    try:
        function, arguments = pickle.loads(job)  # noqa: S301 - from the process that started us
        return plain.write((DONE, function(*arguments)))
    except Exception as error:  # noqa: BLE001 - see the promise
        return plain.write((RAISED, type(error).__name__))


def _end_with_parent(folder: str) -> None:
    """End this process when the serving one is gone, however it went, and leave nothing behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _orphaned() -> bool:
    parent = multiprocessing.parent_process()
    return parent is not None and not parent.is_alive()
