"""Every way in which a page comes back with a problem, as a person comes to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from playwright.sync_api import Page

from tests.browser.places import conflicting, go_on, go_on_by_choosing, mistyped, press, refused, too_many_stars

UNKNOWN = "0000-0000-0000-0000"  # a sound code under which nothing is kept
OLD = "form => { form.elements.token.value = 'of an older page' }"
NOT_THERE = "choice => { choice.value = 'not-there' }"
TOO_LONG = "x" * 2001
TRIES = 20
Come = Callable[[Page], None]


def not_sure(address: str, page: Page) -> None:
    """Tick one, and "Not sure"."""
    page.goto(address)
    boxes = page.locator("main input[type=checkbox]")
    boxes.first.check()
    boxes.last.check()
    go_on(page)


def filled(address: str, control: str, text: str, page: Page) -> None:
    page.goto(address)
    page.locator(control).fill(text)
    go_on(page)


def none_of_the_choices(page: Page) -> None:
    page.goto("/q/decision")
    choice = page.locator("main input[type=radio]").first
    choice.evaluate(NOT_THERE)
    choice.check()
    go_on(page)


def no_longer_open(page: Page) -> None:
    """Star a question, and one that another window has answered meanwhile."""
    page.goto("/stars")
    boxes = page.locator("input[name=star]")
    boxes.nth(1).check()
    boxes.nth(2).evaluate(NOT_THERE)
    boxes.nth(2).check()
    go_on(page)


def stale(address: str, action: str, page: Page) -> None:
    """Press the button of a form that was open too long."""
    page.goto(address)
    form = page.locator(f"form[action='{action}']").last
    form.evaluate(OLD)
    press(page, form.locator("button").last)


def a_fourth(page: Page) -> None:
    """Add an offer where another window has added the third meanwhile."""
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto("/answers")
    for tab in (second, page):
        press(tab, tab.locator("form[action='/offer/add'] button"))
    second.close()


def at_once(page: Page) -> None:
    """Press an answer, and another as soon as its page is there; if that took long, it was an answer: begin again."""
    go_on_by_choosing(page)
    for _ in range(TRIES):
        page.goto("/offer/1/q/fda-approved")
        press(page, page.locator("button.choice").first)
        press(page, page.locator("button.choice").first)
        if page.locator(".errors").count():
            return


def coded(code: str, page: Page) -> None:
    page.goto("/resume")
    page.locator("#code").fill(code)
    press(page, page.locator("#with-code"))


def filed(content: bytes, page: Page) -> None:
    page.goto("/resume")
    if content:
        page.set_input_files("#file", {"name": "kept.pdf", "mimeType": "application/pdf", "buffer": content})
    press(page, page.locator("form[enctype] button"))


TICKS = ("/q/helpers", "/q/devices", "/q/medicines", "/offer/1/q/harm-kinds", "/q/visit")
# answers that cannot be taken: the page comes back with the problem at its question
WRONG_ANSWERS: Mapping[str, Come] = {
    **{f"Not sure and a tick on {address}": partial(not_sure, address) for address in TICKS},
    "a choice that is not there": none_of_the_choices,
    "a number that is too large": refused,
    "a price that is no number": partial(filled, "/offer/1/q/price", "#price-exact", "a lot"),
    "a date without its century": partial(filled, "/q/onset", "#onset-year", "25"),
    "a note that is too long": partial(filled, "/offer/1/q/offer", "#offer_name-note", TOO_LONG),
}
FORMS = {
    "the start": ("/", "/start"),
    "a question": ("/q/alsfrs", "/q/alsfrs"),
    "stars": ("/stars", "/stars"),
    "settings": ("/settings", "/settings"),
    "adding": ("/answers", "/offer/add"),
    "removing": ("/answers", "/offer/1/remove"),
    "finishing": ("/finish", "/finish"),
    "a new code": ("/keep", "/keep"),
    "coming back": ("/resume", "/resume"),
}
# what is wrong with one control or one group elsewhere
WRONG_ELSEWHERE: Mapping[str, Come] = {
    "four stars": too_many_stars,
    "a star at no open question": no_longer_open,
    "a slip in a code": mistyped,
    "no code": partial(coded, ""),
    "an unknown code": partial(coded, UNKNOWN),
    "no file": partial(filed, b""),
    "a file that is not ours": partial(filed, b"%PDF-1.7 of somebody else"),
}
MISTAKES: Mapping[str, Come] = {
    **WRONG_ANSWERS,
    **WRONG_ELSEWHERE,
    **{f"{name}, open too long": partial(stale, *form) for name, form in FORMS.items()},
    "a fourth offer": a_fourth,
    "a conflict": conflicting,
    "a press at once": at_once,  # the last: from here on choosing goes on
}
