"""What is written down and counted of a visit: that something happened, never what."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Final

from flask import Flask, Response, g, request

from decision_aid import logs
from decision_aid.counted import Refusal
from decision_aid.logs import Event
from decision_aid.services import Visit
from decision_aid.web import current

__all__ = ["Event", "guard", "record", "refuse_as"]

_OF_MACHINES: Final = "operations."  # what they ask each second would bury what people do
_NOWHERE: Final = "none"  # the endpoint of an address that leads to no page
_KINDS: Final = {
    400: Refusal.BAD_REQUEST,
    403: Refusal.STALE,
    404: Refusal.UNKNOWN,
    405: Refusal.METHOD,
    409: Refusal.CONFLICT,
    411: Refusal.NO_LENGTH,
    413: Refusal.TOO_LARGE,
    422: Refusal.INVALID,
    429: Refusal.LIMIT,
    503: Refusal.UNAVAILABLE,
}
# Somebody may be trying what they should not: each is a line of the log.
_LOGGED: Final = {Refusal.BAD_REQUEST, Refusal.STALE, Refusal.NO_LENGTH, Refusal.TOO_LARGE}


def guard(app: Flask) -> None:
    """Count and write down every request's events once it is answered; the first guard sees all that others do."""
    app.before_request(_begin)
    app.after_request(_end)


def record(event: Event, visit: Visit | None = None, *, level: int = logging.INFO, **more: str | float | None) -> None:
    """Count an event of this request now, and log it with the answer, under the draft's tag of today."""
    services = current.services()
    services.monitor.happened(event)
    tag = services.sealer.tag(visit, services.clock().date()) if visit else None
    g.setdefault("events", []).append((event, level, {"draft": tag, **more}))


def refuse_as(kind: Refusal) -> None:
    """Say why this request is not done where its status alone does not tell."""
    g.refusal = kind


def _begin() -> None:
    g.begun = perf_counter()


def _end(response: Response) -> Response:
    endpoint, status = request.endpoint or _NOWHERE, response.status_code
    if endpoint.startswith(_OF_MACHINES):
        return response
    seconds = perf_counter() - g.begun if "begun" in g else None  # the server itself may have refused it before us
    _count(endpoint, status, seconds)
    for event, level, more in g.pop("events", ()):
        shown = None if seconds is None else round(seconds * 1000, 1)
        asked = {"endpoint": request.endpoint, "status": status, "ms": shown, "request": g.get("request_id")}
        logs.event(event, level=level, **asked, **more)
    return response


def _count(endpoint: str, status: int, seconds: float | None) -> None:
    monitor = current.services().monitor
    if seconds is not None:
        monitor.answered(endpoint, status, seconds)
    kind = g.get("refusal") or _KINDS.get(status)
    if kind:
        monitor.refused(kind)
        if kind in _LOGGED:
            record(Event.REQUEST_REFUSED, level=logging.WARNING)
