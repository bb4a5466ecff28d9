"""Somebody goes through the whole form in a browser, prints, keeps, comes back in another browser, and clears all."""

from __future__ import annotations

import json
import re
import time

from tests.reliability.writers import TO_READ, Browser

NOTE = "Kept as I wrote it."
CODE = re.compile(r'<p class="code"><bdi>([^<]+)</bdi>')
_PAGES = 100
_PUBLIC = ("/", "/about", "/about/facts", "/options", "/questions.pdf", "/fhir/Questionnaire", "/healthz")


def whole(browser: Browser, other: Browser) -> list[str]:
    """Go through everything with one browser, come back with the other; return what was not as it should be."""
    found = [address for address in _PUBLIC if browser.get(address).status != 200]
    through(browser)
    found += looked_at(browser)
    found += _trial(browser)
    (code,) = CODE.findall(browser.get("/keep").html)
    if other.come_back(code).status != 303:
        found.append("coming back with the code")
    elif NOTE not in other.get("/answers").html:
        found.append("what was written, after coming back")
    found += _by_file(browser, other)
    return [*found, *_cleared(other)]


def through(browser: Browser, at_most: int = _PAGES) -> int:
    """Begin, write a note and go on until all is answered, or for so many pages; return how many there were."""
    browser.begin()
    form = browser.form("/q/decision")
    browser.post("/q/decision", {**form, "decision-codes": "which", "decision-note": NOTE})
    address, count = browser.location, 1
    while address.startswith(("/q/", "/offer/")) and count < at_most:
        assert browser.post(address, browser.form(address)).status == 303, address
        address, count = browser.location, count + 1
    return count


def looked_at(browser: Browser) -> list[str]:
    """Look at answers, stars, summary and files; return what was not as it should be."""
    found = [address for address in ("/answers", "/stars", "/summary") if browser.get(address).status != 200]
    if NOTE not in browser.get("/summary").html:
        found.append("the note on the summary")
    if not (browser.get("/summary.pdf").status == 200 and browser.body.startswith(b"%PDF-")):
        found.append("the PDF")
    if json.loads(browser.get("/summary.fhir.json").html)["resourceType"] != "QuestionnaireResponse":
        found.append("the data file")
    return found


def _trial(browser: Browser) -> list[str]:
    """Look a study up where there is no list of any: the page leads to the public site."""
    form = browser.form("/trials")
    time.sleep(TO_READ)
    shown = browser.post("/trials", {**form, "words": "nct 0123 4567"})
    good = shown.status == 200 and "https://clinicaltrials.gov/study/NCT01234567" in shown.html
    return [] if good else ["looking a study up"]


def _by_file(one: Browser, browser: Browser) -> list[str]:
    one.get("/summary.pdf")
    # with the same answers open there would be nothing to take over
    browser.post("/q/decision", {**browser.form("/q/decision"), "decision-note": ""})
    opened = browser.send_file("summary.pdf", one.body)
    if opened.status != 200 or NOTE not in opened.html:
        return ["opening the kept file"]
    return [] if browser.take_over(opened).status == 303 else ["taking the kept file over"]


def _cleared(browser: Browser) -> list[str]:
    form = browser.form("/finish")
    time.sleep(TO_READ)
    browser.post("/finish", form)
    return ["clearing"] if browser.get("/answers").status == 200 else []
