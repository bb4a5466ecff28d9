"""What a crowd costs: many people at once at one server or several, for as long as it takes to see them come and go."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time

from decision_aid import bootstrap
from decision_aid.bench.processes import cpu_of, memory
from decision_aid.bench.serving import served
from decision_aid.bench.table import Row
from decision_aid.bench.walker import Kind, Manner, Noted, Walker
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import Questionnaire
from decision_aid.settings import PREFIX, Settings

_THOUSAND = 1000
_MINUTE = 60
_KIB = 1024
_LONGEST, _BETWEEN = 900, 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people there are, for how many seconds they come one by one, and for how many they are watched then.

    They are watched until so many have come to their `ends`, however long that takes, up to a quarter of an hour.
    `thought` is what they need at a page, in seconds on average, beyond the time within which no press is taken.
    """

    people: int = 40
    coming: float = 80
    watched: float = 100
    thought: float = 0.6
    ends: int = 10


USUAL = Counts()
QUICK = Counts(people=3, coming=0.1, watched=1, thought=0, ends=5)


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds of the servers themselves, of what they have printed by, and of the crowd; and when that was."""

    serving: float
    printing: float
    crowd: float
    at: float

    def since(self, other: Spent) -> Spent:
        return Spent(
            self.serving - other.serving, self.printing - other.printing, self.crowd - other.crowd, self.at - other.at
        )


def run(settings: Settings, counts: Counts, processes: int = 1) -> Iterator[Row]:
    """Go through all rows. Drafts are on the database of the settings, or in a folder of its own, taken away after."""
    choices = _choices(bootstrap.reading_in(settings).questionnaire, quick=not counts.thought)
    with TemporaryDirectory(prefix="decision-aid-bench-") as name, ExitStack() as closing:
        given = _given(settings, Path(name))
        servers = [closing.enter_context(served(Path(name) / "state", given)) for _ in range(processes)]
        noted, spent = _watched(servers, choices, counts)
        largest = max(memory(server)[0] for server, _ in servers)
        kept = Path(name) / "state" / "drafts.sqlite"
        yield from _rows(noted, spent, counts, processes)
        yield Row("memory of a serving process, the largest", largest, "MB resident")
        if kept.exists():
            more = f"{noted.begun} begun, of which some are cleared"
            yield Row("database", kept.stat().st_size / _KIB / max(1, noted.begun), "KB a journey", None, more)


def _given(settings: Settings, folder: Path) -> Mapping[str, str]:
    """Return what the servers are set to: nobody is refused for being many, which is what is measured."""
    shared = {"SECRETS": str(settings.secrets or folder / "secrets"), "DRAFTS_PER_HOUR": "1000000"}
    shared |= {"RESUMES_PER_MINUTE": "100000", "RESUMES_PER_ADDRESS": "100000"}
    if settings.on_server:
        shared["DATABASE"] = settings.database.get_secret_value()
    shared |= {name: os.environ[PREFIX + name] for name in ("THREADS", "PRINT_WORKERS") if PREFIX + name in os.environ}
    return {PREFIX + name: value for name, value in shared.items()}


def _choices(asked: Questionnaire, *, quick: bool) -> Mapping[str, tuple[str, ...]]:
    """Return what is answered where the length of a journey hangs on it: two of three go the short way."""
    length, offers = asked.roles.length, asked.roles.offers
    short = next(code for code in codes_of(asked.questions[length.question]) if code != length.full)
    count = {number: code for code, number in offers.count.items()}
    return {
        f"{length.question}-codes": (short,) if quick else (short, short, length.full),
        f"{offers.question}-codes": tuple(count[number] for number in ((0,) if quick else (0, 0, 1, 1, 2))),
    }


def _watched(
    servers: Sequence[tuple[int, int]], choices: Mapping[str, tuple[str, ...]], counts: Counts
) -> tuple[Noted, Spent]:
    """Let people come one by one, then count what happens while all are there."""
    over, ports = Event(), tuple(port for _, port in servers)
    manner = Manner(choices, counts.thought)
    walkers = [Walker(ports, manner, over, seed) for seed in range(counts.people)]
    threads = [Thread(target=walker.go_on) for walker in walkers]
    for thread in threads:
        thread.start()
        over.wait(counts.coming / counts.people)
    before, begun = _noted(walkers), _spent(servers)
    _watch(walkers, counts)
    after, spent = _noted(walkers), _spent(servers).since(begun)
    over.set()
    for thread in threads:
        thread.join()
    return _between(before, after), spent


def _watch(walkers: Sequence[Walker], counts: Counts) -> None:
    before, pause, begun = sum(one.noted.journeys for one in walkers), Event(), perf_counter()
    while perf_counter() - begun < _LONGEST:
        ended = sum(one.noted.journeys for one in walkers) - before
        if ended >= counts.ends and perf_counter() - begun >= counts.watched:
            return
        pause.wait(_BETWEEN)


def _noted(walkers: Sequence[Walker]) -> list[Noted]:
    """Return what each has noted so far."""
    return [replace(one.noted, waited=[*one.noted.waited], refused=[*one.noted.refused]) for one in walkers]


def _between(before: Sequence[Noted], after: Sequence[Noted]) -> Noted:
    found = Noted()
    for one, other in zip(before, after, strict=True):
        found.waited += other.waited[len(one.waited) :]
        found.journeys += other.journeys - one.journeys
        found.begun += other.begun
        found.received += other.received - one.received
        found.refused += other.refused[len(one.refused) :]
    return found


def _spent(servers: Sequence[tuple[int, int]]) -> Spent:
    serving, printing = map(sum, zip(*(cpu_of(server) for server, _ in servers), strict=True))
    return Spent(serving, printing, process_time(), perf_counter())


def _rows(noted: Noted, spent: Spent, counts: Counts, processes: int) -> Iterator[Row]:
    many = max(1, noted.journeys)
    crowd = (
        f"{counts.people} people at {processes} serving processes, {len(noted.waited) / spent.at:.0f} requests a second"
    )
    yield Row("journeys to their end", noted.journeys / spent.at * _MINUTE, "a minute", None, crowd)
    yield Row("refused or failed", len(noted.refused), "requests", 0, " ".join(map(str, sorted(set(noted.refused)))))
    yield Row("CPU of a journey, serving", spent.serving / many * _THOUSAND, "ms", None, f"{noted.journeys} journeys")
    yield Row("CPU of a journey, printing", spent.printing / many * _THOUSAND, "ms")
    yield Row("cores taken by serving", spent.serving / spent.at, "cores")
    yield Row("cores taken by printing", spent.printing / spent.at, "cores")
    yield Row("cores taken by the crowd itself", spent.crowd / spent.at, "cores")
    yield Row("requests of a journey", len(noted.waited) / many, "requests")
    yield Row("received in a journey", noted.received / many / _KIB, "KB", None, "without style and icon, fetched once")
    for kind in Kind:
        yield from _waits(kind, [waited for of, waited in noted.waited if of == kind])


def _waits(kind: Kind, waited: Sequence[float]) -> Iterator[Row]:
    if len(waited) > 1:
        shares = quantiles(waited, n=100, method="inclusive")
        more = f"99 of 100 within {shares[98]:.0f} ms, the slowest of {len(waited)} {max(waited):.0f} ms"
        yield Row(f"wait for {kind}, half of all", shares[49], "ms", None, more)
