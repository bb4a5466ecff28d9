"""People with slow lines, or bad manners, keep nobody else waiting."""

import os
from pathlib import Path

import pytest

from tests.reliability.serving_group import serving
from tests.reliability.slow_clients import KINDS, pages_beside
from tests.reliability.writers import Unanswered

RELEASE = os.environ.get("RELIABILITY") == "release"
OF_EACH = 300
PAGES = 500 if RELEASE else 50
AT_ALL = 5.0  # seconds
WITHIN = 500  # milliseconds, of the release
CRAMPED = (str(Path(__file__).with_name("careless_server.py")), "cramped")


def test_pages_come_beside_hundreds_of_slow_clients(tmp_path: Path) -> None:
    with serving(tmp_path) as group:
        waited = pages_beside(group, OF_EACH, PAGES, AT_ALL)
    print(waited)  # noqa: T201 - the figure
    assert waited.holding == OF_EACH * len(KINDS)
    assert waited.at(0.99) <= WITHIN or not RELEASE


def test_a_server_with_its_usual_settings_is_found_out(tmp_path: Path) -> None:
    with serving(tmp_path, CRAMPED) as group, pytest.raises(Unanswered):
        pages_beside(group, OF_EACH, 1, 2.0)
