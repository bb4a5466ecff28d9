"""One number asked of the registry: its record, or that there is none, also under the number that it has now."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from pydantic_core import from_json

from decision_aid.core.errors import DecisionAidError
from decision_aid.core.record import TrialRecord
from decision_aid.registry.fields import ASKED, STUDIES
from decision_aid.registry.memory import Known
from decision_aid.registry.pace import Pace
from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.wire import Bounds, Response, Wire

SECONDS: Final = 5.0  # for one number, with all that it takes
SIZE: Final = 2 * 1024 * 1024  # bytes of a record
MOVES: Final = 2
_OF_A_STUDY: Final = re.compile(rf"{STUDIES}/(NCT\d{{8}})")
_OK, _MOVED, _ABSENT, _SERVER = 200, 301, 404, 500
_TURNED_AWAY: Final = {403, 429}
_JSON: Final = re.compile(r"application/json\s*(;\s*charset\s*=\s*\"?utf-?8\"?\s*)?", re.IGNORECASE)


class Inquiry:
    """Asks for one record at a time, for one thread.

    `read` makes a record of a study's data, or raises what says why not.
    """

    def __init__(
        self, wire: Wire, pace: Pace, read: Callable[[Any], TrialRecord], clock: Callable[[], float] = monotonic
    ) -> None:
        self._wire = wire
        self._pace = pace
        self._read = read
        self._clock = clock

    def __call__(self, number: str) -> Known:
        """Return what the registry says of this number. Raises Unanswered, after five seconds at the latest."""
        until, at = self._clock() + SECONDS, number
        for _ in range(1 + MOVES):
            response = self._get(at, until)
            if response.status != _MOVED:
                return self._known(response, number, at)
            at = self._moved(response, at)
        raise Unanswered(Reason.REDIRECT)

    def _get(self, number: str, until: float) -> Response:
        self._pace.turn()
        if (left := until - self._clock()) <= 0:
            raise Unanswered(Reason.SLOW)
        try:
            return self._wire.get(f"{STUDIES}/{number}", ASKED, Bounds(left, SIZE))
        finally:
            self._pace.went()

    def _moved(self, response: Response, at: str) -> str:
        """Return the number under which the study is now; only that is taken from where the registry points."""
        scheme, host, port = self._wire.origin
        here = f"{scheme}://{host}:{port}{STUDIES}/{at}"
        try:
            there = urlsplit(urljoin(here, response.headers.get("location", "")))
            same = (there.scheme, there.hostname, there.port or 443) == self._wire.origin
        except ValueError:
            raise Unanswered(Reason.REDIRECT) from None
        found = _OF_A_STUDY.fullmatch(there.path)
        if not (same and found and found[1] != at):
            raise Unanswered(Reason.REDIRECT)
        return found[1]

    def _known(self, response: Response, asked: str, at: str) -> Known:
        if response.status == _ABSENT:
            return Known(None)
        try:
            record = self._read(parsed(response))
        except (DecisionAidError, ValueError):
            raise Unanswered(Reason.RECORD) from None
        if not {asked, at} & {record.number, *record.aliases}:
            raise Unanswered(Reason.OTHER_STUDY)
        return Known(_also(record, asked), len(response.body))


def parsed(response: Response) -> Any:
    """Return the data of a response. Raises Unanswered for every response that has none."""
    status = response.status
    if status in _TURNED_AWAY:
        raise Unanswered(Reason.TURNED_AWAY, _pause(response.headers))
    if status != _OK:
        reason = Reason.SERVER if status >= _SERVER else Reason.STATUS
        raise Unanswered(Reason.REDIRECT if status // 100 == _MOVED // 100 else reason)
    if not _JSON.fullmatch(response.headers.get("content-type", "").strip()):
        raise Unanswered(Reason.NOT_JSON)
    try:
        return from_json(response.body, allow_inf_nan=False)
    except ValueError:
        raise Unanswered(Reason.NOT_JSON) from None


def _pause(headers: Mapping[str, str]) -> float:
    """Return how many seconds the registry wants to be left alone, 0 where it says none or a day of the calendar."""
    said = headers.get("retry-after", "").strip()
    return float(said) if re.fullmatch(r"\d{1,9}", said, re.ASCII) else 0.0


def _also(record: TrialRecord, asked: str) -> TrialRecord:
    """Return the record with the number that it was asked for by among its own."""
    if asked in {record.number, *record.aliases}:
        return record
    return record.model_copy(update={"aliases": (*record.aliases, asked)})
