"""A word typed into every field, header, cookie and address is in no log, file or metadata, also in failures."""

from __future__ import annotations

import io
import os
import re
import signal
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread

import pikepdf
import pytest

from decision_aid.core import codes
from tests.reliability.listening import members
from tests.reliability.serving_group import ServingGroup
from tests.reliability.trials import RECORD_PAGES, UNLISTED, load_sample, tell_of_trials
from tests.reliability.writers import Browser
from tests.serving import free_port

CANARY = "Kolibri7731"
NEVER = (CANARY.lower().encode(), UNLISTED.lower().encode())  # the number was given by a person as well
CARELESS = str(Path(__file__).with_name("careless_server.py"))
TALKATIVE, RAISING = (CARELESS, "talkative"), (CARELESS, "raising")
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
LEAVING = ("/start", "/finish", "/keep")  # where our own token would end or replace the visit
PAGES = 100  # of the fullest path: more than 40 fields that take words
FIELDS = (
    *("token", "revision", "then", "visit", "star", "code", "sealed", "taken", "wording", "language", "words"),
    *(
        "number",
        "offer",
        "on",
        "count",
        "offers",
        "before",
        "more",
        "page",
        "pause",
        "at_once",
        "shown",
        "sure",
        CANARY,
    ),
)
ADDRESSES = (
    *("/stars", "/settings", "/resume", "/q/decision", "/start", "/keep", "/finish", "/trials", "/offer/add"),
    *("/offer/1/remove", *RECORD_PAGES),
)
HEADERS = ("User-Agent", "Referer", "Origin", "Accept-Language", "X-Forwarded-For", "X-Request-Id", "Accept", "From")


class Watched(ServingGroup):
    """A server whose temporary files lie in a folder of their own."""

    def _environment(self) -> dict[str, str]:
        (self.folder / "temporary").mkdir(exist_ok=True)
        return super()._environment() | {"TMPDIR": str(self.folder / "temporary")}


class Watch:
    """Looks into every file of a folder, again and again, for the word, plain or as it travels in forms."""

    def __init__(self, folder: Path) -> None:
        self.found: set[str] = set()
        self.never: tuple[bytes, ...] = NEVER
        self._folder = folder
        self._ended = Event()
        self._thread = Thread(target=self._go_on, daemon=True)
        self._thread.start()

    def look(self) -> None:
        for path in self._folder.rglob("*"):
            try:
                if path.is_file() and any(word in path.read_bytes().lower() for word in self.never):
                    self.found.add(path.name)
            except OSError:  # gone between two looks
                continue

    def look_for(self, code: str) -> None:
        """Look from now on for this code too, as it is shown and as it is typed in one."""
        self.never += (code.lower().encode(), code.replace("-", "").lower().encode())

    def _go_on(self) -> None:
        while not self._ended.wait(0.01):
            self.look()

    def end(self) -> set[str]:
        self._ended.set()
        self._thread.join()
        self.look()
        return self.found


def everywhere(group: ServingGroup, watch: Watch) -> int:
    """Put the word wherever a request has room for it, and give the number of fields of pages that took it."""
    with closing(Browser(group.port)) as browser:
        return _everywhere(browser, group, watch)


def _everywhere(browser: Browser, group: ServingGroup, watch: Watch) -> int:
    browser.begin()
    _come_back_with_codes(browser, group.port, watch)
    browser.post("/q/offers", {**browser.form("/q/offers"), "how_many-codes": "three"})
    tell_of_trials(browser, CANARY)
    typed = _type_into_pages(browser)
    for address in ("/answers", "/summary", "/summary.fhir.json"):
        browser.get(address)
    _come_back_with_own_file(browser, browser.body)
    _type_elsewhere(browser, group.port)
    _fail_to_print(browser, group)
    _fail(browser, group)
    (group.folder / "numbers.txt").write_text(browser.get("/metrics").html)  # the watch looks into it too
    return typed


def _type_into_pages(browser: Browser) -> int:
    address, typed, seen = "/q/decision", 0, 0
    while address.startswith(("/q/", "/offer/")) and seen < PAGES:
        form = browser.form(address)
        named = [name for name in form if name.endswith(("-note", "-exact", "-day", "-month", "-year"))]
        typed += len(named)
        browser.post(address, {**form, **dict.fromkeys(named, CANARY)})  # numbers and dates are refused with it
        browser.post(address, {**form, **{name: CANARY for name in named if name.endswith("-note")}})
        seen += 1
        address = browser.location or "/answers"
    return typed


def _come_back_with_codes(browser: Browser, port: int, watch: Watch) -> None:
    """Type the visit's own code in another browser, then one that nobody has; the watch looks for both."""
    code = CODE.findall(browser.get("/keep").html)[0]
    other = codes.written(codes.made(bytes(range(1, 33))))
    for typed, status in ((code, 303), (other, 422)):
        watch.look_for(typed)
        with closing(Browser(port)) as elsewhere:
            assert elsewhere.come_back(typed).status == status


def _come_back_with_own_file(browser: Browser, file: bytes) -> None:
    """Open the data file, which holds the word, beside other answers, look at what is in it, and take it over."""
    assert CANARY.encode() in file
    browser.post("/q/decision", {**browser.form("/q/decision"), "decision-note": ""})
    opened = browser.send_file(f"{CANARY}.json", file)
    assert (opened.status, CANARY in opened.html) == (200, True)
    assert browser.take_over(opened).status == 303
    assert CANARY in browser.get("/answers").html


def _type_elsewhere(browser: Browser, port: int) -> None:
    for field in FIELDS:
        for address in ADDRESSES:
            browser.post(address, {"token": "wrong", field: CANARY})
    _send_as_our_own(browser)
    for address in ("/{}", "/q/{}", "/answers?{}={}", "/static/{}", "/resume?{}", "/trials?on={}", "/offer/1/q/{}"):
        browser.get(address.replace("{}", CANARY))
    for name in HEADERS:
        _raw(port, "GET", "/", {name: CANARY})
    _raw(port, "GET", "/", {"Cookie": f"__Host-decision-aid={CANARY}; {CANARY}={CANARY}; decision-aid-look={CANARY}"})
    _raw(port, CANARY, "/", {})
    _raw(port, "GET", "/", {"Host": f"{CANARY}.example"})
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{CANARY}.pdf"'
    body = f"{head}\r\n\r\n%PDF-{CANARY}\r\n--x--\r\n"
    _raw(port, "POST", "/resume", {"Content-Type": "multipart/form-data; boundary=x"}, body)


def _send_as_our_own(browser: Browser) -> None:
    """Put the word into each field again, with the token of a page of ours, so that the gate lets it through."""
    for address in (each for each in ADDRESSES if each not in LEAVING):
        for field in FIELDS:
            token = browser.form("/settings")["token"]
            reply = browser.post(address, {"token": token, field: CANARY})
            assert field in {"token", "visit"} or reply.status != 403, f"{address}: {field}"


def _fail_to_print(browser: Browser, group: ServingGroup) -> None:
    """Ask for the printout while the printing processes stand still: they are ended with the answers in them."""
    workers = members(group.pid) - {group.pid}
    for each in workers:
        os.kill(each, signal.SIGSTOP)
    assert browser.get("/summary.pdf?paper=a4").status == 503  # it is not made ahead
    for each in workers & members(group.pid):
        os.kill(each, signal.SIGCONT)


def _fail(browser: Browser, group: ServingGroup) -> None:
    """Write where the database is gone: the store fails while the word is on its way."""
    database = group.folder / "state" / "drafts.sqlite"
    form = browser.form("/q/decision")
    database.rename(database.with_name("away"))
    reply = browser.post("/q/decision", {**form, "decision-note": f"{CANARY} while the disk fails"})
    assert reply.status == 503
    assert CANARY in reply.html
    database.with_name("away").rename(database)


def _raw(port: int, method: str, address: str, headers: dict[str, str], body: str | None = None) -> None:
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request(method, address, body, headers)
        line.getresponse().read()
    except (OSError, HTTPException):  # it may also hang up on rubbish
        pass
    finally:
        line.close()


def unanswered() -> dict[str, str]:
    """Return settings with which the registry is asked, by a proxy that is not there."""
    return {"registry_live": "1", "registry_proxy": f"http://127.0.0.1:{free_port()}"}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[ServingGroup, Watch]]:
    yield from _watched(Watched(tmp_path, **unanswered()), tmp_path)


@pytest.fixture
def talkative(tmp_path: Path) -> Iterator[tuple[ServingGroup, Watch]]:
    yield from _watched(Watched(tmp_path, TALKATIVE, **unanswered()), tmp_path)


@pytest.fixture
def raising(tmp_path: Path) -> Iterator[tuple[ServingGroup, Watch]]:
    yield from _watched(Watched(tmp_path, RAISING), tmp_path)


def _watched(group: ServingGroup, folder: Path) -> Iterator[tuple[ServingGroup, Watch]]:
    load_sample(folder / "state")
    group.start()
    watch = Watch(folder)
    try:
        yield group, watch
    finally:
        watch.end()
        group.close()


def test_a_word_given_anywhere_is_in_no_log_and_no_file(watched: tuple[ServingGroup, Watch]) -> None:
    group, watch = watched
    assert everywhere(group, watch) >= 40
    assert 'decision_aid_events_total{event="page-saved"}' in (group.folder / "numbers.txt").read_text()
    assert "registry-unanswered" in (group.folder / "server.log").read_text()
    assert watch.end() == set()


def test_an_error_that_holds_the_answers_is_in_no_log(raising: tuple[ServingGroup, Watch]) -> None:
    group, watch = raising
    with closing(Browser(group.port)) as browser:
        browser.begin()
        reply = browser.post("/q/decision", {**browser.form("/q/decision"), "decision-note": CANARY})
        assert (reply.status, CANARY in reply.html) == (500, True)
    assert "RuntimeError" in (group.folder / "server.log").read_text()
    assert watch.end() == set()


def test_the_printout_has_no_word_of_a_person_in_its_metadata(watched: tuple[ServingGroup, Watch]) -> None:
    group, watch = watched
    with closing(Browser(group.port)) as browser:
        browser.begin()
        browser.post("/q/decision", {**browser.form("/q/decision"), "decision-codes": "which", "decision-note": CANARY})
        assert browser.get("/summary.pdf").status == 200
        printed = browser.body
    with pikepdf.open(io.BytesIO(printed)) as document:
        told = str(dict(document.docinfo.items())) + str(document.Root["/Metadata"].read_bytes())
    assert CANARY not in told
    assert "CreationDate" in told
    assert watch.end() == set()


def test_a_server_that_writes_down_what_it_gets_is_found_out(talkative: tuple[ServingGroup, Watch]) -> None:
    group, watch = talkative
    everywhere(group, watch)
    assert {"server.log", "typed.txt"} <= watch.end()


def test_the_watch_sees_what_is_there_for_a_moment(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    for _ in range(50):
        (tmp_path / "brief").write_text(f"says {CANARY.upper()}")
        Event().wait(0.02)
        (tmp_path / "brief").unlink()
    assert watch.end() == {"brief"}
