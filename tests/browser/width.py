"""How wide a page is beside its window."""

from __future__ import annotations

from tests.browser.tab import Tab

SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def scrolls_sideways(page: Tab) -> bool:
    return bool(page.evaluate(SIDEWAYS))
