"""All that the web is given to count with and to tell how the form is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from decision_aid.counted import Outcome, Refusal, Reply
from decision_aid.logs import Event
from decision_aid.monitoring.metrics import Metrics
from decision_aid.remarks import Remark


@dataclass(frozen=True, slots=True)
class FormMonitor:
    """Counts for Prometheus and, with `tally`, for the weeks. Implements `services.Monitor`."""

    counted: Metrics
    tally: Callable[[Event], None]
    look: Callable[[], Mapping[str, Remark]]

    def happened(self, event: Event) -> None:
        self.counted.happened(event)
        self.tally(event)

    def answered(self, endpoint: str, status: int, seconds: float) -> None:
        self.counted.answered(endpoint, status, seconds)

    def refused(self, kind: Refusal) -> None:
        self.counted.refused(kind)

    def printed(self, outcome: Outcome, seconds: float) -> None:
        self.counted.printed(outcome, seconds)

    def looked_up(self, reply: Reply) -> None:
        self.counted.looked_up(reply)

    def readiness(self) -> Mapping[str, Remark]:
        return self.look()

    def metrics(self) -> bytes:
        return self.counted.text()
