"""The whole run: every row of the table, in the order in which a person meets what it measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns

from flask import Flask

from decision_aid import bootstrap
from decision_aid.bench import counting, serving, weight
from decision_aid.bench.caller import asked, call
from decision_aid.bench.pairs import Pairs, bare
from decision_aid.bench.person import Person, address
from decision_aid.bench.processes import children_cpu
from decision_aid.bench.table import Row
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import create_app

_MOST_OFFERS = 3
_NANO = 1e9
_SAVES = 100  # a draft may be saved 120 times a minute


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each kind of thing is measured."""

    requests: int = 400
    lists: int = 150
    documents: int = 5
    processes: int = 3


USUAL = Counts()
QUICK = Counts(requests=20, lists=10, documents=1, processes=1)


def run(settings: Settings, counts: Counts) -> Iterator[Row]:
    """Go through all rows. Drafts are kept in a folder of its own, taken away after."""
    with TemporaryDirectory(prefix="decision-aid-bench-") as name:
        running = bootstrap.build(settings.apart(Path(name) / "state"))
        with running.closing:
            application = create_app(running.services, settings)
            yield from _requests(application, running.services, counts)
            yield from _documents(application, running.services, counts.documents)
        yield from serving.starts(Path(name) / "started", counts.processes, (1.0, 1.5))
        yield serving.resident(Path(name) / "served", _full_length(running.services), 100)


def _requests(application: Flask, services: Services, counts: Counts) -> Iterator[Row]:
    short = Person(application, services, 1, full=False)
    one, three = Person(application, services, 1), Person(application, services, _MOST_OFFERS)
    pairs, page = Pairs(application), address(three.step)
    rows_of_one, rows_of_three = (f"{len(person.draft.pages)} pages" for person in (one, three))
    yield from _ordinary(application, pairs, short, counts)
    yield pairs.row("GET question page, three offers answered", three.read(page, counts.requests), "200", 8)
    yield pairs.row("POST, valid, durable commit, three offers", three.save(min(counts.requests, _SAVES)), "303", 20)
    yield pairs.row("POST, invalid, three offers", three.err(counts.lists), "422")
    _print_what_is_next(application, one, three)
    yield pairs.row(f"check answers, one offer, {rows_of_one}", one.read("/answers", counts.lists), "200", 15)
    yield pairs.row(f"check answers, three offers, {rows_of_three}", three.read("/answers", counts.lists), "200", 15)
    yield pairs.row("summary page, three offers", three.read("/summary", counts.documents * 4), "200")
    yield _by_test_client(application, page, three.cookie, counts.lists)
    yield counting.row(application, services, page, three.cookie, counts.requests)
    yield from weight.rows(application, three)


def _ordinary(application: Flask, pairs: Pairs, short: Person, counts: Counts) -> Iterator[Row]:
    """Go through what most people do: the short length with one offer."""
    read = short.read(address(short.step), counts.requests)
    yield pairs.row("GET question page, short length, one offer", read, "200", 8)
    yield pairs.row("POST, valid, durable commit, short length", short.save(min(counts.requests, _SAVES)), "303", 20)
    _print_what_is_next(application, short)
    yield pairs.row("check answers, short length", short.read("/answers", counts.lists), "200", 15)


def _print_what_is_next(application: Flask, *people: Person) -> None:
    """Have those printouts made that looking over the answers would begin, so that pages are timed alone."""
    for person in people:
        call(application, asked("/answers", person.cookie))
        call(application, asked("/summary.pdf", person.cookie))


def _by_test_client(application: Flask, page: str, cookie: str, times: int) -> Row:
    """Measure as many comparisons do: with the test client's own work on both sides, which makes ratios smaller."""
    ours, theirs = application.test_client(), bare().test_client()
    headers = {"Cookie": cookie}
    pairs = [
        (
            _spent(lambda: ours.get(page, base_url="https://localhost", headers=headers)),
            _spent(lambda: theirs.get("/", base_url="https://localhost", headers=headers)),
        )
        for _ in range(times)
    ]
    return Row(
        "the same GET by werkzeug's test client", median(one / other for one, other in pairs), "times bare Flask"
    )


def _spent(act: object) -> int:
    before = process_time_ns()
    if callable(act):
        act()
    return process_time_ns() - before


def _documents(application: Flask, services: Services, times: int) -> Iterator[Row]:
    person = Person(application, services, _MOST_OFFERS)
    # nothing is printed ahead here, since nobody looks over the answers first
    request = asked("/summary.pdf", person.cookie)
    call(application, request)  # the first one starts the worker and fills its caches
    before = children_cpu()
    replies = [call(application, request) for _ in range(times)]
    worker = (children_cpu() - before) / times * 1000
    own = median(reply.nanoseconds for reply in replies) / _NANO * 1000
    more = f"{own:.0f} ms in the serving process, {worker:.0f} ms in the worker, {len(replies[0].body) / 1024:.0f} KB"
    yield Row("PDF, warm, three offers", own + worker, "ms CPU", None, more)


def _full_length(services: Services) -> dict[str, str]:
    roles = services.questionnaire.roles
    most = max(roles.offers.count.items(), key=lambda item: item[1])[0]
    return {f"{roles.length.question}-codes": roles.length.full, f"{roles.offers.question}-codes": most}
