"""Requests in turns with a bare Flask application's, so that both meet the same machine and each its own warm caches.

Pairing single calls would flatter us: the bare application would then pay for the caches that ours has just emptied.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from statistics import median
from wsgiref.types import WSGIApplication

from flask import Flask

from decision_aid.bench.caller import Asked, asked, call
from decision_aid.bench.table import Row

_THOUSAND = 1000
_TURN = 10


def bare() -> Flask:
    """Return a Flask application that answers a constant."""
    application = Flask("bare")
    application.add_url_rule("/", "constant", lambda: "constant")
    return application


class Pairs:
    """Measures an application's requests in pairs with the bare one's."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._bare = bare()
        self._constant = asked("/")

    def row(self, what: str, requests: Iterator[Asked], expected: str, target: float | None = None) -> Row:
        """Return the median over all turns of the ratio of both medians in a turn.

        Raises RuntimeError for a reply with another status: what fails must not look fast.
        """
        turns = list(self._turns(requests, expected))
        ratio = median(ours / theirs for ours, theirs in turns)
        ours, theirs = (median(times) / _THOUSAND for times in zip(*turns, strict=True))
        return Row(what, ratio, "times bare Flask", target, f"{ours:.0f} µs beside {theirs:.0f} µs")

    def _turns(self, requests: Iterator[Asked], expected: str) -> Iterator[tuple[float, float]]:
        while turn := [self._spent(request, expected) for request in islice(requests, _TURN)]:
            yield median(turn), median(call(self._bare, self._constant).nanoseconds for _ in turn)

    def _spent(self, request: Asked, expected: str) -> int:
        reply = call(self._application, request)
        if not reply.status.startswith(expected):
            raise RuntimeError(f"{request.environ['PATH_INFO']} answered {reply.status}")
        return reply.nanoseconds
