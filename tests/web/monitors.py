"""What counts in tests of the pages: the real counters, over a store and a press that may be in trouble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from decision_aid.loader import Loaded
from decision_aid.logs import Event
from decision_aid.monitoring.metrics import Metrics
from decision_aid.monitoring.monitor import FormMonitor
from decision_aid.monitoring.readiness import Readiness
from decision_aid.services import Drafts, Press


@dataclass
class Tally:
    """Keeps the events of the weeks."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        self.events.append(event)


def monitor_of(
    loaded: Loaded, drafts: Drafts, press: Press, clock: Callable[[], datetime], folder: Path | None = None
) -> FormMonitor:
    """Return what counts for a form of this questionnaire; `folder` is the state folder."""
    readiness = Readiness(loaded.questionnaire, drafts, press, folder, lambda: clock().date())
    metrics = Metrics({"version": "1"})
    metrics.look_at({}, readiness)
    return FormMonitor(metrics, Tally(), readiness)
