"""Kills the server under four writers, again and again, and looks for what it had acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from itertools import chain, cycle
from pathlib import Path
from random import Random
from threading import Event, Semaphore
from typing import Protocol

from tests.reliability.serving_group import REAL, serving
from tests.reliability.writers import PATIENCE, Unanswered, Written, written_pages

WRITERS = 4
VISITS = 2  # of each writer, in turns: no visit may save more than 120 times a minute
FEWEST, MOST = 8, 40  # saves acknowledged before a kill
LONGEST = 0.03  # seconds from there to the kill: about one save


@dataclass
class Found:
    """What came of it: how many kills, how many saves were acknowledged, on how many pages one of them was gone."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0


class Victim(Protocol):
    """What can be killed."""

    def kill(self) -> None: ...


def kill_often(folder: Path, kills: int, program: Sequence[str] = REAL, *, seed: int = 4) -> Found:
    """Kill so many times and return what was found; each time the port must refuse, and the next server be its own."""
    found, chance = Found(), Random(seed)  # noqa: S311 - moments, not secrets
    with serving(folder, program) as group, ExitStack() as leaving:
        desks = [written_pages(group.port, VISITS) for _ in range(WRITERS)]
        for page in chain(*desks):
            leaving.callback(page.leave)
        for number in range(kills):
            found.acknowledged += burst(group, desks, chance, number)
            found.kills += 1
            group.start()
            found.lost += lost(desks)
    return found


def kill_side_by_side(folder: Path, kills: int, servers: int = 2) -> Found:
    """Share the kills among servers that have each their own writers, for a start keeps but one processor busy."""
    folders = [folder / f"server-{number}" for number in range(servers)]
    for each in folders:
        each.mkdir()
    shares = [(kills + number) // servers for number in range(servers)]
    with ThreadPoolExecutor(servers) as pool:
        working = [
            pool.submit(kill_often, each, share, seed=seed)
            for seed, (each, share) in enumerate(zip(folders, shares, strict=True))
        ]
        found = [astuple(each.result()) for each in working]
    return Found(*map(sum, zip(*found, strict=True)))


def burst(victim: Victim, desks: list[list[Written]], chance: Random, number: int) -> int:
    """Kill a server, of the form or of the database, while all write; return how many saves it had acknowledged."""
    acknowledged = Semaphore(0)
    with ThreadPoolExecutor(len(desks)) as pool:
        writing = [pool.submit(_write, desk, f"kill {number} by {at}", acknowledged) for at, desk in enumerate(desks)]
        for _ in range(chance.randint(FEWEST, MOST)):
            assert acknowledged.acquire(timeout=PATIENCE), "nobody could save"
        Event().wait(chance.uniform(0, LONGEST))
        victim.kill()
        return sum(each.result() for each in writing)


def _write(desk: list[Written], name: str, acknowledged: Semaphore) -> int:
    """Write until the server is gone; return how many saves were acknowledged."""
    count = 0
    for number, page in enumerate(cycle(desk)):
        try:
            kept = page.write(f"{name}, text {number}")
        except Unanswered:
            return count
        if kept:
            count += 1
            acknowledged.release()
    return count


def lost(desks: list[list[Written]]) -> int:
    with ThreadPoolExecutor(len(desks)) as pool:
        return sum(pool.map(_lost_of, desks))


def _lost_of(desk: list[Written]) -> int:
    return sum(not page.kept() for page in desk)
