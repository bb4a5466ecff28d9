"""What a person feels: the wait for a document printed ahead, and pages while others' documents are printed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from statistics import median
from threading import Event, Thread
from wsgiref.types import WSGIApplication

from decision_aid.bench.caller import Asked, asked, call
from decision_aid.bench.person import Person, address
from decision_aid.bench.processes import children_cpu
from decision_aid.bench.table import Row
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import create_app

_OFFERS = 3
_MS = 1000
_TURNS = 10
_LOOK = 0.1  # seconds between two looks at the workers
_STILL = 3  # looks without any work: they are done
_MOST = 0.95


def rows(settings: Settings, services: Services, clicks: int, pages: int) -> Iterator[Row]:
    """Measure on one running form with three offers answered in full."""
    application = create_app(services, settings)
    person = Person(application, services, _OFFERS)
    _done(application, asked("/summary.pdf", person.cookie))  # the first one starts the processes
    yield _click(application, person, clicks)
    yield _beside(application, person, pages)


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


def _beside(application: WSGIApplication, person: Person, pages: int) -> Row:
    """Return how many times as much CPU a question page takes while another's documents are printed, turn by turn."""
    page = asked(address(person.step), person.cookie)
    pairs = [_pair(application, person, page, max(1, pages // _TURNS)) for _ in range(_TURNS)]
    ratio = median(meanwhile / alone for alone, meanwhile in pairs)
    alone, meanwhile = (median(side) * _MS for side in zip(*pairs, strict=True))
    return Row(
        "question page while documents are printed",
        ratio,
        "times alone",
        1.1,
        f"{meanwhile:.2f} ms beside {alone:.2f} ms",
    )


def _pair(application: WSGIApplication, person: Person, page: Asked, times: int) -> tuple[float, float]:
    alone = _spent(application, page, times)
    with _printing(application, person):
        return alone, _spent(application, page, times)


@contextmanager
def _printing(application: WSGIApplication, person: Person) -> Iterator[None]:
    """Have the person's documents printed one after the other."""
    enough = Event()

    def go_on() -> None:
        while not enough.is_set():
            call(application, asked("/summary.pdf", person.cookie))

    printing = Thread(target=go_on)
    printing.start()
    try:
        yield
    finally:
        enough.set()
        printing.join()


def _spent(application: WSGIApplication, page: Asked, times: int) -> float:
    """Return the median CPU seconds of this thread alone for one page."""
    marks = []
    for _ in range(times):
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
