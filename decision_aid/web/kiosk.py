"""A shared tablet: after ten idle minutes a page without answers, and two minutes later the end of the session.

It works without a script: each page tells the browser, by a `Refresh` header, where to go when nobody does anything.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, Response, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.web import current, security
from decision_aid.web.addresses import onward
from decision_aid.web.pages import render

pages = Blueprint("kiosk", __name__)

IDLE_SECONDS: Final = 10 * 60
LAST_SECONDS: Final = 2 * 60
_SHOWN: Final = frozenset({"text/html", "application/pdf"})


def guard(app: Flask) -> None:
    """Give everything that can show an answer the way to the pause, where the setting says so."""
    if app.extensions["decision_aid.settings"].kiosk:
        app.after_request(_refresh)


def _refresh(response: Response) -> Response:
    # what was typed can be shown also where no visit is open: as long as there is a cookie, it may be sent once more
    personal = request.method == "POST" or bool(g.get("token") or g.get("form"))
    leads = response.mimetype in _SHOWN and not security.stands_in_a_frame()  # there the page around it leads away
    if personal and leads and "Refresh" not in response.headers:
        response.headers["Refresh"] = f"{IDLE_SECONDS}; url={url_for('kiosk.pause')}"
    return response


@pages.get("/pause")
def pause() -> ResponseReturnValue:
    """Ask whether somebody is still there; looking at this page does not count as being there."""
    if _visit_untouched() is None:
        return _nobody_there()
    on = onward()
    response = make_response(render("pause.html", on=on, minutes=LAST_SECONDS // 60))
    response.headers["Refresh"] = f"{LAST_SECONDS}; url={url_for('kiosk.ended')}"
    return response


def _nobody_there() -> ResponseReturnValue:
    """Lead to the end of a visit that has run out; where there was none, to a start page that knows nothing."""
    if security.token():
        return redirect(url_for("kiosk.ended"), 303)
    response = make_response(redirect(url_for("start.start_page"), 303))
    security.clear_browser(response)
    return response


@pages.get("/ended")
def ended() -> ResponseReturnValue:
    if security.came_without_cookies():  # a visit may be open: nobody is told that it has ended
        return redirect(url_for("start.start_page"), 303)
    if _visit_untouched() is not None:
        return redirect(url_for("kiosk.pause"), 303)
    current.make_do()
    response = make_response(render("over.html", codes=current.services().drafts.gives_codes))
    security.clear_browser(response)
    return response


def _visit_untouched() -> object:
    return current.visit(touch=False)
