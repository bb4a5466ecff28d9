"""Many records from the registry, a page after the other, on a machine that has the internet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from decision_aid.core.errors import TrialsRefused
from decision_aid.registry.fields import ASKED, STUDIES, VERSION
from decision_aid.registry.inquiry import parsed
from decision_aid.registry.pace import Pace
from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.wire import Bounds, Wire

OPEN: Final = (  # studies that somebody may be in now, or join one day
    "NOT_YET_RECRUITING",
    "RECRUITING",
    "ENROLLING_BY_INVITATION",
    "ACTIVE_NOT_RECRUITING",
    "SUSPENDED",
    "UNKNOWN",
    "AVAILABLE",
    "TEMPORARILY_NOT_AVAILABLE",
)
MOST: Final = 100_000  # studies
_A_PAGE: Final = 1_000  # studies, the most that the registry gives at once
_AT_ONCE: Final = 100  # numbers in one request: with many more its address would be too long
_BOUNDS: Final = Bounds(seconds=60.0, size=64 * 1024 * 1024)

Told = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which studies: those with these numbers, or on this condition and treatment; `over` also those that are over."""

    numbers: tuple[str, ...] = ()
    condition: str = ""
    intervention: str = ""
    over: bool = False

    def queries(self) -> Iterator[dict[str, str]]:
        """Give what to ask for, one after the other."""
        if self.numbers:
            for start in range(0, len(self.numbers), _AT_ONCE):
                yield {"filter.ids": ",".join(self.numbers[start : start + _AT_ONCE])}
        else:
            asked = {"query.cond": self.condition, "query.intr": self.intervention}
            statuses = {} if self.over else {"filter.overallStatus": ",".join(OPEN)}
            yield {name: words for name, words in asked.items() if words} | statuses


class Download:
    """Asks the registry for its studies, for one thread; `told` hears how many of how many have come."""

    def __init__(self, wire: Wire, pace: Pace, told: Told = lambda _come, _all: None) -> None:
        self._wire = wire
        self._pace = pace
        self._told = told

    def day(self) -> date:
        """Return the day of the registry's data. Raises TrialsRefused."""
        said = self._get(VERSION, {})
        try:
            return date.fromisoformat(said["dataTimestamp"][:10])
        except (KeyError, TypeError, ValueError):
            raise _refused(Unanswered(Reason.RECORD)) from None

    def studies(self, wanted: Wanted) -> Iterator[Any]:
        """Go through the data of all studies that are wanted, each as the registry gives it. Raises TrialsRefused."""
        for query in wanted.queries():
            yield from self._paged({**ASKED, **query, "pageSize": str(_A_PAGE)})

    def _paged(self, query: dict[str, str]) -> Iterator[Any]:
        page = self._page({**query, "countTotal": "true"})
        total, come, tokens = _total(page), 0, set[str]()
        while True:
            come += len(page["studies"])
            self._told(come, total)
            yield from page["studies"]
            token = page.get("nextPageToken")
            if not token:
                break
            if not isinstance(token, str) or token in tokens or come > total:
                raise _refused(Unanswered(Reason.RECORD))
            tokens.add(token)
            page = self._page({**query, "pageToken": token})
        if come != total:
            raise TrialsRefused(
                f"ClinicalTrials.gov counted {total:,} studies and sent {come:,}: try again. Nothing is changed."
            )

    def _page(self, query: dict[str, str]) -> dict[str, Any]:
        page = self._get(STUDIES, query)
        if not (isinstance(page, dict) and isinstance(page.get("studies"), list)):
            raise _refused(Unanswered(Reason.RECORD))
        return page

    def _get(self, path: str, query: dict[str, str]) -> Any:
        self._pace.turn()
        try:
            return parsed(self._wire.get(path, query, _BOUNDS))
        except Unanswered as unanswered:
            raise _refused(unanswered) from None
        finally:
            self._pace.went()


def dated(study: Any, day: date) -> Any:
    """Return a study's data with the day of the registry's data, unless it says its own."""
    if not isinstance(study, dict):
        return study
    derived = study.get("derivedSection") or {}
    misc = (derived.get("miscInfoModule") or {}) if isinstance(derived, dict) else None
    if not isinstance(misc, dict) or misc.get("versionHolder"):
        return study
    return {**study, "derivedSection": {**derived, "miscInfoModule": {**misc, "versionHolder": day.isoformat()}}}


def _total(page: dict[str, Any]) -> int:
    """Return how many studies there are. Raises TrialsRefused where they are too many."""
    total = page.get("totalCount")
    if not isinstance(total, int):
        raise _refused(Unanswered(Reason.RECORD))
    if total > MOST:
        raise TrialsRefused(
            f"There are {total:,} such studies, and a list takes {MOST:,}: name the condition more closely, or a "
            "treatment as well (--intervention)."
        )
    return total


def _refused(unanswered: Unanswered) -> TrialsRefused:
    return TrialsRefused(unanswered.sentence)
