"""Another site's links and forms, in a browser that tells sites apart: the visit that is open here stays open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import begin, press
from tests.reliability.front import Quiet, running

LINKS = ("/", "/resume", "/q/who", "/ended", "/finished")
ASKED_AGAIN = ("/", "/q/who", "/ended", "/finished")  # where the browser is made to ask once more, from a page of ours
ON_AGAIN = "Go on where you were"
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title><body>
{links}<form method="post" action="{form}/finish"><input type="hidden" name="token" value="{zeros}">
<button>Win a prize</button></form>{script}"""
SENDING = "<script>document.forms[0].submit()</script>"


class Elsewhere(ThreadingHTTPServer):
    """A site of somebody else, with links to the form and a form that is sent to it; at /sending that goes by itself.

    Its address says after a ? where the form is.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)


class _Answering(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - the name is the standard library's
        address = urlsplit(self.path)
        form = parse_qs(address.query).get("form", [""])[0]
        links = "".join(f'<a href="{form}{link}">{link}</a> ' for link in LINKS)
        script = SENDING if address.path == "/sending" else ""
        page = PAGE.format(links=links, form=form, zeros="0" * 64, script=script).encode()
        self.answer(200, [("Content-Type", "text/html"), ("Content-Length", str(len(page)))], page)


class Two:
    """A browser with a visit open at one host, on its way to the form from another."""

    def __init__(self, page: Page, form: str, elsewhere: str, *, scripts: bool) -> None:
        self.page = page
        self.scripts = scripts
        self._form = form
        self._elsewhere = elsewhere

    def go(self, path: str = "/") -> None:
        self.page.goto(f"{self._elsewhere}{path}?form={self._form}")

    def assert_asked_again(self) -> None:
        """Check that the browser comes to the start page with its visit, and is not told that all is cleared."""
        expect(self.page.get_by_role("link", name=ON_AGAIN)).to_be_visible()

    def assert_open(self) -> None:
        """Check that the visit is open for who goes on by themselves."""
        self.page.goto(f"{self._form}/q/decision")
        assert self.page.url == f"{self._form}/q/decision"
        expect(self.page.locator("#decision-note")).to_be_visible()

    def session(self) -> str:
        cookies = self.page.context.cookies(self._form)
        return next(cookie.get("value", "") for cookie in cookies if cookie.get("name") == "__Host-decision-aid")


@pytest.fixture(params=[("127.0.0.1", "localhost", True), ("localhost", "127.0.0.1", False)])
def two(request: pytest.FixtureRequest, browser: Browser, home: str) -> Iterator[Two]:
    host, other, scripts = request.param
    form = f"http://{host}:{urlsplit(home).port}"
    with (
        running(Elsewhere()) as port,
        closing(browser.new_context(base_url=form, java_script_enabled=scripts)) as context,
    ):
        page = context.new_page()
        begin(page, "none", "short")
        yield Two(page, form, f"http://{other}:{port}", scripts=scripts)


def test_links_and_forms_of_another_site_leave_the_visit_open(two: Two) -> None:
    before = two.session()
    for link in LINKS:
        two.go()
        press(two.page, two.page.get_by_role("link", name=link, exact=True))
        if link in ASKED_AGAIN:
            two.assert_asked_again()
        two.assert_open()
    two.go()
    press(two.page, two.page.get_by_role("button", name="Win a prize"))
    two.assert_asked_again()
    two.assert_open()
    if two.scripts:
        two.go("/sending")
        two.assert_asked_again()
        two.assert_open()
    assert two.session() == before
