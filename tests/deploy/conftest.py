"""Machines that a clinic installs the form on, and what it is installed from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy import machine, releases
from tests.deploy.machine import Machine
from tests.house.checkout import ROOT

NEXT = "0.2.0"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what this version is installed from."""
    folder = tmp_path_factory.mktemp("ours")
    releases.wheel(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the next version is installed from."""
    folder = tmp_path_factory.mktemp("theirs")
    releases.wheel(releases.next_version(tmp_path_factory.mktemp("next"), NEXT), folder)
    return folder


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory, ours: Path) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("clinic")
    with machine.running(folder, PIP_NO_INDEX="1", PIP_FIND_LINKS="/srv/packages") as made:
        releases.packages(made.root / "srv/packages", machine.python())
        shutil.copytree(ours, made.root / "root", dirs_exist_ok=True)
        yield made
