"""What stands in the place of a preview while its questionnaire could never yet be used: why, and that it waits."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined

from decision_aid import assets
from decision_aid.settings import LOOPBACK
from decision_aid.web.preview import State, file

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


def in_place(state: Callable[[], State]) -> Flask:
    """Return an application whose every page has the findings of `state`, and loads itself again when that changes."""
    app = Flask("decision_aid.web", template_folder=str(assets.templates()), static_folder=None)
    app.config.update(TRUSTED_HOSTS=list(LOOPBACK))
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}

    @app.route("/", defaults={"_": ""}, methods=["GET", "POST"])
    @app.route("/<path:_>", methods=["GET", "POST"])
    def findings(_: str) -> ResponseReturnValue:
        sent = "false" if request.method == "GET" else "true"
        return render_template("page/preview/waiting.html", state=state(), sent=sent), HTTPStatus.SERVICE_UNAVAILABLE

    @app.get("/preview/state")
    def number() -> ResponseReturnValue:
        return Response(str(state().number), mimetype="text/plain")

    app.add_url_rule("/preview/<name>", view_func=file)
    app.after_request(_guarded)
    return app


def _guarded(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response
