"""Two servers of the form on one PostgreSQL behind one nginx: nobody sees which of them answers, or if one is away."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Event
from typing import NamedTuple

import pytest

from tests.cluster import cluster
from tests.deploy.journey import looked_at, through, whole
from tests.deploy.nginx import HOST, Nginx, nginx, program
from tests.reliability.pairs import Pair, pair
from tests.reliability.serving_group import ServingGroup
from tests.reliability.writers import FarWritten, Unanswered, Written, pages_of

ROUNDS = 10 if os.environ.get("RELIABILITY") == "release" else 2
WRITERS, VISITS = 4, 2
BREATH = Event()


class Behind(NamedTuple):
    front: Nginx
    servers: Pair


class Tally(NamedTuple):
    """How many saves were acknowledged, how often something else came than an answer of the form, and what was lost."""

    acknowledged: int
    broken: int
    lost: int


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    program()
    folder = tmp_path_factory.mktemp("several")
    with cluster() as database, pair(folder, database, tls_proxy="1", trusted_hosts=HOST) as servers:
        (folder / "nginx").mkdir()
        with nginx(folder / "nginx", [server.port for server in servers]) as front:
            yield Behind(front, servers)


def test_a_whole_journey_over_both_servers(behind: Behind) -> None:
    assert whole(behind.front.browser(), behind.front.browser()) == []


def test_restarting_one_server_after_the_other_loses_nothing_and_shows_nobody_an_error(behind: Behind) -> None:
    found = restarted_in_turn(behind, quickly=False)
    print(f"{2 * ROUNDS} restarts behind nginx: {found}")  # noqa: T201 - the figure
    assert (found.lost, found.broken) == (0, 0)
    assert found.acknowledged > 0


def test_servers_killed_one_by_one_and_together_show_errors_but_lose_nothing(behind: Behind) -> None:
    """Also the control of the harness: errors are counted, and with both servers killed there must be some."""
    found = restarted_in_turn(behind, quickly=True)
    print(f"{4 * ROUNDS} kills behind nginx: {found}")  # noqa: T201 - the figure
    assert found.lost == 0
    assert found.broken > 0


def test_while_a_server_is_away_the_other_takes_its_people(behind: Behind) -> None:
    one, _ = behind.servers
    one.end()
    browser = behind.front.browser()
    try:
        assert through(browser, 10) == 10
        assert looked_at(browser) == []
    finally:
        one.start()


def restarted_in_turn(behind: Behind, *, quickly: bool) -> Tally:
    """Restart each server while people write; return what came, with what is lost on the pages at the end.

    Quickly: each is killed, and then both at once.
    """
    over = Event()
    desks = [pages_of([behind.front.browser() for _ in range(VISITS)], FarWritten) for _ in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        working = [pool.submit(write_on, desk, over, hurried=quickly) for desk in desks]
        try:
            for _ in range(ROUNDS):
                for server in behind.servers:
                    restarted([server], quickly=quickly)
                if quickly:
                    restarted(behind.servers, quickly=True)
        finally:
            over.set()
        tallies = [each.result() for each in working]
    lost = sum(not page.kept() for desk in desks for page in desk)
    return Tally(*map(sum, zip(*tallies, Tally(0, 0, lost), strict=True)))


def restarted(servers: Sequence[ServingGroup], *, quickly: bool) -> None:
    for server in servers:
        if quickly:
            server.kill()
        else:
            server.end()
    for server in servers:
        server.start()


def write_on(desk: Sequence[Written], over: Event, *, hurried: bool) -> Tally:
    """Write page after page until it is over."""
    acknowledged = broken = lost = 0
    for number, page in enumerate(cycle(desk)):
        if over.is_set():
            break
        try:
            acknowledged += page.write(f"text {number}")
        except (AssertionError, Unanswered):  # a page that is not the form's, or none
            broken += 1
            lost += not kept_when_served(page)
        BREATH.wait(0.001 if hurried else 0.02)  # below what a visit may save in a minute, or as much as goes
    return Tally(acknowledged, broken, lost)


def kept_when_served(page: Written) -> bool:
    """Tell whether a page is as it was acknowledged, once somebody shows it again."""
    while True:
        try:
            return page.kept()
        except (AssertionError, Unanswered):
            BREATH.wait(0.05)
