"""Prometheus's own checker, as a test calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

_FETCHED = ROOT / ".cache" / "promtool" / "promtool"  # by scripts/test


def promtool(*arguments: str, given: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run it and return what it said; skip where there is none."""
    named = os.environ.get("PROMTOOL") or (str(_FETCHED) if _FETCHED.exists() else shutil.which("promtool"))
    if named in {None, "none"}:
        pytest.skip("promtool is not installed here (scripts/test takes it out of Debian's package prometheus)")
    return subprocess.run(
        [str(named), *arguments], capture_output=True, check=False, cwd=folder, input=given, text=True, timeout=60
    )
