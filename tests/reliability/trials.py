"""A visitor who puts a word into all that has to do with trials and offers, where the registry does not answer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.reliability.writers import TO_READ, Browser, Form, Reply
from tests.web.page import fields, read

LISTED = "NCT01051882"  # is in the sample
UNLISTED = "NCT07731773"  # no record has it: it is told to nobody but the registry, which is asked for it
OFFERS = 3
RECORD_PAGES = ("/offer/1/q/same-study", "/offer/1/q/listing-match")
FIELDS = ("words", "number", "offer", "on", "revision", "visit", "condition", "recruiting", "interventional", "shown")


def load_sample(state: Path) -> None:
    """Load the sample list, as the clinic's own command does."""
    environment = {**os.environ, "DECISION_AID_STATE": str(state)}
    command = [sys.executable, "-P", "-m", "decision_aid", "registry", "import", "--sample"]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def tell_of_trials(browser: Browser, word: str) -> None:
    """Put the word where trials are looked up, on the pages that show a record, and into the forms of offers."""
    _look_up(browser, word)
    _answer_beside_a_record(browser, word)
    _put_a_number_in(browser, word)
    _misuse(browser, word)
    _add_and_remove(browser, word)


def _look_up(browser: Browser, word: str) -> None:
    assert word in _sought(browser, words=word).html  # no record holds it: the page says so
    found = _sought(browser, words=f"{word} {UNLISTED}")
    assert found.status == 200
    assert UNLISTED in found.html
    assert _sought(browser, words=f"{word} {LISTED[:9]}").status == 422
    assert _sought(browser, words=f"{word} " * 30).status == 422


def _answer_beside_a_record(browser: Browser, word: str) -> None:
    for number in (UNLISTED, LISTED):
        answer(browser, "/offer/1/q/nct", {"nct-codes": "told", "nct-note": f"{word} {number}"})
        assert number in browser.get(RECORD_PAGES[0]).html
    for address in RECORD_PAGES:
        names = [name for name in browser.form(address) if name.endswith("-note")]
        browser.post(address, {**browser.form(address), **dict.fromkeys(names, word)})
    assert LISTED in browser.get("/summary").html


def _put_a_number_in(browser: Browser, word: str) -> None:
    shown = _sought(browser, number=LISTED, words=word)
    form = next(form for form in read(shown.html).all("form") if "revision" in fields(form))
    asked = browser.post("/trials", {**fields(form), "offer": "1", "number": UNLISTED})
    assert word in asked.html  # another number stands there, with the word, and the page asks first
    time.sleep(TO_READ)
    sure = next(form for form in read(asked.html).all("form") if "sure" in fields(form))
    browser.post("/trials", {**fields(sure), "revision": word})


def _misuse(browser: Browser, word: str) -> None:
    form = _form_of(browser)
    for name in FIELDS:
        browser.post("/trials", {**form, "words": LISTED, name: word})
        browser.get(f"/trials?{name}={word}")


def _add_and_remove(browser: Browser, word: str) -> None:
    token = {"token": browser.form("/settings")["token"]}
    for given in ({"count": word}, {"offers": word, "sure": "yes"}, {"sure": word}, {word: word}):
        for address in ("/offer/add", *(f"/offer/{number}/remove" for number in range(1, OFFERS + 1))):
            assert browser.post(address, {**token, **given}).status in {200, 303, 403, 422}
    browser.get(f"/offer/{word}/remove")
    browser.get(f"/offer/{word}/q/nct")


def _sought(browser: Browser, **given: str) -> Reply:
    return browser.post("/trials", {**_form_of(browser), **given})


def _form_of(browser: Browser) -> Form:
    forms = read(browser.get("/trials").html).all("form")
    return next(fields(form) for form in forms if form.get("action") == "/trials")


def answer(browser: Browser, address: str, given: dict[str, str]) -> None:
    form = browser.form(address)
    time.sleep(TO_READ)
    sent = browser.post(address, {**form, **given})
    assert sent.status == 303, f"{address}: {sent.status}"
