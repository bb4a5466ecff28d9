"""A window that stops the pictures where a page is not the one that was asked for: else nobody would notice."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, TimeoutError  # noqa: A004 - Playwright's own

from tests.browser.places import TO_READ
from tests.pictures.made_up import OFFERS, PERSON, Given

REFUSED = 400


@dataclass
class Window:
    page: Page
    home: str
    status: int = 0
    asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("response", self._seen)

    def _seen(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status

    def open(self, place: str, *, refused: bool = False) -> None:
        """Come to an address; stop unless it is what is shown then."""
        self.page.goto(f"{self.home}{place}")
        self.check(place, refused=refused)
        shown = urlsplit(self.page.url).path
        if shown != urlsplit(place).path:
            sys.exit(f"Asked for {place}, but {shown} was shown: the list of pictures is no longer right.")

    def check(self, what: str, *, refused: bool = False) -> None:
        """Stop if the page that is shown tells of an error and should not, or should and does not."""
        if self.status >= REFUSED and not refused:
            sys.exit(f"{what} was answered with status {self.status} at {self.page.url}: it is no picture of the form.")
        if self.status < REFUSED and refused:
            sys.exit(f"{what} was to show an error, but was answered with status {self.status} at {self.page.url}.")

    def go_on(self) -> None:
        """Press the last main button and wait for the whole next page: a page half there would be left unanswered."""
        before = self.page.url
        self.page.wait_for_timeout(1000 * TO_READ)  # a page left as it was found is not left at once
        with self.page.expect_navigation():
            self.page.locator("main button.main").last.click()
        self.check(f"What was sent from {before}")

    def answer(self) -> None:
        """Give what this page asks for; what is not in the made-up visit is left empty."""
        offer = re.search(r"/offer/(\d)/", self.page.url)
        about = OFFERS[int(offer[1]) - 1] if offer else PERSON
        for question in self.page.locator("fieldset.question").all():
            name = question.get_attribute("id") or ""
            self.asked.add(f"{offer[1]} {name}" if offer else name)
            self._give(name, about.get(name, []))

    def _give(self, name: str, given: Given) -> None:
        if isinstance(given, dict):
            for end, text in given.items():
                self.page.fill(f'[name="{name}-{end}"]', text)
        else:
            for code in given:
                self.page.check(f'[name="{name}-codes"][value="{code}"]')

    def answer_to_the_end(self) -> None:
        """Go from here to check answers; stop if something of the made-up visit was never asked."""
        while not self.page.url.endswith("/answers"):
            self.answer()
            self.go_on()
        known = {*PERSON, *(f"{number} {name}" for number in (1, 2) for name in OFFERS[number - 1])}
        if never := sorted(known - self.asked):
            sys.exit(f"The made-up visit answers what was never asked: {', '.join(never)}.")

    def saved(self, link: str, target: Path) -> None:
        """Save what a link leads to."""
        try:
            with self.page.expect_download() as coming:
                self.page.click(f'a[href="{link}"]')
        except TimeoutError:
            sys.exit(f"{link} was not printed.")
        coming.value.save_as(target)
