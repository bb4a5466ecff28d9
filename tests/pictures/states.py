"""Pictures of states that a served visit hardly reaches: made without a server, with the stylesheet they ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Page, Route

from decision_aid import assets
from decision_aid.loader import load
from decision_aid.settings import Settings
from decision_aid.web.public import static_files
from tests.pictures.camera import Camera
from tests.web import gallery
from tests.web.gallery import ANSWERS, Named
from tests.web.house import House
from tests.web.visitor import Shown
from tests.web.ways import session_of

HOME = "http://states.example"
Room = Callable[[House], Named]

# the name of the picture, the state in the gallery and the status of its answer
SHOWN = {
    "fault-used-another-way": ("used another way", 405),
    "fault-too-much": ("too much", 413),
    "fault-too-often": ("too often", 429),
    "fault-ours": ("fault", 500),
    "fault-full-disk": ("full disk", 503),
    "fault-newer-form": ("newer", 503),
    "fault-printing-busy": ("/summary.pdf PressBusy", 503),
    "fault-not-printed": ("/summary.pdf PressFailed", 503),
    "from-elsewhere-start": ("start from elsewhere", 403),
    "from-elsewhere-finish": ("/finish from elsewhere", 403),
    "from-elsewhere-answer": ("/q/decision from elsewhere", 403),
    "off-the-path": ("off the path", 422),
    "ended-sealed": ("sealed", 403),
    "another-visit-open": ("other answers", 200),
    "unknown-code": ("an unknown code", 422),
    "no-file-of-ours": ("no file of ours", 422),
    "older-file": ("an older file", 200),
    "kiosk-keep": ("/keep on a tablet", 200),
    "kiosk-summary": ("/summary on a tablet", 200),
    "kiosk-pause": ("/pause on a tablet", 200),
    "kiosk-over": ("over on a tablet", 200),
    "nothing-kept-start": ("/ where nothing is kept", 200),
    "nothing-kept-keep": ("/keep where nothing is kept", 200),
    "overdue-options": ("/options in a clinic, overdue", 200),
    "start-over": ("start over", 200),
    "answers-with-news": ("news", 200),
}
# as they are served without settings, and in the gallery's clinic: the pages ask for them by fingerprint
FILES = static_files(Settings())[0] | static_files(Settings(accent="#00aa77"))[0]
ROOMS = (gallery.refused, gallery.windows, gallery.coming_back, gallery.trouble, gallery.printing)


def take(page: Page, camera: Camera, folder: Path) -> None:
    """Take a picture of each state."""
    found = _states(folder)
    page.route(f"{HOME}/**", lambda route: _give(route, found))
    for picture, (state, status) in SHOWN.items():
        if state not in found:
            sys.exit(f"The gallery has no state “{state}” any more: the list of pictures is no longer right.")
        if found[state].status != status:
            sys.exit(f"The state “{state}” was answered with status {found[state].status}, and not with {status}.")
        page.goto(f"{HOME}/{quote(state, safe='')}")
        camera.both(page, picture)


def _states(folder: Path) -> dict[str, Shown]:
    house = House(load(assets.questions()), folder)
    found = {name: shown for room in (*ROOMS, asking, gallery.tablet, gallery.elsewhere) for name, shown in room(house)}
    house.store.store.close()
    return found


def asking(house: House) -> Named:
    """Give what is asked before a visit makes way for a new one, and answers whose questions have changed."""
    visitor = house.visitor()
    visitor.walk(visitor.begin("one"), ANSWERS)
    yield "start over", visitor.press(visitor.get("/"), action="/start")
    visit = house.store.open(session_of(visitor))
    assert visit
    before = {name: mark for name, mark in visit.draft.asked.items() if name != "price"} | {"nct": "00000000"}
    house.store.save(visit, replace(visit.draft, asked=before))
    yield "news", visitor.get("/answers")


def _give(route: Route, found: dict[str, Shown]) -> None:
    """Answer with a state, or with a file that its page asks for."""
    name = unquote(urlsplit(route.request.url).path).removeprefix("/")
    if name in found:
        route.fulfill(body=found[name].html, content_type="text/html; charset=utf-8")
        return
    content, kind = FILES.get(name.removeprefix("static/"), (b"", ""))
    route.fulfill(status=HTTPStatus.OK if kind else HTTPStatus.NOT_FOUND, body=content, content_type=kind)
