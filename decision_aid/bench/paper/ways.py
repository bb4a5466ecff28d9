"""Processes that print, warm, as in production; and what says that another program is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from decision_aid.bench.paper import worker
from decision_aid.bench.paper.documents import Document
from decision_aid.bench.paper.worker import Spent, Steps
from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool
from decision_aid.workers.process import Begin

_SECONDS = 600.0
_LIMITS = Limits(memory=1024 * 1024 * 1024, cpu_seconds=600)
_NO_END = 1_000_000


class Missing(Exception):
    """A program is not on this machine; the text says how it is installed."""


class Process:
    """Warm processes on one paper. Each answer of `Spent` is processor seconds and the PDF."""

    def __init__(self, pool: Pool, paper: str) -> None:
        self._pool = pool
        self.paper = paper

    def number(self) -> int:
        """Return the process's number in the system."""
        found: int = self._run(worker.number)
        return found

    def steps(self, document: Document) -> Steps:
        """Return the fit that holds the document, so that every way prints the same."""
        first, second = self._run(worker.steps, document.summary, self.paper)
        return first, second

    def html(self, document: Document, held: Steps) -> str:
        """Return the document as the engine reads it."""
        found: str = self._run(worker.html, document.summary, held)
        return found

    def printed(self, document: Document, held: Steps) -> Spent:
        """Print our way."""
        return self._spent(worker.ours, document.summary, document.data, self.paper, held)

    def in_production(self, document: Document) -> Spent:
        """Print our way, the search for the fit included."""
        return self._spent(worker.in_production, document.summary, document.data, self.paper)

    def plainly(self, document: Document, held: Steps) -> Spent:
        """Print the plain way."""
        return self._spent(worker.plainly, document.summary, document.data, self.paper, held)

    def with_tables(self, document: Document, held: Steps) -> Spent:
        """Print the plain way, with tables for lists."""
        return self._spent(worker.with_tables, document.summary, document.data, self.paper, held)

    def _spent(self, function: Callable[..., Spent], *arguments: object) -> Spent:
        seconds, pdf = self._run(function, *arguments)
        if not pdf:
            raise RuntimeError("a document was not printed")
        return seconds, pdf

    def _run(self, function: Callable[..., Any], *arguments: object) -> Any:
        return self._pool.run(function, *arguments, seconds=_SECONDS)


@contextmanager
def process(language: str, paper: str, workers: int = 1, begin: Begin = worker.begin) -> Iterator[Process]:
    """Give so many warm processes and end them after."""
    pool = Pool(workers, _LIMITS, begin, (language,), _NO_END)
    try:
        pool.start()
        yield Process(pool, paper)
    finally:
        pool.close()
