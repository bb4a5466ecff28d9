"""The numbers for Prometheus: counters, histograms and gauges, whose labels come from fixed lists alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import nan
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from decision_aid.core.errors import StoreUnavailable
from decision_aid.counted import Outcome, Refusal, Reply
from decision_aid.logs import Event
from decision_aid.remarks import Level, Remark

# What is read when somebody asks, by name; each is told what it means.
READINGS: Final = {
    "drafts_kept": "Drafts kept now, counted at most once a minute.",
    "code_slots_in_use": "Resume codes being worked out now (Argon2id), of two at most.",
    "print_queue": "Documents that wait for a printing process.",
    "prints_running": "Documents being printed now.",
    "disk_free_bytes": "Bytes free where the state folder is.",
    "backup_age_seconds": "Seconds since the database was last backed up from here; +Inf where it never was.",
    "purge_age_seconds": "Seconds since drafts past their day were last deleted, looked up at most once a minute.",
    "content_age_seconds": "Seconds since the day on which this version of the questionnaire was published.",
    "content_review_seconds": "Seconds until the day by which the first text must be read again; negative when past.",
    "content_overdue": "Texts past the day on which they should be read again.",
}
_REQUEST: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_PRINT: Final = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0)
_UNCOUNTED: Final = {Event.LIBRARY, Event.CONFIGURATION_LOADED}  # these are no events of the form

Read = Callable[[], float]


class Metrics:
    """Counts in this process's memory alone. Safe to share between threads.

    `build` says what runs: fixed names and values, such as the version.
    """

    def __init__(self, build: Mapping[str, str]) -> None:
        # they would tell when somebody did a thing first
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's own
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._make_counters()
        info = Gauge("decision_aid_build_info", "What runs here; always 1.", list(build), registry=self._registry)
        info.labels(**build).set(1)

    def _make_counters(self) -> None:
        own = self._registry
        self._events = Counter("decision_aid_events", "Events of the log.", ["event"], registry=own)
        self._refusals = Counter("decision_aid_refusals", "Requests refused, by why.", ["kind"], registry=own)
        self._requests = Histogram(
            "decision_aid_request_seconds",
            "Seconds that requests took, by endpoint name and class of status.",
            ["endpoint", "status"],
            buckets=_REQUEST,
            registry=own,
        )
        self._prints = Histogram(
            "decision_aid_print_seconds",
            "Seconds that people waited for a document, by how that ended.",
            ["outcome"],
            buckets=_PRINT,
            registry=own,
        )
        self._replies = Counter(
            "decision_aid_registry_replies", "Records to ask the registry of trials for.", ["reply"], registry=own
        )
        for event in Event:  # a rate needs the zero before the first one
            if event not in _UNCOUNTED:
                self._events.labels(event.value)
        for kind in Refusal:
            self._refusals.labels(kind.value)
        for outcome in Outcome:
            self._prints.labels(outcome.value)
        for reply in Reply:
            self._replies.labels(reply.value)

    def happened(self, event: Event) -> None:
        self._events.labels(event.value).inc()

    def answered(self, endpoint: str, status: int, seconds: float) -> None:
        self._requests.labels(endpoint, f"{status // 100}xx").observe(seconds)

    def refused(self, kind: Refusal) -> None:
        self._refusals.labels(kind.value).inc()

    def printed(self, outcome: Outcome, seconds: float) -> None:
        self._prints.labels(outcome.value).observe(seconds)

    def looked_up(self, reply: Reply) -> None:
        self._replies.labels(reply.value).inc()

    def look_at(self, readings: Mapping[str, Read], readiness: Callable[[], Mapping[str, Remark]]) -> None:
        """Take these readings, by the names of READINGS, and what readiness says whenever somebody asks; once."""
        self._registry.register(_Looking(readings, readiness))

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus (0.0.4)."""
        return generate_latest(self._registry)


class _Looking(Collector):
    def __init__(self, readings: Mapping[str, Read], readiness: Callable[[], Mapping[str, Remark]]) -> None:
        self._readings = {name: (READINGS[name], read) for name, read in readings.items()}
        self._readiness = readiness

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (meaning, read) in self._readings.items():
            yield GaugeMetricFamily(f"decision_aid_{name}", meaning, value=_read(read))
        ready = GaugeMetricFamily("decision_aid_ready", "1 unless this part stops the service.", labels=["part"])
        for part, remark in self._readiness().items():
            ready.add_metric([part], float(remark.level is not Level.WRONG))
        yield ready


def _read(read: Read) -> float:
    try:
        return float(read())
    except (StoreUnavailable, OSError):  # the other numbers are wanted all the more then
        return nan
