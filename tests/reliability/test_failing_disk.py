"""A server whose disk fails or is full: 503 with the text on the page, and it works again without a restart."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from tests.reliability.failing_disk import seen
from tests.reliability.serving_group import REAL

BOASTFUL = (str(Path(__file__).with_name("careless_server.py")), "boastful")
# strace counts for each thread: these are beyond what the start does, and two or three in a row, so that pressing
# again fails as well
WHEN = {"pwrite64": "50..52", "fdatasync": "13..14", "ftruncate": "4..5", "openat": "6..7"}
CASES = [*product(WHEN, ("EIO", "ENOSPC"))]
# continuous integration takes each call once
CHOSEN = CASES if os.environ.get("RELIABILITY") == "release" else [CASES[0], CASES[3], CASES[4], CASES[7]]


@pytest.mark.parametrize(("call", "error"), CHOSEN)
def test_a_failing_disk_leaves_the_text_on_the_page_and_loses_nothing(tmp_path: Path, call: str, error: str) -> None:
    told = seen(tmp_path, REAL, f"{call}:error={error}:when={WHEN[call]}")
    print(f"a failing disk under a server, {call} {error}: {told.refused} pages refused")  # noqa: T201 - the figure
    assert told.refused
    assert (told.unshown, told.lost) == (0, 0)
    assert told.found == told.acknowledged


def test_a_server_that_acknowledges_whatever_happened_is_found_out(tmp_path: Path) -> None:
    told = seen(tmp_path, BOASTFUL, f"pwrite64:error=EIO:when={WHEN['pwrite64']}")
    assert told.refused == 0
    assert told.lost
