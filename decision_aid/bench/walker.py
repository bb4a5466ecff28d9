"""One of a crowd: somebody who goes through the form over HTTP, reading and thinking as people do, page after page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPConnection
from itertools import groupby
from random import Random
from threading import Event
from time import perf_counter
from urllib.parse import urlencode

PATIENCE = 60  # seconds
_MOST_PAGES = 400
_THOUSAND = 1000
_SHOWN, _ON = 200, 303
_SOON = 0.6  # seconds: what is pressed earlier is not taken
_FIELD = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
_CHOICE = re.compile(r'name="([\w-]+-codes)"[^>]* value="(\w+)"')
_NOTE = re.compile(r'<textarea[^>]* name="([\w-]+-note)"')
_FIRST = re.compile(r'href="(/q/\w+)"')  # on the page that shows the way back
_STAR = re.compile(r'name="star" value="([^"]+)"')
_CODE = re.compile(r'<p class="code"><bdi>([^<]+)</bdi>')
_WROTE = "They told me on the telephone, and I could not find it written anywhere."


class Kind(StrEnum):
    """What somebody waits for."""

    PAGE = "question page"
    SAVE = "Continue"
    SUMMARY = "answers and summary"
    PAPER = "PDF"
    BACK = "coming back with the code"


@dataclass
class Noted:
    """What a walker met: milliseconds by kind, bytes, journeys begun and ended, refusals by their status."""

    waited: list[tuple[Kind, float]] = field(default_factory=list)
    received: int = 0
    begun: int = 0
    journeys: int = 0
    refused: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How people go: the codes they give where a form has these names, seconds of thought, and what share does what.

    Without a thought nothing is waited for, and the forms tell no time.
    """

    choices: Mapping[str, tuple[str, ...]]
    thought: float
    writes: float = 0.3  # of the pages with room for it
    comes_back: float = 0.25
    clears: float = 0.3


class Refused(Exception):
    """An answer that no page of the form leads to."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Over(Exception):
    """It is enough."""


class Walker:
    """Goes through one journey after the other. `ports` are the servers', each asked in turn as a proxy asks them."""

    def __init__(self, ports: tuple[int, ...], manner: Manner, over: Event, seed: int) -> None:
        self.noted = Noted()
        self._ports, self._turn = ports, seed
        self._manner = manner
        self._over = over
        self._chance = Random(seed)  # noqa: S311 - answers, not secrets
        self._cookies: dict[str, str] = {}

    def go_on(self) -> None:
        """Go through journeys until it is over."""
        while not self._over.is_set():
            try:
                self.journey()
            except Refused as refusal:
                self.noted.refused.append(refusal.status)
            except Over:
                return

    def journey(self) -> None:
        """Go from the start page to the printout, and some of it once more in another browser.

        Raises Refused, and Over when somebody says so.
        """
        code = self._answered()
        self._printed()
        if self._chance.random() < self._manner.comes_back:
            self._cookies = {}
            self._come_back(code)
        if self._chance.random() < self._manner.clears:
            self._clear()
        self.noted.journeys += 1

    def _answered(self) -> str:
        """Begin and answer every page; return the code."""
        self._cookies = {}
        start, _ = self._asked(Kind.PAGE, "/")
        _, kept = self._posted("/start", dict(_FIELD.findall(start)))
        self.noted.begun += 1
        shown, _ = self._asked(Kind.PAGE, kept)
        address = _FIRST.findall(shown)[0]
        for _ in range(_MOST_PAGES):
            page, address = self._asked(Kind.PAGE, address)
            if not address.startswith(("/q/", "/offer/")):
                return str(_CODE.findall(shown)[0])
            self._think()
            _, address = self._posted(address, self._filled(page))
        raise RuntimeError("the journey did not end")

    def _filled(self, page: str) -> dict[str, str]:
        given = dict(_FIELD.findall(page))
        for name, found in groupby(sorted(_CHOICE.findall(page)), key=lambda choice: choice[0]):
            given[name] = self._chance.choice(self._manner.choices.get(name) or [code for _, code in found])
        for name in _NOTE.findall(page):
            given[name] = _WROTE if self._chance.random() < self._manner.writes else ""
        return self._timed(given)

    def _timed(self, form: dict[str, str]) -> dict[str, str]:
        return form if self._manner.thought else {name: value for name, value in form.items() if name != "shown"}

    def _printed(self) -> None:
        self._asked(Kind.SUMMARY, "/answers")
        self._think()
        page, _ = self._asked(Kind.SUMMARY, "/stars")
        self._think()
        form = dict(_FIELD.findall(page)) | dict([("star", star) for star in _STAR.findall(page)][:1])
        self._posted("/stars", self._timed(form))
        self._asked(Kind.SUMMARY, "/summary")
        self._think()
        try:
            self._asked(Kind.PAPER, "/summary.pdf")
        except Refused as refusal:  # the page says so, and the summary has the same words
            self.noted.refused.append(refusal.status)

    def _come_back(self, code: str) -> None:
        page, _ = self._asked(Kind.PAGE, "/resume")
        self._think()
        self._posted("/resume", {"token": dict(_FIELD.findall(page))["token"], "code": code}, Kind.BACK)
        self._asked(Kind.SUMMARY, "/answers")

    def _clear(self) -> None:
        page, address = self._asked(Kind.PAGE, "/finish")
        self._think()
        self._posted(address, self._timed(dict(_FIELD.findall(page))))

    def _think(self) -> None:
        thought = self._manner.thought
        if self._over.wait(_SOON + self._chance.expovariate(1 / thought) if thought else 0):
            raise Over

    def _asked(self, kind: Kind, address: str) -> tuple[str, str]:
        """Return the page and the address where it was in the end."""
        for _ in range(_MOST_PAGES):
            status, page, on = self._sent(kind, "GET", address)
            if status != _ON:
                return page, address
            address = on
        raise RuntimeError("a page leads on for ever")

    def _posted(self, address: str, form: Mapping[str, str], kind: Kind = Kind.SAVE) -> tuple[str, str]:
        status, page, on = self._sent(kind, "POST", address, urlencode(form))
        if status != _ON:
            raise Refused(status)
        return page, on

    def _sent(self, kind: Kind, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        self._turn += 1
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        before = perf_counter()
        with closing(HTTPConnection("127.0.0.1", self._ports[self._turn % len(self._ports)], timeout=PATIENCE)) as line:
            line.request(method, address, body, headers)
            reply = line.getresponse()
            page = reply.read()
        self.noted.waited.append((kind, (perf_counter() - before) * _THOUSAND))
        self.noted.received += len(page) + len(str(reply.headers))
        self._cookies |= dict(_cookies(reply.headers.get_all("Set-Cookie", [])))
        if reply.status not in {_SHOWN, _ON}:
            raise Refused(reply.status)
        return reply.status, page.decode("utf-8", "replace"), reply.headers.get("Location", "")


def _cookies(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(";")[0].partition("=")
        yield name, value
