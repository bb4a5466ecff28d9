"""Two servers of the form, each a process group with a state folder of its own, on one PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from shutil import copytree
from threading import Event

from tests.cluster import Cluster
from tests.reliability.kills import Found, burst, lost
from tests.reliability.serving_group import REAL, ServingGroup
from tests.reliability.writers import FarWritten, Unanswered, Written, written_pages

WRITERS = 4
VISITS = 2  # of each writer, in turns: no visit may save more than 120 times a minute
Pair = tuple[ServingGroup, ServingGroup]


@contextmanager
def pair(folder: Path, cluster: Cluster, program: Sequence[str] = REAL, **settings: str) -> Iterator[Pair]:
    """Give two running servers; the second has a copy of the first one's secrets."""
    settings["database"] = cluster.address(cluster.new_database())
    one, two = (ServingGroup(folder / name, program, **settings) for name in ("one", "two"))
    with ExitStack() as closing:
        for group in (one, two):
            group.folder.mkdir()
            closing.callback(group.close)
        one.start()
        (two.folder / "state").mkdir(mode=0o700)
        copytree(one.folder / "state" / "secrets", two.folder / "state" / "secrets")
        two.start()
        yield one, two


@contextmanager
def desks(groups: Pair) -> Iterator[list[list[Written]]]:
    """Give four writers, two at each server, with two visits of two pages each."""
    with ExitStack() as leaving:
        found = [written_pages(groups[at % 2].port, VISITS, FarWritten) for at in range(WRITERS)]
        for desk in found:
            for page in desk:
                leaving.callback(page.leave)
        yield found


def kill_the_database(cluster: Cluster, groups: Pair, kills: int, *, anew: bool = False) -> Found:
    """Kill PostgreSQL under the writers so many times; with `anew`, the servers of the form after it as well."""
    found, chance = Found(), Random(7)  # noqa: S311 - moments, not secrets
    with desks(groups) as writing:
        for number in range(kills):
            found.acknowledged += burst(cluster, writing, chance, number)
            found.kills += 1
            cluster.start()
            for group in groups if anew else ():
                group.kill()
                group.start()
            found.lost += lost(writing)
    return found


def restart_in_turn(groups: Pair, rounds: int) -> Found:
    """Restart one server after the other while four write; who finds theirs gone goes on at the other."""
    found, over = Found(), Event()
    with desks(groups) as writing, ThreadPoolExecutor(WRITERS) as pool:
        working = [pool.submit(_write_on, desk, groups, over) for desk in writing]
        try:
            for _ in range(rounds):
                for group in groups:
                    group.end()
                    found.kills += 1
                    group.start()
        finally:
            over.set()
        for each in working:
            acknowledged, gone = each.result()
            found.acknowledged += acknowledged
            found.lost += gone
        found.lost += lost(writing)
    return found


def _write_on(desk: list[Written], groups: Pair, over: Event) -> tuple[int, int]:
    """Write until it is over; return how many saves were acknowledged, and how many of them were gone."""
    acknowledged = gone = 0
    pause, ports = Event(), cycle(group.port for group in groups)
    for number, page in enumerate(cycle(desk)):
        if over.is_set():
            break
        try:
            acknowledged += page.write(f"text {number}")
        except Unanswered:
            gone += _moved(page, ports)
        pause.wait(0.02)  # below what a visit may save in a minute
    return acknowledged, gone


def _moved(page: Written, ports: Iterator[int]) -> bool:
    """Let a page go on at a server that answers; tell whether something acknowledged was gone there."""
    for _ in range(500):
        page.browser.move(next(ports))
        try:
            return not page.kept()
        except Unanswered:
            continue
    raise AssertionError("no server answers")
