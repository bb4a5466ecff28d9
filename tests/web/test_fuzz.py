"""Ten thousand requests that no browser of ours would send: each gets an answer, and none an error of ours."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle, product
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from decision_aid.core.draft import Draft
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import Loaded
from decision_aid.services import Visit
from decision_aid.settings import Settings
from tests.registry.fakes import NUMBER, FakeRegistry, record
from tests.web.conftest import Make
from tests.web.fakes import TroubledStore
from tests.web.page import fields, read
from tests.web.visitor import HOME, OURS, Shown, Visitor

REQUESTS = 100_000 if os.environ.get("RELIABILITY") == "release" else 10_000
METHODS = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
UNREADABLE = ("\x00", "\ud800", "a\x00b")  # refused before anything is read
BAD = (
    *("", "0", "-1", "999999999999999999999", "1e309", "NaN", "../../etc/passwd", "%00", "\r\nSet-Cookie: a=b"),
    *("' OR 1=1 --", "<script>", "{{7*7}}", "\N{RIGHT-TO-LEFT OVERRIDE}x", "\N{ZERO WIDTH JOINER}" * 9),
    *("\N{FACE WITH TEARS OF JOY}" * 50, "x" * 3000, "\n" * 60, "٣٦", "2026-02-30", "[]", "null", "\x7f\x1b[31m"),
)
NAMES = ("token", "visit", "then", "star", "code", "sealed", "taken", "no", "here")  # those of forms seen come to these
FORGOTTEN = ("words", "number", "offer", "on", "shown", "pause", "at_once", "before", "more", "count", "offers", "sure")
NAMED = re.compile(rb'<(?:input|textarea|button)\b[^>]* name="([^"]+)"')
SO_OFTEN_ANOTHER, SO_MANY_QUESTIONS = 0.7, 0.6
QUESTIONS = {"questions.person_page", "questions.offer_page"}
HEADERS = ("Host", "Origin", "Referer", "Sec-Fetch-Site", "Cookie", "Accept-Language", "X-Forwarded-For", "Range")
NO_ADDRESSES = ("http://[::1", "https://[x", "//]", "https://localhost:x")
ENDS = ("/", "//", "?paper=a4", "?paper=" + "x" * 99, "?then=answers", "?then=%00", "/%2e%2e")
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
KINDS = (FORM, FORM, FORM, PARTS, "application/json", "text/plain", "", "x")


@dataclass(frozen=True)
class Places:
    """Every address of the form: what each rule of it leads to, filled in with all that there is for it."""

    every: tuple[tuple[str, ...], ...]
    pages: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, app: Flask, questionnaire: Questionnaire) -> Places:
        rules = [(rule, tuple(_filled(rule, questionnaire))) for rule in app.url_map.iter_rules()]
        shown = [(rule, filled) for rule, filled in rules if rule.methods and "GET" in rule.methods]
        questions = tuple(filled for rule, filled in shown if rule.endpoint in QUESTIONS)
        return cls((("/nowhere",), *(filled for _, filled in rules)), tuple(filled for _, filled in shown), questions)


def _filled(rule: Rule, questionnaire: Questionnaire) -> Iterator[str]:
    about = "offer" if "offer" in rule.arguments else "person"
    pages = [page for page, (part, _) in questionnaire.page.items() if part.about == about]
    there = {"offer": ["1", "2"], "page": pages, "name": ["x"]}  # a rule with anything else fails here
    chosen = {name: there[name] for name in sorted(rule.arguments)}
    for values in product(*chosen.values()):
        address = rule.rule
        for name, value in zip(chosen, values, strict=True):
            address = re.sub(rf"<(\w+:)?{name}>", value, address)
        yield address


@dataclass
class Names:
    """How the fields of the forms are called that were seen, in their order."""

    others: list[str] = field(default_factory=lambda: list(NAMES))
    of_questions: list[str] = field(default_factory=lambda: ["decision-note"])
    seen: set[bytes] = field(default_factory=set)

    def add(self, found: list[bytes]) -> None:
        for name in sorted({*found} - self.seen):
            if not name.startswith(b"of-"):  # each session's own
                (self.of_questions if b"-" in name else self.others).append(name.decode())
        self.seen |= {*found}


@dataclass
class Fuzzer:
    """Makes requests by chance, from pages as they are and from what breaks programs."""

    visitor: Visitor
    chance: random.Random
    places: Places
    last: TestResponse | None = None
    names: Names = field(default_factory=Names)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.last:
            self._look(self.last)

    def send(self) -> TestResponse:
        """Send one request."""
        ways: tuple[Callable[[], TestResponse], ...] = (self._wild, self._wild, self._page, self._page, self._file)
        answer = self.chance.choice(ways)()
        self._look(answer)
        return answer

    @property
    def is_over(self) -> bool:
        return self.visitor.client.get_cookie("__Host-decision-aid", domain="localhost") is None

    def _look(self, shown: TestResponse) -> None:
        """Remember a page, and how its fields are called."""
        self.last = shown
        if shown.mimetype == "text/html":
            self.names.add(NAMED.findall(shown.data))

    def _wild(self) -> TestResponse:
        address = self._twisted(self.chance.choice(self.chance.choice(self.places.every)))
        return self._sent(self.chance.choice(METHODS), address, self._body(), self.chance.choice(KINDS))

    def _page(self) -> TestResponse:
        """Send a form of a page with some of it changed."""
        shown = self.last
        if shown is None or not _has_form(shown) or self.chance.random() < SO_OFTEN_ANOTHER:
            kind = self.places.questions if self.chance.random() < SO_MANY_QUESTIONS else self.places.pages
            shown = self.visitor.client.get(self.chance.choice(self.chance.choice(kind)), base_url=HOME)
            self._look(shown)
        form: dict[str, Any] = {"token": [self._token()]}
        action = shown.request.path
        if _has_form(shown):
            action, given = self._form_of(shown)
            form |= given
        for name in self.chance.sample(sorted(form), k=min(2, len(form))):
            form[name] = [self._text() for _ in range(self.chance.choice((1,) * 20 + (2, 70)))]
        encoded = "&".join(f"{name}={self._escaped(value)}" for name, values in form.items() for value in values)
        return self._sent("POST", action, encoded.encode("utf-8", "surrogatepass"), FORM)

    def _file(self) -> TestResponse:
        """Send a file, and fields beside it, to the page that takes files."""
        beside = self._text().encode("utf-8", "replace")
        parts = [("token", "", self._token().encode()), (self._name(), "", beside)]
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
            text = self.chance.choice((self._text(), *NO_ADDRESSES)).encode("latin-1", "ignore").decode("latin-1")
            if name in {"Origin", "Referer"}:  # looked at only where an older browser says nothing else
                headers.clear()
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

    def _form_of(self, shown: TestResponse) -> tuple[str, dict[str, Any]]:
        """Return where one of the forms of a page leads and what it sends, with one of its buttons pressed."""
        form = self.chance.choice(list(read(shown.get_data(as_text=True)).all("form")))
        given: dict[str, Any] = dict(fields(form))
        button = self.chance.choice(list(form.all("button")))
        if button.get("name"):
            given[button.get("name")] = [button.get("value")]
        return form.get("action"), given

    def _name(self) -> str:
        """Return the name of a field, of a question's own only now and then: they are the most."""
        return self.chance.choice(self.names.of_questions if self.chance.random() < 0.2 else self.names.others)

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
        pairs = (f"{self._name()}={self._escaped(self._text())}" for _ in range(self.chance.randrange(8)))
        return "&".join(pairs).encode("utf-8", "surrogatepass")

    def _text(self) -> str:
        if self.chance.random() < 0.03:
            return self.chance.choice(UNREADABLE)
        return self.chance.choice(BAD) if self.chance.random() < 0.7 else chr(self.chance.randrange(0x20, 0xD7FF)) * 3

    def _escaped(self, text: str) -> str:
        if self.chance.random() < 0.1:
            return text
        return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def _has_form(shown: TestResponse) -> bool:
    return shown.mimetype == "text/html" and b"<form" in shown.data


class Fragile(TroubledStore):
    """A store that breaks on what people do write: other letters than ours."""

    def save(self, visit: Visit, draft: Draft) -> Visit:
        if any(not answer.note.isascii() for answer in draft.answers.person.values()):
            raise ZeroDivisionError
        return super().save(visit, draft)


@dataclass
class Tally:
    """How often each status was answered, which parts of the form were reached and which fields were seen."""

    statuses: Counter[int] = field(default_factory=Counter)
    reached: set[str] = field(default_factory=set)
    names: Names = field(default_factory=Names)

    @property
    def requests(self) -> int:
        return sum(self.statuses.values())


def answered(app: Flask, loaded: Loaded, requests: int, seed: int) -> Tally:
    """Send so many requests; a visit is begun anew every 250, and where one was ended."""
    tally, chance = Tally(), random.Random(seed)  # noqa: S311 - the same requests in each run
    app.before_request(lambda: tally.reached.add(request.endpoint or ""))
    places = Places.of(app, loaded.questionnaire)
    for begun, shown in _visits(app):
        fuzzer = Fuzzer(begun, chance, places, shown.response, tally.names)
        for _ in range(250):
            if fuzzer.is_over or tally.requests == requests:
                break
            tally.statuses[fuzzer.send().status_code] += 1
        if tally.requests == requests:
            break
    return tally


def _visits(app: Flask) -> Iterator[tuple[Visitor, Shown]]:
    """Begin visits that look a record up, in every second one of which choosing goes on; give the record's page."""
    for going in cycle(("continue", "choice")):
        visitor = Visitor(app.test_client())
        visitor.begin("two", full=True)
        visitor.answer("/offer/1/q/nct", {"nct-codes": "told", "nct-note": NUMBER})
        visitor.press(visitor.get("/settings"), {"going": going}, "/settings")
        yield visitor, visitor.press(visitor.get("/trials"), {"words": NUMBER}, "/trials")


@pytest.fixture
def with_all(registry: FakeRegistry) -> Settings:
    """Return settings with which no page is left out, and have a record there to be shown."""
    registry.records = (record(),)
    return Settings(authoring=True)


def test_no_request_is_an_error_of_ours(make: Make, shipped: Loaded, with_all: Settings) -> None:
    app = make(shipped, with_all)
    tally = answered(app, shipped, REQUESTS, seed=7)
    print(f"fuzzed: {tally.requests} requests, {dict(sorted(tally.statuses.items()))}")  # noqa: T201 - the figure
    assert tally.requests >= REQUESTS
    assert not [status for status in tally.statuses if status >= HTTPStatus.INTERNAL_SERVER_ERROR]
    assert {200, 303, 400, 403, 404, 422} <= set(tally.statuses)  # all kinds of pages were reached
    assert {rule.endpoint for rule in app.url_map.iter_rules()} <= tally.reached
    assert set(FORGOTTEN) <= {*tally.names.others}


def test_an_error_of_ours_is_found(make: Make, shipped: Loaded, store: TroubledStore, with_all: Settings) -> None:
    app = make(shipped, with_all, Fragile(store.store))
    assert answered(app, shipped, 2500, seed=7).statuses[500]
