"""The printout and the blank paper form."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from time import perf_counter

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from decision_aid.core.errors import PressBusy, PressFailed, StoreUnavailable
from decision_aid.counted import Outcome
from decision_aid.services import Paper
from decision_aid.web import current, security
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import render
from decision_aid.web.review import edition, printout

pages = Blueprint("downloads", __name__)

_RETRY_SECONDS = "10"
_FRAMED = "framed"  # in the address that the frame of our own page asks for


@pages.get("/summary.pdf")
def summary_pdf() -> ResponseReturnValue:
    visit = current.visit()
    if visit is None:
        return redirect(current.entrance(), 303)
    paper = _paper()
    if _would_stay():
        return _in_a_frame(paper)
    with suppress(StoreUnavailable):  # on a full disk the person's own paper is all that is left
        current.services().drafts.count_print(visit)
    outcome, document = _ordered(lambda: current.services().press.summary(edition(paper), printout()))
    if document is None:
        return _unprinted(paper, outcome)
    record(Event.PDF_MADE, visit)
    return _pdf(document, "questions-for-my-doctor.pdf")


@pages.get("/questions.pdf")
def blank_pdf() -> ResponseReturnValue:
    paper = _paper()
    if _would_stay():
        return _in_a_frame(paper)
    outcome, document = _ordered(lambda: current.services().press.blank(paper))
    return _unprinted(paper, outcome) if document is None else _pdf(document, "blank-question-form.pdf")


def _would_stay() -> bool:
    """Tell whether a document would fill the window of a shared tablet: no header leads Firefox away from it then."""
    if not current.settings().kiosk:
        return False
    if _FRAMED in request.args and not security.fills_a_window():
        security.be_framed()
        return False
    return True


def _in_a_frame(paper: Paper) -> ResponseReturnValue:
    """Return a page that holds the document, and that a browser leaves when it is told to."""
    address = f"{request.path}?paper={paper.value}"
    if _FRAMED in request.args:
        return redirect(address, 303)
    security.show_frame()
    return render("held.html", document=f"{address}&{_FRAMED}=yes")


def _ordered(order: Callable[[], bytes]) -> tuple[Outcome, bytes | None]:
    """Return how an order ended, and the document if there is one."""
    begun, document = perf_counter(), None
    try:
        document, outcome = order(), Outcome.MADE
    except PressBusy:
        outcome = Outcome.BUSY
    except PressFailed:
        outcome = Outcome.FAILED
    current.services().monitor.printed(outcome, perf_counter() - begun)
    return outcome, document


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


def _unprinted(paper: Paper, outcome: Outcome) -> ResponseReturnValue:
    """Tell that printing is busy or did not work, when to try again, and the other way to paper."""
    busy = outcome is Outcome.BUSY
    record(Event.PRINT_BUSY if busy else Event.PRINT_FAILED, level=logging.WARNING)
    again = f"{request.path}?paper={paper.value}"
    response = make_response(render("unprinted.html", status=HTTPStatus.SERVICE_UNAVAILABLE, busy=busy, again=again))
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response
