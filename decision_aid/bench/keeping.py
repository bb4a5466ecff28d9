"""How long people wait until what they gave is kept, and to come back: a real server with several writing at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from flask import Flask

from decision_aid import bootstrap
from decision_aid.bench.caller import Asked, asked, call
from decision_aid.bench.person import TOKEN, Person
from decision_aid.bench.serving import served
from decision_aid.bench.table import Row
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import create_app

_WRITERS = 4
_SAVED = _BACK = 303
_MOST_OFFERS = 3
_PATIENCE = 30  # seconds
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many drafts each writer has, how often each is saved (at most 120 times a minute), how often one comes back.

    A source may try ten codes a minute.
    """

    drafts: int = 5
    saves: int = 100
    resumes: int = 8


USUAL = Counts()
QUICK = Counts(drafts=1, saves=5, resumes=2)


def run(settings: Settings, counts: Counts) -> Iterator[Row]:
    """Go through all rows. Drafts are kept in a folder of its own, taken away after."""
    with TemporaryDirectory(prefix="decision-aid-bench-") as name:
        state = Path(name) / "state"
        desks, codes = _prepared(settings.apart(state), counts)
        with served(state) as (_, port):
            yield from _saves(port, desks)
            yield _resumes(port, codes)


def _prepared(settings: Settings, counts: Counts) -> tuple[list[list[Asked]], list[Asked]]:
    """Make drafts with three offers answered; return what each writer is to send, and the requests to come back."""
    running = bootstrap.build(settings)
    with running.closing:
        application = create_app(running.services, settings)
        people = [Person(application, running.services, _MOST_OFFERS) for _ in range(_WRITERS * counts.drafts)]
        desks = [_in_turns(people[at::_WRITERS], counts.saves) for at in range(_WRITERS)]
        code = _code(running.services, people[0])
        return desks, [_to_come_back(application, code) for _ in range(counts.resumes)]


def _in_turns(people: list[Person], times: int) -> list[Asked]:
    """Let the drafts be saved one after the other, over and over, each time with another note."""
    return list(chain(*zip(*(person.save(times) for person in people), strict=True)))


def _code(services: Services, person: Person) -> str:
    visit = services.drafts.open(person.cookie.partition("=")[2])
    return visit.code if visit else ""


def _to_come_back(application: Flask, code: str) -> Asked:
    """Return what another browser, which has been nowhere but on that page, sends with the code."""
    page = call(application, asked("/resume"))
    cookie = page.header("Set-Cookie").partition(";")[0]
    token = TOKEN.findall(page.body)[0].decode()
    return asked("/resume", cookie, {"token": token, "code": code})


def _saves(port: int, desks: list[list[Asked]]) -> Iterator[Row]:
    before = perf_counter()
    with ThreadPoolExecutor(len(desks)) as pool:
        waited = list(chain(*pool.map(lambda desk: _waited(port, desk, _SAVED), desks)))
    more = f"{len(waited)} saves of three offers, {len(waited) / (perf_counter() - before):.0f} a second in all"
    shares = quantiles(waited, n=100, method="inclusive")
    yield Row(f"save kept, {len(desks)} writers, half of all", shares[49], "ms", 50, more)
    yield Row(f"save kept, {len(desks)} writers, 99 of 100", shares[98], "ms", 300)


def _resumes(port: int, requests: list[Asked]) -> Row:
    waited = _waited(port, requests, _BACK)
    return Row("back with the code, the slowest", max(waited) / _THOUSAND, "s", 1, f"{len(waited)} times")


def _waited(port: int, requests: list[Asked], expected: int) -> list[float]:
    """Send the requests over one connection; return the milliseconds until each was answered in full."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as server:
        return [_sent(server, request, expected) for request in requests]


def _sent(server: HTTPConnection, request: Asked, expected: int) -> float:
    """Raise RuntimeError for another status: what fails must not look fast."""
    environ = request.environ
    headers = {"Cookie": environ["HTTP_COOKIE"], "Content-Type": environ["CONTENT_TYPE"]}
    headers["Sec-Fetch-Site"] = environ["HTTP_SEC_FETCH_SITE"]
    before = perf_counter()
    server.request(environ["REQUEST_METHOD"], environ["PATH_INFO"], request.body, headers)
    reply = server.getresponse()
    reply.read()
    spent = (perf_counter() - before) * _THOUSAND
    if reply.status != expected:
        raise RuntimeError(f"{environ['PATH_INFO']} answered {reply.status}")
    return spent
