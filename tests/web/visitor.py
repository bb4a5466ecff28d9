"""Somebody at a browser without JavaScript: keeps cookies, reads pages, presses buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.page import Element, fields, read
from tests.web.soundness import faults

HOME = "https://localhost"
OURS = {"Sec-Fetch-Site": "same-origin"}
Values = Mapping[str, str | Sequence[str]]


@dataclass
class Shown:
    """An answer of the form."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        """Return where the browser is sent, without the address of the form itself."""
        return self.response.location.removeprefix(HOME)

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @cached_property
    def page(self) -> Element:
        return read(self.html)

    @property
    def text(self) -> str:
        return self.page.one("body").text

    @property
    def buttons(self) -> dict[str, str]:
        """Return what the buttons on the page say, in their order, and what each of them sends."""
        return {button.text: button.get("value") for button in self.page.all("button")}


@dataclass
class Visitor:
    """One browser."""

    client: FlaskClient

    def get(self, address: str, headers: Mapping[str, str] = OURS) -> Shown:
        """Open an address; a page must be sound."""
        return _sound(Shown(self.client.get(address, base_url=HOME, headers=dict(headers))))

    def post(self, address: str, values: Values, headers: Mapping[str, str] = OURS) -> Shown:
        """Send a form; a page that comes back must be sound."""
        # like a browser: an empty form has a length too
        length = {} if values else {"CONTENT_LENGTH": "0"}
        response = self.client.post(
            address, data=dict(values), headers=dict(headers), base_url=HOME, environ_overrides=length
        )
        return _sound(Shown(response))

    def press(self, shown: Shown, changes: Values = {}, action: str = "") -> Shown:  # noqa: B006 - never changed
        """Press the button of a form on a page, with these fields filled in otherwise."""
        form = shown.page.form(action)
        return self.post(form.get("action"), {**fields(form), **changes})

    def start(self) -> str:
        """Press Start, and go on from the page that tells how to come back; return the address of the first page."""
        kept = self.get(self.press(self.get("/"), {"sure": "yes"}, "/start").location)
        return next(link.get("href") for link in kept.page.all("a") if link.get("class") == "button main")

    def answer(self, address: str, values: Values = {}) -> str:  # noqa: B006 - never changed
        """Open a question page, fill in these fields and press Continue; return where it leads."""
        sent = self.press(self.get(address), values)
        assert sent.status == 303, f"{address}: {sent.status}"
        return sent.location

    def begin(self, offers: str = "none", *, full: bool = False, who: str = "self") -> str:
        """Start, and answer the first three pages; return the address of the next."""
        assert self.start() == "/q/who"
        self.answer("/q/who", {"who-codes": who})
        self.answer("/q/length", {"length-codes": "full" if full else "short"})
        return self.answer("/q/offers", {"how_many-codes": offers})

    def walk(self, address: str, values: Values = {}) -> list[str]:  # noqa: B006 - never changed
        """Press Continue on every page from here on, skipping what is not in `values`; return the addresses seen."""
        seen: list[str] = []
        while address != "/answers":
            assert address not in seen, f"{address} is asked twice"
            seen.append(address)
            shown = self.get(address)
            names = {control.get("name") for control in shown.page.form().all("input", "textarea")}
            sent = self.press(shown, {name: value for name, value in values.items() if name in names})
            assert sent.status == 303, f"{address}: {sent.status}"
            address = sent.location
        return seen


def _sound(shown: Shown) -> Shown:
    if shown.response.mimetype == "text/html" and shown.status != 303:
        found = faults(shown.html)
        assert not found, f"{shown.response.request.path}: {found}"
    return shown
