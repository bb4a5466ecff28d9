"""What a person feels: the wait for a document printed ahead, and pages while others' documents are printed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import ceil
from statistics import median
from threading import Event, Thread
from typing import Any
from wsgiref.types import WSGIApplication

from decision_aid.bench.caller import Asked, asked, call
from decision_aid.bench.paper.documents import Document
from decision_aid.bench.paper.ways import Process, process
from decision_aid.bench.person import Person, address
from decision_aid.bench.processes import children_cpu
from decision_aid.bench.table import Row
from decision_aid.services import Drafts, Services, Visit
from decision_aid.settings import Settings
from decision_aid.web import create_app

_OFFERS = 3
_MS = 1000
_PAGES = 100
_LOOK = 0.1  # seconds between two looks at the workers
_STILL = 3  # looks without any work: they are done
_MOST = 0.95


class _Uncounted:
    """The drafts, of which a print is not counted: one person prints here more often than anybody may."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._drafts, name)

    def count_print(self, _: Visit) -> None:
        """Leave it at that."""


def rows(settings: Settings, services: Services, document: Document, clicks: int, turns: int) -> Iterator[Row]:
    """Measure on one running form with three offers answered in full; `document` is one to print elsewhere."""
    often: Any = _Uncounted(services.drafts)
    application = create_app(replace(services, drafts=often), settings)
    person = Person(application, services, _OFFERS)
    _done(application, asked("/summary.pdf", person.cookie))  # the first one starts the processes
    yield _click(application, person, clicks)
    with process(services.questionnaire.language, settings.paper) as elsewhere:
        yield _beside(application, person, elsewhere, document, turns)


def _click(application: WSGIApplication, person: Person, clicks: int) -> Row:
    """Return the wait of nearly everybody (95 of 100) who reads the summary before asking for the PDF."""
    waits = sorted(_waits(application, person, clicks))
    more = f"median {median(waits) * _MS:.0f} ms; the summary was read until the processes had nothing to do"
    return Row("wait for a document printed ahead, 95 of 100", waits[ceil(_MOST * clicks) - 1] * _MS, "ms", 100, more)


def _waits(application: WSGIApplication, person: Person, clicks: int) -> Iterator[float]:
    summary, document = asked("/summary", person.cookie), asked("/summary.pdf", person.cookie)
    for change in person.save(clicks):
        _done(application, change, "303")
        _done(application, summary)
        _rest()
        before = time.perf_counter()
        _done(application, document)
        yield time.perf_counter() - before


def _beside(application: WSGIApplication, person: Person, ours: Process, document: Document, turns: int) -> Row:
    """Return how many times as much CPU a question page takes while documents are printed for the form.

    Compared with the same printing in a process that has nothing to do with the form: a page takes longer beside any
    other work, since caches and sometimes cores are shared.
    """
    page, paper = asked(address(person.step), person.cookie), asked("/summary.pdf", person.cookie)
    held = ours.steps(document)
    found = []
    for _ in range(turns):
        alone = _spent(application, page)
        with _going_on(lambda: ours.printed(document, held)):
            elsewhere = _spent(application, page)
        with _going_on(lambda: call(application, paper)):
            found.append((alone, elsewhere, _spent(application, page)))
    alone, elsewhere, here = (median(times) * _MS for times in zip(*found, strict=True))
    ratio = median(here / elsewhere for _, elsewhere, here in found)
    more = f"{here:.2f} ms; {elsewhere:.2f} beside the same work elsewhere, {alone:.2f} alone"
    return Row("question page while documents are printed", ratio, "times the same elsewhere", 1.1, more)


@contextmanager
def _going_on(act: Callable[[], object]) -> Iterator[None]:
    """Do something again and again in another thread."""
    enough = Event()

    def go_on() -> None:
        while not enough.is_set():
            act()

    doing = Thread(target=go_on)
    doing.start()
    try:
        yield
    finally:
        enough.set()
        doing.join()


def _spent(application: WSGIApplication, page: Asked) -> float:
    """Return the median CPU seconds of this thread alone for one page."""
    marks = []
    for _ in range(_PAGES):
        before = time.thread_time()
        _done(application, page)
        marks.append(time.thread_time() - before)
    return median(marks)


def _rest() -> None:
    """Wait until the processes have had nothing to do for a little while."""
    still = 0
    before = children_cpu()
    while still < _STILL:
        time.sleep(_LOOK)
        now = children_cpu()
        still = still + 1 if now == before else 0
        before = now


def _done(application: WSGIApplication, request: Asked, expected: str = "200") -> None:
    """Raise RuntimeError for a reply with another status: what fails must not look fast."""
    reply = call(application, request)
    if not reply.status.startswith(expected):
        raise RuntimeError(f"{request.environ['PATH_INFO']} answered {reply.status}")
