"""What serving needs of the linter does without the rest of it, which would cost each process a megabyte."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ASK = "import sys; from decision_aid import wsgi; print(*sys.modules)"
OURS = ("balance", "claims", "assertions", "gates", "linter", "reading", "syllables", "translations", "wording")


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """Return the modules of a process that is about to serve."""
    done = subprocess.run([sys.executable, "-P", "-c", _ASK], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_a_serving_process_decides_conditions(imported: set[str]) -> None:
    assert "decision_aid.lint.conditions" in imported


@pytest.mark.parametrize("name", [*(f"decision_aid.lint.{name}" for name in OURS), "pyphen"])
def test_a_serving_process_does_not_hold_what_editors_need(name: str, imported: set[str]) -> None:
    assert name not in imported
