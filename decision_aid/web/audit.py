"""What is written down of a visit: that something happened, never what."""

from __future__ import annotations

import logging

from flask import g, request

from decision_aid import logs
from decision_aid.logs import Event
from decision_aid.services import Visit
from decision_aid.web import current

__all__ = ["Event", "record"]


def record(event: Event, visit: Visit | None, *, level: int = logging.INFO) -> None:
    """Log an event of this request, with the draft's tag of today."""
    tag = current.services().sealer.tag(visit, current.today()) if visit else None
    logs.event(event, level=level, endpoint=request.endpoint, request=g.get("request_id"), draft=tag)
