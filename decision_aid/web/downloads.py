"""The printout and the blank paper form."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from decision_aid.core.errors import PressBusy, PressFailed, StoreUnavailable
from decision_aid.services import Paper
from decision_aid.web import current
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import render
from decision_aid.web.review import edition, printout

pages = Blueprint("downloads", __name__)

_RETRY_SECONDS = "10"


@pages.get("/summary.pdf")
def summary_pdf() -> ResponseReturnValue:
    visit = current.visit()
    if visit is None:
        return redirect(current.entrance(), 303)
    paper = _paper()
    with suppress(StoreUnavailable):  # on a full disk the person's own paper is all that is left
        current.services().drafts.count_print(visit)
    try:
        document = current.services().press.summary(edition(paper), printout())
    except PressBusy:
        return _unprinted(paper, busy=True)
    except PressFailed:
        return _unprinted(paper, busy=False)
    record(Event.PDF_MADE, visit)
    return _pdf(document, "questions-for-my-neurologist.pdf")


@pages.get("/questions.pdf")
def blank_pdf() -> ResponseReturnValue:
    paper = _paper()
    try:
        return _pdf(current.services().press.blank(paper), "blank-question-form.pdf")
    except PressBusy:
        return _unprinted(paper, busy=True)
    except PressFailed:
        return _unprinted(paper, busy=False)


def _paper() -> Paper:
    name = request.args.get("paper", current.settings().paper)
    if name not in {paper.value for paper in Paper}:
        abort(404)
    return Paper(name)


def _pdf(document: bytes, name: str) -> Response:
    response = Response(document, mimetype="application/pdf")
    # a shared tablet prints from the page and keeps no file
    kind = "inline" if current.settings().kiosk else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    return response


def _unprinted(paper: Paper, *, busy: bool) -> ResponseReturnValue:
    """Tell that printing is busy or did not work, when to try again, and the other way to paper."""
    again = f"{request.path}?paper={paper.value}"
    response = make_response(render("unprinted.html", status=HTTPStatus.SERVICE_UNAVAILABLE, busy=busy, again=again))
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response
