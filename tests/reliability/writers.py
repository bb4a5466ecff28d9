"""Browsers without JavaScript that keep their cookies, and people who write on one page again and again."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from tests.web.page import Element, fields, read

TO_READ = 0.6  # seconds: what is pressed earlier was meant for the page before
PATIENCE = 60  # seconds for one reply: a slow machine is no fault
BEGINNING = (("/q/who", "who", "self"), ("/q/length", "length", "full"), ("/q/offers", "how_many", "none"))
NOTED = (("/q/decision", "decision", "which"), ("/q/treated", "treated", "no"))  # pages with a choice and a note

Form = Mapping[str, str | Sequence[str]]


class Unanswered(Exception):
    """The connection broke before a whole reply was there: nothing is known of what became of the request."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    html: str


class Browser:
    """One browser with one connection, opened when it is needed."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None, patience: float = PATIENCE) -> None:
        self.cookies = dict(cookies or {})
        self.location = ""  # where the last answer sent this browser, if it did
        self.body = b""
        self.headers = Message()
        self._port = port
        self._patience = patience
        self._line = self._connection()

    def get(self, address: str) -> Reply:
        return self._sent("GET", address, None)

    def post(self, address: str, form: Form) -> Reply:
        return self._sent("POST", address, urlencode(form, doseq=True).encode(), "application/x-www-form-urlencoded")

    def send_file(self, name: str, file: bytes) -> Reply:
        """Choose a kept file on the page to come back, and press its button; return what is said to be in it."""
        token = fields(_with(read(self.get("/resume").html), "file"))["token"][0]
        parts = f'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'
        parts += f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = parts.encode() + file + b"\r\n--x--\r\n"
        return self._sent("POST", "/resume", body, "multipart/form-data; boundary=x")

    def take_over(self, opened: Reply) -> Reply:
        """Read what is in a kept file, then press the button that takes it over."""
        time.sleep(TO_READ)
        return self.post("/resume", fields(_with(read(opened.html), "taken")))

    def form(self, address: str) -> dict[str, list[str]]:
        """Return what the form of a page would send as it stands."""
        reply = self.get(address)
        assert reply.status == 200, f"{address}: {reply.status}"
        return fields(read(reply.html).form("/start" if address == "/" else address))

    def begin(self) -> None:
        """Start a visit and answer the first three pages."""
        assert self.post("/start", self.form("/")).status == 303
        for address, question, code in BEGINNING:
            sent = self.post(address, {**self.form(address), f"{question}-codes": code})
            assert sent.status == 303, f"{address}: {sent.status}"

    def come_back(self, code: str) -> Reply:
        """Type this code on the page to come back."""
        form = fields(_with(read(self.get("/resume").html), "code"))
        return self.post("/resume", {**form, "code": code})

    def move(self, port: int) -> None:
        """Go on at another server, as a proxy in front lets one."""
        self.hang_up()
        self._port = port
        self._line = self._connection()

    def again(self) -> Browser:
        """Return another window of the same visit, with a connection of its own."""
        return Browser(self._port, self.cookies)

    def hang_up(self) -> None:
        self._line.close()

    close = hang_up

    def _connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self._port, timeout=self._patience)

    def _sent(self, method: str, address: str, body: bytes | None, kind: str = "") -> Reply:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Sec-Fetch-Site": "same-origin", "Content-Type": kind}
        try:
            self._line.request(method, address, body, headers)
            response = self._line.getresponse()
            self.body = response.read()
        except (OSError, HTTPException) as error:
            self.hang_up()
            raise Unanswered from error
        self.headers = response.headers
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.location = urlsplit(response.headers.get("Location", "")).path
        return Reply(response.status, self.body.decode("utf-8", "replace"))


def _with(page: Element, field: str) -> Element:
    """Return the form of a page that has this field."""
    return next(form for form in page.all("form") if field in fields(form))


class Written:
    """One page that one person writes on: the text acknowledged last, and the one sent last."""

    broken: frozenset[int] = frozenset()  # what else leaves it open what became of a text

    def __init__(self, browser: Browser, address: str, question: str, code: str) -> None:
        self.browser = browser
        self._address = address
        self._note = f"{question}-note"
        self._form = {**browser.form(address), f"{question}-codes": [code]}
        self.acknowledged = self._sent = self._form[self._note][0]

    def write(self, text: str) -> bool:
        """Press Continue with this text; tell whether it was acknowledged. Raises Unanswered."""
        self._sent = text
        status = self.browser.post(self._address, {**self._form, self._note: text}).status
        if status == 303:
            self.acknowledged = text
            self._form["revision"] = [str(int(self._form["revision"][0]) + 1)]
        if status in self.broken:
            raise Unanswered
        assert status in {303, 429}, f"{self._address}: {status}"
        return status == 303

    def kept(self) -> bool:
        """Tell whether the page shows what was acknowledged last, or what was on its way after; go on from there."""
        self.leave()
        self._form |= self.browser.form(self._address)
        found = self._form[self._note][0]
        kept = found in {self.acknowledged, self._sent}
        self.acknowledged = self._sent = found
        return kept

    def leave(self) -> None:
        self.browser.hang_up()


class FarWritten(Written):
    """The same where the database is another server: when that is gone, the form says so with 503."""

    broken = frozenset({503})


def written_pages(port: int, visits: int, kind: type[Written] = Written) -> list[Written]:
    """Start so many visits, each with two pages to write on."""
    return pages_of([Browser(port) for _ in range(visits)], kind)


def pages_of(browsers: Sequence[Browser], kind: type[Written] = Written) -> list[Written]:
    """Start a visit in each browser, with two pages to write on."""
    for browser in browsers:
        browser.begin()
    return [kind(browser, *noted) for browser in browsers for noted in NOTED]
