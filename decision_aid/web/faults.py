"""Pages for what went wrong: plain words, nothing technical, nothing about the answers in any log."""

from __future__ import annotations

import logging
import traceback

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from decision_aid.core.errors import StoreUnavailable
from decision_aid.web.pages import render

LOG = logging.getLogger("decision_aid")
_KNOWN = frozenset({400, 403, 404, 405, 411, 413, 503})


def handle(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(StoreUnavailable, _unavailable)
    app.register_error_handler(Exception, _failed)


def _refused(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    return render("fault.html", status=status, kind=status if status in _KNOWN else 500)


def _unavailable(_: StoreUnavailable) -> ResponseReturnValue:
    return render("fault.html", status=503, kind=503, typed=_typed())


def _failed(error: Exception) -> ResponseReturnValue:
    place = traceback.extract_tb(error.__traceback__)[-1]
    LOG.error("failed: %s at %s:%d in %s", type(error).__name__, place.filename, place.lineno or 0, request.endpoint)
    return render("fault.html", status=500, kind=500, typed=_typed())


def _typed() -> tuple[str, ...]:
    """Return the words that were typed on the page, so that they are not lost with it."""
    return tuple(text for name, text in request.form.items(multi=True) if name.endswith("-note") and text.strip())
