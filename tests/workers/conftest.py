"""Pools of one process, ended after the test."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator

import pytest

from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool
from tests.house.checkout import ROOT
from tests.workers import jobs

SECONDS = 30.0
MIB = 1024 * 1024
LARGE_REPLY = 3 * MIB


@pytest.fixture(scope="module", autouse=True)
def jobs_can_be_found() -> Iterator[None]:
    """Let processes import the jobs of these tests; last in the path, so that the installed package comes first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(ROOT)])
        yield


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """A pool whose process is spared: tests of this fixture leave it sound."""
    one = Pool(1, Limits(memory=256 * MIB, open_files=32, file_bytes=MIB), jobs.allow)
    yield one
    one.close()


@pytest.fixture
def own() -> Iterator[Pool]:
    """A pool of this test alone."""
    one = Pool(1, Limits(cpu_seconds=1), jobs.allow)
    yield one
    one.close()


def process(number: int) -> multiprocessing.process.BaseProcess:
    (found,) = [child for child in multiprocessing.active_children() if child.pid == number]
    return found
