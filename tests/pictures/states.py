"""Pictures of the states that a served visit hardly comes to, from the pages that the tests look at."""

from __future__ import annotations

import sys
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Page, Route

from decision_aid import assets
from decision_aid.loader import load
from tests.pictures.camera import Camera
from tests.web.gallery import Gallery, gallery

HOME = "http://states.example"

# the name of the picture and the state in the gallery
SHOWN = {
    "fault-used-another-way": "used another way",
    "fault-too-much": "too much",
    "fault-too-often": "too often",
    "fault-ours": "fault",
    "fault-full-disk": "full disk",
    "fault-newer-form": "newer",
    "fault-printing-busy": "/summary.pdf PressBusy",
    "fault-not-printed": "/summary.pdf PressFailed",
    "from-elsewhere-start": "start from elsewhere",
    "from-elsewhere-finish": "/finish from elsewhere",
    "from-elsewhere-answer": "/q/decision from elsewhere",
    "press-at-once": "a press at once",
    "off-the-path": "off the path",
    "ended-sealed": "sealed",
    "another-visit-open": "other answers",
    "unknown-code": "an unknown code",
    "no-file-of-ours": "no file of ours",
    "older-file": "an older file",
    "kiosk-keep": "/keep on a tablet",
    "kiosk-summary": "/summary on a tablet",
    "kiosk-pause": "/pause on a tablet",
    "kiosk-over": "over on a tablet",
    "nothing-kept-start": "/ where nothing is kept",
    "nothing-kept-keep": "/keep where nothing is kept",
    "overdue-options": "/options in a clinic, overdue",
    "start-over": "start again",
    "answers-with-news": "/answers with news",
    "trials": "/trials with a list",
    "trials-found": "studies that were found",
    "trials-wrong-number": "too few digits",
    "trials-old-sample": "/trials with an old sample",
    "trials-no-list": "/trials without a list",
    "trial-record": "a record to put into an offer",
    "trial-replace": "another number is there",
    "same-study": "same-study with a record",
    "same-study-wrong-number": "same-study with a wrong number",
    "same-study-not-listed": "same-study with an unlisted number",
    "listing-match": "listing-match with a record",
    "another-study": "listing-match of another study",
}


def take(page: Page, camera: Camera, folder: Path) -> None:
    """Take a picture of each state."""
    found = gallery(load(assets.questions()), folder)
    page.route(f"{HOME}/**", lambda route: _give(route, found))
    for picture, state in SHOWN.items():
        if state not in found.pages:
            sys.exit(f"The gallery has no state “{state}” any more: the list of pictures is no longer right.")
        page.goto(f"{HOME}/{quote(state, safe='')}")
        camera.both(page, picture)


def _give(route: Route, found: Gallery) -> None:
    """Answer with a state, or with a file that its page asks for."""
    address = unquote(urlsplit(route.request.url).path)
    if html := found.pages.get(address.removeprefix("/")):
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif file := found.files.get(address):
        route.fulfill(body=file.content, content_type=file.kind)
    else:
        route.fulfill(status=HTTPStatus.NOT_FOUND)
