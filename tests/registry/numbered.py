"""A visit in which an offer has a study number."""

from __future__ import annotations

import time

from tests.reliability.writers import TO_READ, Browser

BEGINNING = (("/q/who", "who", "self"), ("/q/length", "length", "full"), ("/q/offers", "how_many", "one"))


def begin(browser: Browser, number: str) -> None:
    """Begin a visit up to the question after the number, which may be written as people write it."""
    assert browser.post("/start", browser.form("/")).status == 303
    for address, question, code in BEGINNING:
        answer(browser, address, {f"{question}-codes": code})
    answer(browser, "/offer/1/q/nct", {"nct-codes": "told", "nct-note": number})


def answer(browser: Browser, address: str, given: dict[str, str]) -> None:
    form = browser.form(address)
    time.sleep(TO_READ)
    assert browser.post(address, {**form, **given}).status == 303
