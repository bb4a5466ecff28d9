"""LHC-Forms in a browser: what a clinic's own system would do with our files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route

PAGE = Path(__file__).with_name("lhc_forms.html")
LOAD = """async ([questionnaire, response]) => {
    let form = LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, "R4");
    if (response) form = LForms.Util.mergeFHIRDataIntoLForms(response, form, "R4");
    await LForms.Util.addFormToPage(form, "form", {});
}"""
SAVE = "() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')"
SHOWN = "() => [...document.querySelectorAll('#form lhc-item')].map((item) => item.id.replace(/^item-/, ''))"


class Files(SimpleHTTPRequestHandler):
    """Serves the package's built files, and the page that loads them."""

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.read_bytes())

    def log_message(self, *_: object) -> None:
        """Keep still."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve LHC-Forms from its package and give the page's address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=folder / "dist/lforms")) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class LhcForms:
    """One window of a fresh profile with the page open; `outside` lists what it asked of others and did not get."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.outside: list[str] = []
        self.faults: list[str] = []
        self._context = browser.new_context(viewport={"width": 1280, "height": 900})
        self._context.route("**/*", partial(self._only, urlsplit(address).netloc))
        self.page = self._context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(address)

    def _only(self, home: str, route: Route) -> None:
        if urlsplit(route.request.url).netloc == home:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def load(self, questionnaire: bytes, response: bytes | None = None) -> None:
        """Show the questionnaire, filled in as the response says."""
        self.page.evaluate(LOAD, [json.loads(questionnaire), json.loads(response) if response else None])

    def save(self) -> bytes:
        """Return the QuestionnaireResponse that LHC-Forms makes of the form as it stands."""
        return json.dumps(self.page.evaluate(SAVE)).encode()

    def shown(self) -> list[str]:
        """Return the link id of every item on the page, with its place: `kind/2/1` is in the second of its group."""
        items: list[str] = self.page.evaluate(SHOWN)
        return items

    def tick(self, item: str, coding: str) -> None:
        """Press a choice, as `system|code`, of the item at this place."""
        self.page.locator(f'[id="{item}|{coding}"]').click()

    def write(self, item: str, words: str) -> None:
        self.page.locator(f'[id="{item}"]').fill(words)
        self.page.keyboard.press("Tab")

    def add(self, item: str) -> None:
        """Press the button behind a repeated group for one more of it."""
        self.page.locator(f'[id="add-{item}"]').click()

    def close(self) -> None:
        self._context.close()
