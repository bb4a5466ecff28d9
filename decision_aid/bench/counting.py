"""What it costs to count: the same request to a form whose monitor counts and to one whose monitor does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

from flask import Flask

from decision_aid.bench.caller import Asked, asked, call
from decision_aid.bench.table import Row
from decision_aid.counted import Outcome, Refusal, Reply
from decision_aid.logs import Event
from decision_aid.remarks import Remark
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import create_app

_TURN = 10
_THOUSAND = 1000


class Uncounted:
    """Counts nothing. Implements `services.Monitor`."""

    def happened(self, event: Event) -> None:
        """Leave it uncounted."""

    def answered(self, endpoint: str, status: int, seconds: float) -> None:
        """Leave it uncounted."""

    def refused(self, kind: Refusal) -> None:
        """Leave it uncounted."""

    def printed(self, outcome: Outcome, seconds: float) -> None:
        """Leave it uncounted."""

    def looked_up(self, reply: Reply) -> None:
        """Leave it uncounted."""

    def readiness(self) -> Mapping[str, Remark]:
        return {}

    def metrics(self) -> bytes:
        return b""


def row(counted: Flask, services: Services, page: str, cookie: str, times: int) -> Row:
    """Return how much more CPU a request takes that is counted, in turns of ten with one that is not."""
    settings: Settings = counted.extensions["decision_aid.settings"]
    uncounted, request = create_app(replace(services, monitor=Uncounted()), settings), asked(page, cookie)
    _turn(uncounted, request)  # renders what is kept
    turns = [(_turn(counted, request), _turn(uncounted, request)) for _ in range(max(1, times // _TURN))]
    ratio, more = median(one / other for one, other in turns), median(one - other for one, other in turns)
    return Row(
        "the same GET, counted for Prometheus", ratio, "times uncounted", None, f"{more / _THOUSAND:.1f} µs more"
    )


def _turn(application: Flask, request: Asked) -> float:
    return median(call(application, request).nanoseconds for _ in range(_TURN))
