"""A run in which every test must run fails for one that did not, unless it may be left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

_CASE = """
import pytest

def test_that_runs():
    pass

@pytest.mark.skipif(True, reason={reason!r})
def test_that_may_not():
    pass
"""
_PLUGIN = "from tests.left_out import begin as pytest_configure"
NOT_HERE = "nginx is not installed here"


def run(folder: Path, reason: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a file of two tests as this suite is run; one of them is left out for this reason."""
    (folder / "test_case.py").write_text(_CASE.format(reason=reason), encoding="utf-8")
    (folder / "conftest.py").write_text(_PLUGIN, encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name not in {"EVERY_TEST", "RELIABILITY"}}
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(folder)],
        capture_output=True,
        check=False,
        cwd=folder,
        env=inherited | {"PYTHONPATH": paths} | environment,
        text=True,
    )


@pytest.mark.parametrize("where", [{"EVERY_TEST": "1"}, {"RELIABILITY": "release"}])
@pytest.mark.parametrize("options", [[], ["-n", "2"]])
def test_a_test_that_did_not_run_fails_the_run_and_is_named(
    tmp_path: Path, where: dict[str, str], options: list[str]
) -> None:
    done = run(tmp_path, NOT_HERE, *options, **where)
    assert done.returncode == 1, done.stdout
    assert f"test_case.py::test_that_may_not: {NOT_HERE}" in done.stdout


def test_what_only_root_can_do_may_be_left_out(tmp_path: Path) -> None:
    done = run(tmp_path, "only root can give a file away", EVERY_TEST="1")
    assert done.returncode == 0, done.stdout


def test_a_run_at_somebodys_desk_may_leave_out_what_is_not_installed(tmp_path: Path) -> None:
    done = run(tmp_path, NOT_HERE)
    assert done.returncode == 0, done.stdout


def test_continuous_integration_lets_every_test_run() -> None:
    assert "EVERY_TEST=1" in (ROOT / ".ci/run").read_text(encoding="utf-8")
