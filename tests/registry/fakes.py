"""A registry in memory, and records to put into it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from decision_aid.core.record import (
    MOST_HITS,
    Hits,
    Holding,
    Intervention,
    Looked,
    Provenance,
    Search,
    Site,
    TrialRecord,
)

DAY = date(2026, 10, 1)
NUMBER = "NCT01234567"
USUAL: Mapping[str, Any] = {
    "number": NUMBER,
    "title": "Cells for People With ALS",
    "sponsor": "Sponsor of the Study",
    "sponsor_class": "INDUSTRY",
    "status": "RECRUITING",
    "study_type": "INTERVENTIONAL",
    "phases": ("PHASE1", "PHASE2"),
    "allocation": "RANDOMIZED",
    "intervention_model": "PARALLEL",
    "masking": "DOUBLE",
    "enrollment": 30,
    "interventions": (Intervention(kind="BIOLOGICAL", name="Cells"),),
    "conditions": ("Amyotrophic Lateral Sclerosis",),
    "fda_drug": True,
    "safety_board": True,
    "verified": "2026-09",
    "sites": (Site(facility="Hospital of the Town", city="Boston", country="United States"),),
    "criteria": "Inclusion Criteria:\n\n* ALSFRS-R of at least 30\n* Onset within 24 months\n\nExclusion Criteria:\n\n"
    "* Any stem cell therapy before\n* FVC below 60 %",
    "provenance": Provenance(via="file", obtained=DAY, data=DAY),
}


def record(**fields: Any) -> TrialRecord:
    """Return a record like many, with these fields instead."""
    return TrialRecord.model_validate({**USUAL, **fields})


@dataclass
class FakeRegistry:
    """Knows these records; remembers what it was asked."""

    records: tuple[TrialRecord, ...] = ()
    live: bool = False
    sample: bool = False
    unreachable: bool = False
    unreadable: bool = False
    asked: list[str] = field(default_factory=list)
    sought: list[Search] = field(default_factory=list)

    def look_up(self, numbers: Collection[str]) -> Mapping[str, Looked]:
        self.asked += numbers
        known = {record.number: record for record in self.records}
        return {number: Looked(number, known.get(number), self.holding(), self.unreachable) for number in numbers}

    def search(self, asked: Search) -> Hits:
        self.sought.append(asked)
        words = asked.words.lower().split()
        found = tuple(
            record
            for record in self.records
            if words
            and all(word in record.model_dump_json().lower() for word in words)
            and (not asked.recruiting or record.status == "RECRUITING")
            and (not asked.interventional or record.study_type == "INTERVENTIONAL")
        )
        shown = found[asked.after : asked.after + MOST_HITS]
        return Hits(shown, len(found), self.holding(), max(0, len(found) - asked.after - MOST_HITS))

    def state(self, _: Collection[str]) -> Hashable:
        return self.records, self.unreachable

    def holding(self) -> Holding:
        count, days = len(self.records), [each.provenance.as_of for each in self.records if each.provenance.is_dated]
        first, last = min(days, default=None), max(days, default=None)
        found = Holding(count, first, last, self.sample, self.live, undated=count - len(days))
        return Holding(live=self.live, unreadable=True) if self.unreadable else found
