"""For the machines that look after the form: alive, and able to serve."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from decision_aid.web import current

pages = Blueprint("operations", __name__)


@pages.get("/healthz")
def alive() -> ResponseReturnValue:
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def ready() -> ResponseReturnValue:
    services = current.services()
    state = {"store": services.drafts.ready(), "printing": services.press.ready()}
    lines = [f"{name}: {'ok' if works else 'not working'}" for name, works in state.items()]
    return Response("\n".join(lines) + "\n", status=200 if all(state.values()) else 503, mimetype="text/plain")
