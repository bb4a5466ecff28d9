"""Whenever the power goes, what was acknowledged is there; SQLite's own default, and no waiting, lose some."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.reliability.power import losses
from tests.reliability.recording import recorded

SAVES = 160 if os.environ.get("RELIABILITY") == "release" else 44
AT_LEAST = 3_900
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir(mode=0o700)
    return tmp_path / "state"


@pytest.fixture
def work() -> Iterator[Path]:
    """Give a folder for images in memory: what a real disk would do with them is the recording's matter."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def test_whenever_the_power_goes_nothing_acknowledged_is_lost(folder: Path, work: Path) -> None:
    found = losses(recorded("real", folder, SAVES), folder, work)
    print(f"power loss: {found.images} images, {len(found.lost)} lost")  # noqa: T201 - the figure
    assert found.lost == []
    assert found.images >= AT_LEAST


@pytest.mark.parametrize("way", ["usual", "hasty"])
def test_a_store_that_waits_for_less_loses_answers(folder: Path, work: Path, way: str) -> None:
    found = losses(recorded(way, folder, 10), folder, work, every=2)
    print(f"power loss, {way}: {found.images} images, {len(found.lost)} lost")  # noqa: T201 - the figure
    assert any("was acknowledged" in lost for lost in found.lost)
