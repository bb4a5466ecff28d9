"""Pages for what went wrong: plain words, nothing technical, nothing about the answers in any log."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from decision_aid import logs
from decision_aid.core.errors import DraftNewer, DraftOfAnother, SecretsRefused, StoreUnavailable, TooOften
from decision_aid.settings import Settings
from decision_aid.web import current, forms, security
from decision_aid.web.addresses import onward
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import render

_LAST_WORDS = (
    "Something went wrong on our side. Press Back in your browser. What you gave on that page may still be there. "
    "Press Continue again.\n"
)
_START = "/"
_RETRY_SECONDS = "10"
_DOING = {"start.finish": "uncleared", security.TAKES_FILES: "unopened"}
_TOLD_BY_ERRORS = frozenset({"Allow", "Retry-After"})  # their content type is not our page's
_KNOWN = frozenset({400, 403, 404, 405, 411, 413, 503})


def handle(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(StoreUnavailable, _unavailable)
    app.register_error_handler(SecretsRefused, _unavailable)
    app.register_error_handler(TooOften, _too_often)
    app.register_error_handler(DraftNewer, _newer)
    app.register_error_handler(DraftOfAnother, _of_another)
    app.register_error_handler(Exception, _failed)


def page(app: Flask, status: int) -> tuple[list[tuple[str, str]], bytes]:
    """Return headers and body of the page for a request that never reached the application."""
    settings: Settings = app.extensions["decision_aid.settings"]
    with app.test_request_context(base_url="https://localhost" if settings.tls_proxy else None):
        kind = status if status in _KNOWN else 400
        current.make_do()
        response = app.process_response(make_response(render("fault.html", status=kind, kind=kind, onward=_START)))
    return list(response.headers.items()), response.get_data()


def _refused(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    response = make_response(render("fault.html", status=status, kind=_kind(status), onward=_onward()))
    response.headers.extend((name, value) for name, value in error.get_headers() if name in _TOLD_BY_ERRORS)
    return response


def _onward() -> str:
    """Return where the visit goes on, if there is one that can be opened; a page about a fault is no use of it."""
    try:
        current.visit(touch=False)
    except (StoreUnavailable, SecretsRefused, DraftNewer, DraftOfAnother):
        current.make_do()
    return onward() if current.visit() else _START


def _kind(status: int) -> int | str:
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and request.endpoint == security.TAKES_FILES:
        return "file"
    return status if status in _KNOWN else 500


def _unavailable(error: StoreUnavailable | SecretsRefused) -> ResponseReturnValue:
    cause = error.__cause__ or error
    record(Event.STORE_UNAVAILABLE, None, level=logging.ERROR, **logs.fault(type(cause), cause.__traceback__))
    response = make_response(_told(503, _DOING.get(request.endpoint or "")))
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _too_often(error: TooOften) -> ResponseReturnValue:
    record(Event.LIMIT_REACHED, level=logging.WARNING)
    response = make_response(_told(429))
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _newer(_: DraftNewer) -> ResponseReturnValue:
    return make_response(_told(503, "newer"))


def _of_another(_: DraftOfAnother) -> ResponseReturnValue:
    return make_response(_told(503, "another"))


def _failed(error: Exception) -> ResponseReturnValue:
    record(Event.REQUEST_FAILED, None, level=logging.ERROR, **logs.fault(type(error), error.__traceback__))
    try:
        return _told(500)
    except Exception:  # noqa: BLE001 - where not even that page can be made, its error must not reach a log
        return Response(_LAST_WORDS, status=500, mimetype="text/plain")


def _told(status: int, kind: int | str | None = None) -> ResponseReturnValue:
    """Tell what went wrong, with what was typed and a button that sends it once more."""
    current.make_do()
    sent = tuple(request.form.items(multi=True)) if request.method == "POST" and security.is_ours() else ()
    if request.files:  # a file does not come along a second time; what was typed when a visit ended does
        sent = (*sent, ("here", "yes")) if request.form.get("sealed") else ()
    return render("fault.html", status=status, kind=kind or status, sent=sent, typed=_typed(sent), onward=_START)


def _typed(sent: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the words that were typed on the page, so that they are not lost with it."""
    return tuple(text for name, text in sent if name.endswith(forms.WORDS) and text.strip())
