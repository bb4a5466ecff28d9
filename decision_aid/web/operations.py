"""For the machines that look after the form: alive, able to serve, and the numbers."""

from __future__ import annotations

import hmac
import ipaddress
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from decision_aid.remarks import Level, Remark
from decision_aid.web import current

pages = Blueprint("operations", __name__)

_TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"
_HERE: Final = {"127.0.0.1", "localhost", "::1"}
_ASK_HERE: Final = (
    "The numbers are for whoever looks after this server: ask on the machine itself, at 127.0.0.1, "
    "or with the token of DECISION_AID_METRICS_TOKEN_FILE.\n"
)


@pages.get("/healthz")
def alive() -> ResponseReturnValue:
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def ready() -> ResponseReturnValue:
    """Tell of each part how it is; only what stops the service makes it 503, so that no warning takes a server out."""
    parts = current.services().monitor.readiness()
    serves = all(remark.level is not Level.WRONG for remark in parts.values())
    status = 200 if serves else 503
    if request.accept_mimetypes.best_match(("text/plain", "application/json")) == "application/json":
        told = {name: {"level": each.level.name.lower(), "said": each.sentence} for name, each in parts.items()}
        return jsonify(ready=serves, parts=told), status
    lines = "".join(f"{name}: {_line(remark)}\n" for name, remark in parts.items())
    return Response(lines, status=status, mimetype="text/plain")


@pages.get("/metrics")
def metrics() -> ResponseReturnValue:
    if not (_asks_here() or _has_token()):
        return Response(_ASK_HERE, status=403, mimetype="text/plain")
    return Response(current.services().monitor.metrics(), content_type=_TEXT)


def _line(remark: Remark) -> str:
    if remark.level is Level.OK:
        return "ok"
    return f"warning, {remark.sentence}" if remark.level is Level.CAREFUL else remark.sentence


def _asks_here() -> bool:
    """Tell whether the form was asked directly, on its own machine.

    A proxy on this machine hands on the person's address and the name the form was called by; one of the two tells of
    it even where it forgets the other.
    """
    return urlsplit(f"//{request.host}").hostname in _HERE and _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(address).is_loopback
    return False


def _has_token() -> bool:
    token, given = current.settings().metrics_token, request.authorization
    if not token or given is None or given.type != "bearer":
        return False
    return hmac.compare_digest((given.token or "").encode(), token.encode())
