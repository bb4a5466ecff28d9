"""How much room is left decides, and a look at everything costs one look a second."""

from __future__ import annotations

from pathlib import Path

import pytest

from decision_aid.monitoring.readiness import MIB, free_bytes, room
from decision_aid.remarks import Level


@pytest.mark.parametrize(
    ("free", "level"),
    [(0, Level.WRONG), (20 * MIB - 1, Level.WRONG), (20 * MIB, Level.CAREFUL), (200 * MIB, Level.OK)],
)
def test_little_room_is_a_warning_and_hardly_any_stops_the_service(free: int, level: Level) -> None:
    assert room(free).level is level


def test_the_threshold_is_named() -> None:
    assert room(0).sentence == "less than 20 MiB are free"
    assert room(100 * MIB).sentence == "less than 200 MiB are free"


def test_of_a_folder_that_is_not_there_yet_its_disk_is_looked_at(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "there") > 0
