"""A questionnaire as its authors see it while they write: every page, what leads to it, its errors, and the findings.

Put into the form of `decision-aid preview` alone; a form that is served has none of these pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import groupby
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from decision_aid import assets
from decision_aid.core import waiting
from decision_aid.core.answers import Answers
from decision_aid.core.journey import Step
from decision_aid.core.phrases import answer_words
from decision_aid.core.schema import Page, Part, Voice
from decision_aid.core.words import Words
from decision_aid.web import current, errors, security
from decision_aid.web.addresses import address
from decision_aid.web.look import Look
from decision_aid.web.pages import render

pages = Blueprint("preview", __name__, url_prefix="/preview")

_ASKING: Final = " connect-src 'self';"  # the script asks whether the file has changed
_PICTURE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # its style is inside it
_FILES: Final = {"live.js": "text/javascript", "preview.css": "text/css"}
_MOST_TOLD: Final = 10  # above a page; the terminal has them all
_BODY: Final = re.compile(r"(<body[^>]*>)")
_PLAIN: Final = Words()


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of the linter: where, which rule, what is wrong and the mend; whether the form starts with it."""

    place: str
    rule: str
    sentence: str
    mend: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """The questionnaire as it was last looked at.

    `number` is another one after each look. `ways` has the fewest answers that lead to each page, `told` the findings
    about it; those of no page are under "". `grades` has the reading grade of each screen. `trouble` is why the files
    cannot be used as they are now, where what is shown is older than they are. `chart` is the map as SVG.
    """

    number: int
    files: tuple[str, ...]
    ways: Mapping[str, Answers]
    told: Mapping[str, tuple[Told, ...]]
    grades: Mapping[str, float]
    chart: str
    trouble: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the list: its heading in each voice, when it is asked, and answers that lead to it, in words."""

    page: Page
    headings: tuple[str, ...]
    when: str
    answers: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]


def install(app: Flask, state: Callable[[], State]) -> None:
    """Put the preview into a form; `state` gives what was last seen of its questionnaire."""
    app.extensions["decision_aid.preview"] = state
    app.register_blueprint(pages)


def _state() -> State:
    if "preview" not in g:  # one page shows one state, whatever is saved meanwhile
        state: Callable[[], State] = current_app.extensions["decision_aid.preview"]
        g.preview = state()
    found: State = g.preview
    return found


@pages.get("")
def every_page() -> ResponseReturnValue:
    runs = groupby(current.questionnaire().pages(), key=lambda pair: pair[0])
    parts = tuple((part, tuple(_entry(part, page) for _, page in run)) for part, run in runs)
    return render("preview/pages.html", parts=parts, state=_state())


def _entry(part: Part, page: Page) -> Entry:
    label = page.title or page.questions[0].label
    headings = tuple(dict.fromkeys(current.words_in(voice)(label) for voice in Voice))
    return Entry(page, headings, _when(part, page), tuple(_answers(page)), _state().told.get(page.id, ()))


def _when(part: Part, page: Page) -> str:
    """Return in one sentence when a page is asked."""
    length = "on the short way and the full one" if page.id in current.questionnaire().essential else "on the full way"
    each = "for each offer, " if part.about == "offer" else ""
    if page.when is None:
        return f"Asked {each}{length}."
    return f"Asked {each}{length}, if {waiting.said(current.questionnaire(), page.when, _PLAIN)}."


def _answers(page: Page) -> Iterator[tuple[str, str]]:
    """Go through the answers that lead to a page: what is asked, and what is answered."""
    asked, given = current.questionnaire(), _state().ways.get(page.id, Answers())
    for name, question in asked.questions.items():
        answer = given.person.get(name) or given.offers[0].get(name)
        if answer:
            yield _PLAIN(question.brief), answer_words(asked, question, answer, _PLAIN)


@pages.get("/open/<name>")
def open_page(name: str) -> ResponseReturnValue:
    """Begin a visit with the fewest answers that lead to a page, and go there."""
    part, page = _known(name)
    if page.id not in _state().ways:
        abort(404)
    draft = replace(current.new_draft(), answers=_state().ways[page.id])
    security.renew(current.services().drafts.start(draft))
    response = make_response(redirect(address(Step(page.id, 1 if part.about == "offer" else None)), 303))
    look = str(replace(current.look(), voice=_voice()))
    response.set_cookie(Look.COOKIE, look, secure=current.settings().secure, httponly=True, samesite="Strict")
    return response


@pages.get("/errors/<name>")
def errors_of(name: str) -> ResponseReturnValue:
    _, page = _known(name)
    g.words = current.words_in(_voice())
    return errors.of(page.questions)


@pages.get("/map.svg")
def chart() -> ResponseReturnValue:
    g.policy = _PICTURE
    return Response(_state().chart, mimetype="image/svg+xml")


@pages.get("/state")
def state() -> ResponseReturnValue:
    return Response(str(_state().number), mimetype="text/plain")


@pages.get("/<name>")
def file(name: str) -> ResponseReturnValue:
    if name not in _FILES:
        abort(404)
    content = (assets.templates() / "page" / "preview" / name).read_bytes()
    return Response(content, mimetype=_FILES[name])


def _known(name: str) -> tuple[Part, Page]:
    found = current.questionnaire().page.get(name)
    return found or abort(404)


def _voice() -> Voice:
    return Voice.HELPER if request.args.get("voice") == Voice.HELPER.value else Voice.PERSON


@pages.before_app_request
def let_it_live() -> None:
    """Let each page load itself again when a file has changed, and leave it unshrunk for what stands above it."""
    security.allow_script(_ASKING)
    request.environ.pop("HTTP_ACCEPT_ENCODING", None)


@pages.after_app_request
def put_above(response: Response) -> Response:
    """Put what authors must know above each page: trouble with the files, and the findings about this page."""
    if response.mimetype == "text/html":
        head, *page = _BODY.split(response.get_data(as_text=True), maxsplit=1)
        if page:  # a page that only leads on has no body
            response.set_data(head + page[0] + _above(response.status_code) + page[1])
    return response


def _above(status: int) -> str:
    name = (request.view_args or {}).get("page", "")
    told = _state().told.get(name, ()) if name else ()
    sent = json.dumps(request.method != "GET")
    gone = status == HTTPStatus.NOT_FOUND
    return render_template("page/preview/above.html", state=_state(), told=told, sent=sent, most=_MOST_TOLD, gone=gone)
