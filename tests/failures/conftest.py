"""The program tried, as root or as somebody who is not; each failure is made for real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from decision_aid import bootstrap
from decision_aid.settings import Settings
from tests.cluster import Cluster, cluster
from tests.test_cli import SMALLEST

PROGRAM = Path(__file__).with_name("program.py")
# A user of its own kind, who owns what root owns and has none of root's rights; what is another's is nobody's to them.
ORDINARY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
ANOTHER = 12345


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    def refused(self, code: int = 1) -> str:
        """Return the one sentence that a command was refused with; EX_CONFIG is for what only somebody can mend."""
        assert self.code == code, self
        assert self.out == "", self
        (sentence,) = self.err.splitlines()
        assert sentence.endswith((".", "?")) or "--port" in sentence, sentence
        return sentence

    def wrong(self) -> list[str]:
        """Return what the doctor called wrong."""
        assert self.err == "", self.err
        return [line.removeprefix("WRONG   ") for line in self.out.splitlines() if line.startswith("WRONG ")]


Trial = Callable[..., Said]


@contextmanager
def trials(*before: str) -> Iterator[Trial]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    command = [*before, sys.executable, "-P", str(PROGRAM)]
    with subprocess.Popen(command, env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        speak, hear = process.stdin, process.stdout
        assert speak
        assert hear

        def tried(*arguments: str, **settings: str) -> Said:
            named = {f"DECISION_AID_{name.upper()}": value for name, value in settings.items()}
            speak.write(json.dumps({"arguments": arguments, "settings": named}) + "\n")
            speak.flush()
            return Said(**json.loads(hear.readline()))

        yield tried
        speak.close()


@pytest.fixture(scope="session")
def program() -> Iterator[Trial]:
    """Run a command with these settings and no others."""
    with trials() as tried:
        yield tried


@pytest.fixture(scope="session")
def ordinary() -> Iterator[Trial]:
    """Run a command as a user without root's rights."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    if shutil.which("unshare") is None or subprocess.run([*ORDINARY, "true"], check=False).returncode:
        pytest.skip("this machine lets nobody make users of their own (unshare --user)")
    with trials(*ORDINARY) as tried:
        yield tried


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The state folder of a form that has run before."""
    folder = tmp_path / "var"
    folder.mkdir(mode=0o700)
    return folder


def begun(state: Path, database: str = "") -> None:
    """Do what a start of the form does to its database and secrets."""
    bootstrap.storing(Settings(state=state, database=SecretStr(database))).close()


@pytest.fixture
def serve(program: Trial, state: Path) -> Trial:
    """Serve in the state folder, with the smallest questionnaire, until it is refused."""

    def served(*arguments: str, **settings: str) -> Said:
        return program(
            "serve", "--port", "0", *arguments, **{"state": str(state), "questions": str(SMALLEST)} | settings
        )

    return served


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A real PostgreSQL server, started for these tests alone."""
    with cluster() as server:
        yield server
