"""What was acknowledged is there, whenever the server is killed."""

import os
from pathlib import Path

from tests.reliability.kills import kill_often, kill_side_by_side

KILLS = 250 if os.environ.get("RELIABILITY") == "release" else 60
LATE = (str(Path(__file__).with_name("careless_server.py")), "late")


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    found = kill_side_by_side(tmp_path, KILLS)
    print(f"{found.kills} kills, {found.acknowledged} saves acknowledged, {found.lost} lost")  # noqa: T201 - the figure
    assert (found.kills, found.lost) == (KILLS, 0)


def test_a_server_that_acknowledges_before_it_keeps_is_found_out(tmp_path: Path) -> None:
    found = kill_often(tmp_path, 2, LATE)
    print(f"acknowledged too early: {found.kills} kills, {found.lost} lost")  # noqa: T201 - the figure
    assert found.lost > 0
