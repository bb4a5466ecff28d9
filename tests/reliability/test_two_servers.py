"""Two servers on one PostgreSQL: drafts, codes, sessions and limits are one; nothing acknowledged is ever lost."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_aid.core import codes
from tests.cluster import Cluster, cluster
from tests.reliability.pairs import Pair, kill_the_database, pair, restart_in_turn
from tests.reliability.races import faults
from tests.reliability.writers import NOTED, Browser, Written

RELEASE = os.environ.get("RELIABILITY") == "release"
KILLS = 60 if RELEASE else 8
ROUNDS = 100 if RELEASE else 25
RESTARTS = 10 if RELEASE else 2
LATE = (str(Path(__file__).with_name("careless_server.py")), "late")
CODE = re.compile(r'<p class="code"><bdi>([^<]+)</bdi>')


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as server:
        yield server


@pytest.fixture(scope="module")
def groups(postgresql: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with pair(tmp_path_factory.mktemp("pair"), postgresql) as running:
        yield running


def test_a_draft_begun_on_one_server_goes_on_at_the_other(groups: Pair) -> None:
    one, two = groups
    browser = Browser(one.port)
    browser.begin()
    assert Written(browser, *NOTED[0]).write("begun on one")
    browser.move(two.port)
    page = Written(browser, *NOTED[0])
    assert page.acknowledged == "begun on one"
    assert page.write("gone on at two")
    browser.move(one.port)
    assert page.kept()
    assert page.acknowledged == "gone on at two"
    browser.close()


def test_a_code_of_one_server_opens_the_draft_at_the_other(groups: Pair) -> None:
    one, two = groups
    first, second = Browser(one.port), Browser(two.port)
    first.begin()
    assert Written(first, *NOTED[0]).write("kept on one")
    (code,) = CODE.findall(first.get("/keep").html)
    assert second.come_back(code).status == 303
    assert Written(second, *NOTED[0]).acknowledged == "kept on one"
    first.close()
    second.close()


def test_of_four_windows_at_two_servers_one_succeeds_and_three_see_their_own_text(groups: Pair) -> None:
    one, two = groups
    assert faults(one.port, ROUNDS, two.port) == []


def test_no_acknowledged_answer_is_lost_when_the_database_server_is_killed(postgresql: Cluster, groups: Pair) -> None:
    found = kill_the_database(postgresql, groups, KILLS)
    print(f"{found.kills} kills of PostgreSQL, {found.acknowledged} acknowledged, {found.lost} lost")  # noqa: T201
    assert (found.kills, found.lost) == (KILLS, 0)


def test_servers_that_acknowledge_before_they_keep_are_found_out(postgresql: Cluster, tmp_path: Path) -> None:
    with pair(tmp_path, postgresql, LATE) as careless:
        found = kill_the_database(postgresql, careless, 2, anew=True)
    print(f"acknowledged too early: {found.kills} kills, {found.lost} lost")  # noqa: T201 - the figure
    assert found.lost > 0


def test_restarting_one_server_after_the_other_loses_nothing(groups: Pair) -> None:
    found = restart_in_turn(groups, RESTARTS)
    print(f"{found.kills} restarts, {found.acknowledged} acknowledged, {found.lost} lost")  # noqa: T201 - the figure
    assert (found.kills, found.lost) == (2 * RESTARTS, 0)
    assert found.acknowledged > 0


def test_attempts_to_come_back_are_counted_for_both_servers_together(groups: Pair) -> None:
    """Ten a minute from one address, and a few more on a slow machine; with a count for each server it would be twenty.

    The last: for a minute nobody comes back from this machine.
    """
    browsers = [Browser(group.port) for group in groups]
    tried = (browsers[at % 2].come_back(codes.made(at.to_bytes(10, "big"))).status for at in range(20))
    first = next((number for number, status in enumerate(tried) if status == 429), 20)
    assert first < 18
    for browser in browsers:
        browser.close()
