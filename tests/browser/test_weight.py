"""How much a page asks of a slow line: bytes as they are, without compression, and requests."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.places import OTHER_PAGES, QUESTION_PAGES, answer_some, begin

KB = 1024
FIRST, LATER, HEADERS = 40 * KB, 12 * KB, 1 * KB
# what is in one piece though it is longer: docs/accessibility.md names each with its number
LONGER = {"/about": 26 * KB, "/about/facts": 14 * KB, "/summary": 24 * KB}


def weighed(page: Page, address: str) -> tuple[float, int]:
    """Return the bytes, headers too, and the number of requests of a page that is opened; what is cached is neither.

    Nor is the icon: the browser asks for it once, beside whichever page it likes.
    """
    network = page.context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    uncounted: set[str] = set()

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].endswith(".svg"):
            uncounted.add(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    def found(event: dict[str, Any]) -> None:
        uncounted.add(event["requestId"])

    network.on("Network.requestWillBeSent", sent)
    network.on("Network.loadingFinished", finished)
    network.on("Network.requestServedFromCache", found)
    network.send("Network.enable")
    network.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "identity"}})  # else some come as gzip
    page.goto(address, wait_until="networkidle")
    network.detach()
    asked = {name: size for name, size in sizes.items() if name not in uncounted and size}
    return sum(asked.values()), len(asked)


def test_a_first_view_has_at_most_40_kb_and_6_requests(window: Window) -> None:
    page = window()
    weight, requests = weighed(page, "/")
    icon = page.request.get(page.locator("link[rel=icon]").get_attribute("href") or "")
    assert 1 * KB < weight + HEADERS + len(icon.body()) <= FIRST
    assert requests + 1 <= 6


def test_nothing_is_weighed_compressed(window: Window) -> None:
    page, kinds = window(), set[str]()
    page.on("response", lambda response: kinds.add(response.headers.get("content-encoding", "")))
    weight, _ = weighed(page, "/about")
    assert weight > len(page.content().encode()) > 20 * KB
    assert kinds == {""}


def test_a_later_page_has_at_most_12_kb_and_2_requests(window: Window) -> None:
    page = window()
    begin(page)
    answer_some(page)
    found = {address: weighed(page, address) for address in {*QUESTION_PAGES, *OTHER_PAGES}}
    heavy = {address: both for address, both in found.items() if both[0] > LONGER.get(address, LATER) or both[1] > 2}
    assert heavy == {}
    assert {address for address, both in found.items() if both[0] > LATER} == LONGER.keys()
