"""What a registry says of the numbers in the notes of three offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from decision_aid.core.record import Intervention, Looked, Provenance, Site, TrialRecord
from tests.registry.fakes import FakeRegistry, record

FOUND, OTHER, MISSING = "NCT01234567", "NCT07654321", "NCT09999999"
_MANY = 3  # as many as are named
_STALE = date(2026, 7, 1)
_OLD = date(2022, 10, 7)
_LONG_LINE = 1_000
_MARKUP = '<b>Cells</b> & <img src="file:///etc/passwd"> {{ 7 * 7 }}'


def some() -> Mapping[str, Looked]:
    """Return a record more than 90 days old, with markup in it, one of another study, and a number of none."""
    stale = Provenance(via="file", obtained=_STALE, data=_STALE)
    found = record(
        number=FOUND,
        title=f"Repeated Doses of {_MARKUP} in People With ALS",
        collaborators=("University of the Town",),
        status="SUSPENDED",
        why_stopped="The cells could not be made for some months",
        interventions=(Intervention(kind="PROCEDURE", name=f"Lumbar puncture with {_MARKUP}"),),
        fda_drug=False,
        phases=("PHASE1",),
        summary="Participants pay for their own travel. The study is patient-funded.",
        provenance=stale,
    )
    other = record(number=OTHER, title="A Diary for People With Headaches", provenance=stale)
    return FakeRegistry((found, other)).look_up((FOUND, OTHER, MISSING))


def longest() -> Mapping[str, Looked]:
    """Return three records more than a year old, each text of them as long as can be."""
    old = Provenance(via="sample", obtained=_OLD, data=_OLD)
    records = (_longest(number, old, at) for at, number in enumerate((FOUND, OTHER, MISSING)))
    return FakeRegistry(tuple(records), sample=True).look_up((FOUND, OTHER, MISSING))


def _longest(number: str, provenance: Provenance, at: int) -> TrialRecord:
    words = _line(("Cells of the marrow in people with weakness ", "幹細胞の治験 筋萎縮性側索硬化症 ", "W" * 200)[at])
    gates = ("ALSFRS-R of at least 30", "Onset within 24 months", "FVC below 60 %", "Any stem cell therapy before")
    criteria = "\n".join(f"* {gate} {words}"[:_LONG_LINE] for gate in gates for _ in range(_MANY + 2))
    return record(
        number=number,
        title=words,
        sponsor=words,
        collaborators=tuple(f"{place} {words}"[:_LONG_LINE] for place in range(_MANY + 2)),
        why_stopped=words,
        status="TERMINATED",
        interventions=tuple(Intervention(kind="PROCEDURE", name=f"{at} {words}"[:_LONG_LINE]) for at in range(9)),
        conditions=tuple(f"{at} {words}"[:_LONG_LINE] for at in range(30)),
        sites=tuple(Site(facility=f"{at} {words}"[:_LONG_LINE], city=words, country=words) for at in range(40)),
        summary=f"Participants pay to take part. {words}" * 9,
        criteria=f"Exclusion Criteria:\n\n{criteria}",
        provenance=provenance,
    )


def _line(words: str) -> str:
    return (words * _LONG_LINE)[:_LONG_LINE].strip()


RECORDS: Mapping[str, Callable[[], Mapping[str, Looked]]] = MappingProxyType({"records": some, "long-records": longest})
