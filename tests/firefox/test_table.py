"""The three columns beside a record are a table to those who hear them, also where each row is a card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.places import begin, go_on
from tests.firefox.conftest import Opening
from tests.firefox.tab import FirefoxTab
from tests.registry.fakes import NUMBER
from tests.web.trials import ASKED, MATCH, with_a_record

WIDE, TIMES = 1280, 4
ROLES = {
    ".beside": "table",
    ".beside thead th": "columnheader",
    ".beside tbody th": "rowheader",
    ".beside td": "cell",
}


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[str]:
    with with_a_record(tmp_path) as address:
        yield address


def role(tab: FirefoxTab, selector: str) -> str:
    found = tab.driver.send("WebDriver:FindElement", using="css selector", value=selector)
    return str(tab.driver.send("WebDriver:GetComputedRole", id=next(iter(found.values()))))


@pytest.mark.parametrize("times", [1, TIMES])
def test_in_firefox_each_piece_has_its_role(tab: Opening, listed: str, times: int) -> None:
    opened = tab(listed)
    opened.driver.send("WebDriver:SetWindowRect", width=WIDE, height=900)
    begin(opened, "one")
    opened.goto(ASKED)
    opened.locator("#nct-is-told").check()
    opened.locator("#nct-note").fill(NUMBER)
    go_on(opened)
    opened.goto(MATCH)
    opened.magnify(times, WIDE // times)
    assert {selector: role(opened, selector) for selector in ROLES} == ROLES
    opened.magnify(1, WIDE)
