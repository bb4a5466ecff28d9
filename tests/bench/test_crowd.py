"""A crowd of three for a moment: they come to their end, nobody is refused, every row is there; no time is asserted."""

import json
import subprocess
from pathlib import Path

import pytest

from decision_aid.bench.crowd import QUICK, run
from decision_aid.bench.table import Row
from decision_aid.bench.walker import Kind
from decision_aid.settings import Settings
from tests.cluster import cluster
from tests.test_cli import COMMAND, environment, refused
from tests.test_cli import run as called

ROWS = (
    *("journeys to their end", "refused or failed", "CPU of a journey, serving", "CPU of a journey, printing"),
    *("cores taken by serving", "cores taken by printing", "cores taken by the crowd itself"),
    *("requests of a journey", "received in a journey"),
    *(f"wait for {kind}, half of all" for kind in Kind),
    *("memory of a serving process, the largest", "database"),
)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    found = run(Settings(state=tmp_path_factory.mktemp("bench") / "state"), QUICK)
    return {row.what: row for row in found}


def test_every_row_is_there(rows: dict[str, Row]) -> None:
    assert set(ROWS) - set(rows) <= {f"wait for {Kind.BACK}, half of all"}  # by chance nobody may have come back twice
    assert set(rows) <= set(ROWS)


def test_people_come_to_their_end_and_nobody_is_refused_but_by_a_machine_that_is_full(rows: dict[str, Row]) -> None:
    assert (rows["journeys to their end"].value or 0) > 0
    assert rows["refused or failed"].more in {"", "503"}
    assert 20 < (rows["requests of a journey"].value or 0) < 200


def test_serving_and_printing_are_told_apart(rows: dict[str, Row]) -> None:
    assert (rows["CPU of a journey, serving"].value or 0) > 0
    assert (rows["CPU of a journey, printing"].value or 0) > 0


def test_several_servers_need_a_database_that_they_can_share(tmp_path_factory: pytest.TempPathFactory) -> None:
    sentence = refused(called("bench", "--crowd", "--processes", "2", state=tmp_path_factory.mktemp("alone")))
    assert "set DECISION_AID_DATABASE" in sentence


@pytest.mark.parametrize("count", ["0", "-3", "some"])
def test_a_crowd_of_nobody_is_refused(count: str, tmp_path: Path) -> None:
    done = called("bench", "--crowd", "--people", count, state=tmp_path)
    assert (done.returncode, f"{count} is none: use 1 or more" in done.stderr) == (2, True)


def test_two_servers_on_one_postgresql_share_a_crowd(tmp_path: Path) -> None:
    with cluster() as database:
        name = database.new_database()
        command = [*COMMAND, "bench", "--crowd", "--processes", "2", "--quick", "--json"]
        settings = environment(tmp_path, {"database": database.address(name)})
        done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=settings, text=True)
        kept = database.run("SELECT count(*) FROM draft", name)
    assert done.returncode == 0, done.stderr
    rows = {row["what"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert "at 2 serving processes" in rows["journeys to their end"]["more"]
    assert rows["journeys to their end"]["value"] > 0
    assert rows["refused or failed"]["more"] in {"", "503"}
    assert "database" not in rows  # which is the size of a file
    assert kept > [(0,)]
