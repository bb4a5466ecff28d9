"""The primary dies for good and the standby is promoted: with a synchronous one, nothing acknowledged is gone."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from subprocess import Popen

import pytest

from decision_aid.core.draft import Draft
from decision_aid.store.drafts import open_store
from decision_aid.store.server import Server
from tests.cluster import CONNECTED, Cluster, until, with_standbys

from .conftest import CHEAP, StandingClock, Start, opened
from .test_processes import go, heard, heard_up_to

ROUNDS = 20 if os.environ.get("RELIABILITY") == "release" else 2
WRITERS = 4
WAITING = "SELECT least(count(*), 1) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"


class Desk:
    """Four processes that each save a draft again and again, at whichever of two servers takes answers."""

    def __init__(self, servers: tuple[Cluster, ...], secrets: Path, clock: StandingClock) -> None:
        primary, standby = servers
        self._database = primary.new_database()
        user = primary.address("").partition("@")[0]
        both = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
        self._server = Server(f"{user}@{both}/{self._database}")
        self._primary = primary
        self._secrets, self._clock = secrets, clock
        self._writers: dict[str, Popen[str]] = {}
        self._acknowledged: dict[str, int] = {}

    def begin(self, start: Start) -> None:
        with closing(open_store(self._server, clock=self._clock, secrets=self._secrets, cost=CHEAP)) as store:
            tokens = [store.start(Draft()) for _ in range(WRITERS)]
        mode = "keep_if_it_can"
        self._writers = {token: start(mode, self._server, token, self._secrets) for token in tokens}
        self._acknowledged = dict.fromkeys(tokens, 1)
        go(*self._writers.values())

    def write(self, more: int) -> None:
        """Return once each has had so many more saves acknowledged than there are in the database now."""
        kept: int = self._primary.run("SELECT max(revision) FROM draft", self._database)[0][0]
        for token, writer in self._writers.items():
            self._acknowledged[token] = heard_up_to(writer, kept + more, self._acknowledged[token])

    def end(self) -> int:
        """Hear what else was acknowledged before the database was gone; return how many saves were in all."""
        for token, writer in self._writers.items():
            while line := heard(writer):
                self._acknowledged[token] = int(line)
            assert writer.wait(timeout=60) == 0
        return sum(self._acknowledged.values()) - WRITERS

    def lost(self) -> int:
        """Return how many acknowledged saves are not there any more."""
        with closing(open_store(self._server, clock=self._clock, secrets=self._secrets, cost=CHEAP)) as store:
            return sum(max(0, last - opened(store, token).revision) for token, last in self._acknowledged.items())


@pytest.mark.parametrize("number", range(ROUNDS))
def test_nothing_acknowledged_is_lost_when_a_synchronous_standby_takes_over(
    apart: Path, clock: StandingClock, process: Start, number: int
) -> None:
    with with_standbys("b") as servers:
        primary, standby = servers
        desk = Desk(servers, apart, clock)
        desk.begin(process)
        desk.write(20 + 7 * number)
        primary.kill()
        acknowledged = desk.end()
        standby.promote()
        print(f"fail-over: {acknowledged} acknowledged, {desk.lost()} lost")  # noqa: T201 - the figure
        assert desk.lost() == 0


def test_without_its_synchronous_standby_nothing_is_acknowledged(
    apart: Path, clock: StandingClock, process: Start
) -> None:
    with with_standbys("b") as servers:
        primary, standby = servers
        desk = Desk(servers, apart, clock)
        desk.begin(process)
        desk.write(5)
        standby.set("primary_conninfo", "")  # as if the line between the two were cut
        until(primary, WAITING, 1)
        primary.kill()
        desk.end()
        standby.promote()
        assert desk.lost() == 0


def test_an_asynchronous_standby_that_lagged_loses_answers_and_is_found_out(
    apart: Path, clock: StandingClock, process: Start
) -> None:
    with with_standbys("b", synchronous=False) as servers:
        primary, standby = servers
        desk = Desk(servers, apart, clock)
        desk.begin(process)
        desk.write(5)
        standby.set("primary_conninfo", "")
        until(primary, CONNECTED.format("async"), 0)
        desk.write(5)
        primary.kill()
        acknowledged = desk.end()
        standby.promote()
        print(f"asynchronous: {acknowledged} acknowledged, {desk.lost()} lost")  # noqa: T201 - the figure
        assert desk.lost() >= 5 * WRITERS
