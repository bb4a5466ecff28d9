"""A server whose disk fails or is full: 503 with the text on the page, and it works again without a restart."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from tests.reliability.failing_disk import calls_of_a_start, seen
from tests.reliability.serving_group import REAL

BOASTFUL = (str(Path(__file__).with_name("careless_server.py")), "boastful")
CALLS = ("pwrite64", "fdatasync", "ftruncate", "openat")
CASES = [*product(CALLS, ("EIO", "ENOSPC"))]
# continuous integration takes each call once
CHOSEN = CASES if os.environ.get("RELIABILITY") == "release" else [CASES[0], CASES[3], CASES[4], CASES[7]]


@pytest.fixture(scope="module")
def at_start(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return calls_of_a_start(tmp_path_factory.mktemp("start"), REAL, CALLS)


@pytest.mark.parametrize(("call", "error"), CHOSEN)
def test_a_failing_disk_leaves_the_text_on_the_page_and_loses_nothing(
    tmp_path: Path, at_start: dict[str, int], call: str, error: str
) -> None:
    told = seen(tmp_path, REAL, call, error, beyond=at_start[call])
    print(f"a failing disk under a server, {call} {error}: {told.refused} pages refused")  # noqa: T201 - the figure
    assert told.refused
    assert (told.unshown, told.lost) == (0, 0)
    assert told.found == told.acknowledged


def test_a_server_that_acknowledges_whatever_happened_is_found_out(tmp_path: Path, at_start: dict[str, int]) -> None:
    told = seen(tmp_path, BOASTFUL, "pwrite64", "EIO", beyond=at_start["pwrite64"])
    assert told.refused == 0
    assert told.lost
