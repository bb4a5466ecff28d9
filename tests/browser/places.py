"""One of every kind of page, reached as a person reaches it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from tests.browser.tab import Control, Tab

# one question page of each kind: choice, several, a scale for many, number, date, text, signs, evidence
QUESTION_PAGES = (
    "/q/who",
    "/q/helpers",
    "/q/matters",
    "/q/ready",
    "/q/alsfrs",
    "/q/onset",
    "/q/devices",
    "/q/medicines",
    "/offer/1/q/offer",
    "/offer/1/q/ind",
    "/offer/1/q/cells",
    "/offer/1/q/price",
    "/offer/1/q/signs-1",
    "/offer/1/q/proof-people",
    "/offer/1/q/harm-kinds",
    "/q/visit",
)
TO_READ = 0.6  # seconds: what is pressed earlier was meant for the page before
NOWHERE = "/nowhere"  # the page that says there is no such page
OF_A_VISIT = ("/answers", "/stars", "/summary", "/keep", "/finish")
OTHER_PAGES = ("/", *OF_A_VISIT, "/settings", "/trials", "/options", "/about", "/about/facts", "/resume", NOWHERE)


def press(page: Tab, button: Control) -> None:
    """Press a button and wait for the page it leads to; what a page asks is read before it is said yes to."""
    if page.evaluate("() => document.querySelector('input[name=sure]') !== null"):
        time.sleep(TO_READ)
    with page.expect_navigation():
        button.click()


def go_on(page: Tab) -> None:
    press(page, page.locator("main button.main").first)


def begin(page: Tab, offers: str = "three", length: str = "full") -> None:
    """Start a visit and answer the first three pages."""
    page.goto("/")
    go_on(page)
    press(page, page.locator("a[href='/q/who']"))
    for question, code in (("who", "self"), ("length", length), ("how_many", offers)):
        page.locator(f"#{question}-is-{code}").check()
        go_on(page)


def turn(page: Tab) -> None:
    """Choose the language that is written from right to left."""
    page.goto("/settings")
    page.locator("input[name=language][value=ar]").check()
    go_on(page)


def go_on_by_choosing(page: Tab) -> None:
    """Ask on the settings page for one press instead of two."""
    page.goto("/settings")
    page.locator("input[name=going][value=choice]").check()
    go_on(page)


def answer_some(page: Tab) -> None:
    """Give answers that raise signs, notes, boxes and numbers."""
    for address, control in (
        ("/offer/1/q/offer", "offer_kind-is-paid_clinic"),
        ("/offer/1/q/signs-1", "signs_1-is-cure_promised"),
        ("/offer/1/q/nct", "nct-is-written"),
        ("/q/matters", "matter_time-is-r5"),
        ("/q/alsfrs", "alsfrs-is-from_30"),
    ):
        page.goto(address)
        page.locator(f"#{control}").check()
        go_on(page)


def refused(page: Tab) -> None:
    """Come to a page with an error."""
    page.goto("/q/alsfrs")
    page.locator("#alsfrs-exact").fill("49")
    go_on(page)


def conflicting(page: Tab) -> None:
    """Come to the page that asks which of two answers to keep."""
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto("/q/decision")
    for tab, code in ((second, "which"), (page, "trial")):
        tab.locator(f"#decision-is-{code}").check()
        tab.locator("#decision-note").fill(f"I chose {code}")
        go_on(tab)
    second.close()


def removing(page: Tab) -> None:
    """Come to the question if an offer is to be taken away."""
    page.goto("/answers")
    press(page, page.locator("form[action='/offer/1/remove'] button"))


def too_many_stars(page: Tab) -> None:
    """Come to the refusal of a fourth star."""
    page.goto("/stars")
    for number in range(4):
        page.locator("input[name=star]").nth(number).check()
    go_on(page)


def mistyped(page: Tab) -> None:
    """Come to the page that tells of a slip in a code."""
    page.goto("/resume")
    page.locator("#code").fill("0000-0000-0000-0001")
    press(page, page.locator("#with-code"))


def opened(page: Tab) -> None:
    """Come to the page that tells what is in a kept file, when other answers are open than it has."""
    page.goto("/summary")
    with page.expect_download() as download:
        page.locator("a[href='/summary.fhir.json']").click()
    page.goto("/q/decision")
    page.locator("#decision-is-trial").check()
    go_on(page)
    page.goto("/resume")
    page.set_input_files("#file", download.value.path())
    press(page, page.locator("form[enctype] button"))


def paused(page: Tab) -> None:
    """Come to the page that asks at a shared tablet whether somebody is still there."""
    page.goto("/pause")


def finished(page: Tab) -> None:
    """Come to the page after everything is cleared."""
    finish(page)


def finish(page: Tab) -> None:
    """Finish and clear, as it is done from the settings page."""
    page.goto("/settings")
    press(page, page.locator("form[action='/finish'] button"))
    press(page, page.locator("form[action='/finish'] button"))


# the last one ends the visit
SITUATIONS: dict[str, Callable[[Tab], None]] = {
    "an error": refused,
    "a conflict": conflicting,
    "removing": removing,
    "four stars": too_many_stars,
    "a slip in a code": mistyped,
    "an opened file": opened,
    "a pause": paused,
    "finished": finished,
}


def each(page: Tab, addresses: Iterable[str]) -> Iterator[str]:
    """Come to these pages, one after the other; fail where there is none, or where it leads on to another."""
    page.goto(NOWHERE)
    missing = page.locator("h1").inner_text()
    for address in addresses:
        page.goto(address)
        here = urlsplit(page.url).path
        assert here == address, f"{address} leads on to {here}"
        assert address == NOWHERE or page.locator("h1").inner_text() != missing, f"{address}: {missing}"
        yield address


def everywhere(page: Tab) -> Iterator[str]:
    """Come to every kind of page and every situation, one after the other; give each one's name."""
    yield from each(page, (*QUESTION_PAGES, *OTHER_PAGES))
    for name, come in SITUATIONS.items():
        come(page)
        yield name
