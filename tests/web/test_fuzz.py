"""Ten thousand requests that no browser of ours would send: each gets an answer, and none an error of ours."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from decision_aid.core.draft import Draft
from decision_aid.loader import Loaded
from decision_aid.services import Visit
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import TroubledStore
from tests.web.page import fields, read
from tests.web.visitor import HOME, OURS, Visitor

REQUESTS = 100_000 if os.environ.get("RELIABILITY") == "release" else 10_000
ADDRESSES = (
    *("/", "/start", "/answers", "/stars", "/offer/add", "/settings", "/summary", "/summary.pdf", "/finish", "/keep"),
    *("/resume", "/summary.fhir.json", "/fhir/Questionnaire", "/questions.pdf", "/options", "/about", "/healthz"),
    *("/readyz", "/pause", "/ended", "/finished", "/q/who", "/q/decision", "/q/alsfrs", "/q/onset", "/offer/1/q/offer"),
    *("/offer/2/q/price", "/offer/1/remove", "/static/x", "/nowhere"),
)
METHODS = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
UNREADABLE = ("\x00", "\ud800", "a\x00b")  # refused before anything is read
BAD = (
    *("", "0", "-1", "999999999999999999999", "1e309", "NaN", "../../etc/passwd", "%00", "\r\nSet-Cookie: a=b"),
    *("' OR 1=1 --", "<script>", "{{7*7}}", "\N{RIGHT-TO-LEFT OVERRIDE}x", "\N{ZERO WIDTH JOINER}" * 9),
    *("\N{FACE WITH TEARS OF JOY}" * 50, "x" * 3000, "\n" * 60, "٣٦", "2026-02-30", "[]", "null", "\x7f\x1b[31m"),
)
NAMES = ("token", "revision", "visit", "then", "star", "code", "sealed", "taken", "no", "sure", "wording", "language")
HEADERS = ("Host", "Origin", "Referer", "Sec-Fetch-Site", "Cookie", "Accept-Language", "X-Forwarded-For", "Range")
ENDS = ("/", "//", "?paper=a4", "?paper=" + "x" * 99, "?then=answers", "?then=%00", "/%2e%2e")
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
KINDS = (FORM, FORM, FORM, PARTS, "application/json", "text/plain", "", "x")


@dataclass
class Fuzzer:
    """Makes requests by chance, from pages as they are and from what breaks programs."""

    visitor: Visitor
    chance: random.Random
    tokens: dict[str, str] = field(default_factory=dict)

    def send(self) -> TestResponse:
        """Send one request."""
        ways: tuple[Callable[[], TestResponse], ...] = (self._wild, self._wild, self._page, self._page, self._file)
        return self.chance.choice(ways)()

    def _wild(self) -> TestResponse:
        address = self._twisted(self.chance.choice(ADDRESSES))
        return self._sent(self.chance.choice(METHODS), address, self._body(), self.chance.choice(KINDS))

    def _page(self) -> TestResponse:
        """Send a page's own form with some of it changed."""
        shown = self.visitor.client.get(self.chance.choice(ADDRESSES[18:26]), base_url=HOME)
        form: dict[str, Any] = {"token": [self._token()]}
        if shown.status_code == HTTPStatus.OK and b"<form" in shown.data:
            form |= self._fields_of(shown)
        for name in self.chance.sample(sorted(form), k=min(2, len(form))):
            form[name] = [self._text() for _ in range(self.chance.choice((1,) * 20 + (2, 70)))]
        encoded = "&".join(f"{name}={self._escaped(value)}" for name, values in form.items() for value in values)
        return self._sent("POST", shown.request.path, encoded.encode("utf-8", "surrogatepass"), FORM)

    def _file(self) -> TestResponse:
        """Send a file, and fields beside it, to the page that takes files."""
        beside = self._text().encode("utf-8", "replace")
        parts = [("token", "", self._token().encode()), (self.chance.choice(NAMES), "", beside)]
        parts.append(("file", '; filename="kept.pdf"', self.chance.randbytes(self.chance.choice((0, 10, 5000)))))
        body = b"".join(
            f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"
            for name, more, content in parts
        )
        return self._sent(
            "POST", self.chance.choice(("/resume", "/q/decision", "/start")), body + b"--x--\r\n", KINDS[1]
        )

    def _sent(self, method: str, address: str, body: bytes, kind: str) -> TestResponse:
        headers = dict(OURS) if self.chance.random() < 0.8 else {}
        if self.chance.random() < 0.3:
            name = self.chance.choice(HEADERS)
            text = self._text().encode("latin-1", "ignore").decode("latin-1")
            headers[name] = text.translate({10: None, 13: None, 0: None})
        wrong = {"CONTENT_LENGTH": self.chance.choice(("", "-1", "x", "999999999"))}
        length = wrong if self.chance.random() < 0.02 else {}
        return self.visitor.client.open(
            address,
            method=method,
            data=body,
            content_type=kind,
            headers=headers,
            base_url=HOME,
            environ_overrides=length,
        )

    def _fields_of(self, shown: TestResponse) -> dict[str, Any]:
        page = read(shown.get_data(as_text=True))
        forms = [form for form in page.all("form") if form.get("action") == shown.request.path]
        return dict(fields(forms[0])) if forms else {}

    def _token(self) -> str:
        """Return the token of this browser's session, as its pages carry it."""
        cookie = self.visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
        session = cookie.value if cookie else ""
        if session not in self.tokens:
            page = read(self.visitor.client.get("/resume", base_url=HOME).get_data(as_text=True))
            self.tokens[session] = next(each.get("value") for each in page.all("input") if each.get("name") == "token")
        return self.tokens[session]

    def _twisted(self, address: str) -> str:
        if self.chance.random() < 0.3:
            address = address.replace("1", self.chance.choice(("0", "4", "-1", "1" * 30, "٣", "%31")))
        if self.chance.random() < 0.2:
            address += self.chance.choice(ENDS)
        return address

    def _body(self) -> bytes:
        if self.chance.random() < 0.3:
            return self.chance.randbytes(self.chance.randrange(9))
        pairs = (f"{self.chance.choice(NAMES)}={self._escaped(self._text())}" for _ in range(self.chance.randrange(8)))
        return "&".join(pairs).encode("utf-8", "surrogatepass")

    def _text(self) -> str:
        if self.chance.random() < 0.03:
            return self.chance.choice(UNREADABLE)
        return self.chance.choice(BAD) if self.chance.random() < 0.7 else chr(self.chance.randrange(0x20, 0xD7FF)) * 3

    def _escaped(self, text: str) -> str:
        if self.chance.random() < 0.1:
            return text
        return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


class Fragile(TroubledStore):
    """A store that breaks on what people do write: other letters than ours."""

    def save(self, visit: Visit, draft: Draft) -> Visit:
        if any(not answer.note.isascii() for answer in draft.answers.person.values()):
            raise ZeroDivisionError
        return super().save(visit, draft)


def answered(app: Flask, requests: int, seed: int) -> Counter[int]:
    """Return how often each status was answered to so many requests; a visit is begun anew every 250."""
    statuses: Counter[int] = Counter()
    chance = random.Random(seed)  # noqa: S311 - the same requests in each run
    for begun in _visits(app, requests):
        fuzzer = Fuzzer(begun, chance)
        statuses.update(fuzzer.send().status_code for _ in range(250))
    return statuses


def _visits(app: Flask, requests: int) -> Iterator[Visitor]:
    for _ in range(0, requests, 250):
        visitor = Visitor(app.test_client())
        visitor.begin("two", full=True)
        yield visitor


def test_no_request_is_an_error_of_ours(app: Flask) -> None:
    statuses = answered(app, REQUESTS, seed=7)
    print(f"fuzzed: {sum(statuses.values())} requests, {dict(sorted(statuses.items()))}")  # noqa: T201 - the figure
    assert sum(statuses.values()) >= REQUESTS
    assert not [status for status in statuses if status >= HTTPStatus.INTERNAL_SERVER_ERROR]
    assert {200, 303, 400, 403, 404, 422} <= set(statuses)  # all kinds of pages were reached


def test_an_error_of_ours_is_found(make: Make, shipped: Loaded, store: TroubledStore) -> None:
    app = make(shipped, Settings(), Fragile(store.store))
    assert answered(app, 2500, seed=7)[500]
