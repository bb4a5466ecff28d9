"""Nobody but bootstrap reads the clock."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

READINGS = [
    "from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)\n",
    "from datetime import date\n\nTODAY = date.today()\n",
    "import time\n\nNOW = time.time()\n",
]


def refusals(folder: Path, name: str, source: str) -> str:
    """Return what ruff says against this module standing at this place in the package."""
    module = folder / "decision_aid" / name
    module.parent.mkdir(parents=True)
    module.write_text(f'"""A module."""\n\n{source}', encoding="utf-8")
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "--output-format", "concise"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True).stdout


@pytest.mark.parametrize("source", READINGS)
def test_a_room_that_reads_the_clock_is_refused(tmp_path: Path, source: str) -> None:
    assert "TID251" in refusals(tmp_path, "core/hours.py", source)


@pytest.mark.parametrize("source", READINGS)
def test_bootstrap_may_read_the_clock(tmp_path: Path, source: str) -> None:
    assert "All checks passed" in refusals(tmp_path, "bootstrap.py", source)
