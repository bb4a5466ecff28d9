"""One record in plain text, with the day of which it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_aid.core.nct import public_address
from decision_aid.core.record import Provenance, TrialRecord

ATTRIBUTION: Final = "Source: ClinicalTrials.gov, U.S. National Library of Medicine"
_LISTED: Final = "Anyone who runs a study may list it: a listing is not an approval."
_NOT_STATED: Final = "not stated"
_VIA: Final = {"sample": "the sample of this program", "file": "a file", "registry": "the registry"}


def plain(record: TrialRecord) -> str:
    """Return a record in lines: number and title, its day, each field, the sponsor's texts, and its public address."""
    fields = (f"{name + ':':<16}{said or _NOT_STATED}" for name, said in _fields(record))
    texts = (f"\n{name}:\n\n{said}" for name, said in _texts(record) if said)
    foot = (_LISTED, f"The record as it is today: {public_address(record.number)}", ATTRIBUTION)
    return "\n".join((record.number, record.title, *_day(record.provenance), "", *fields, *texts, "", *foot))


def _day(provenance: Provenance) -> Iterator[str]:
    if not provenance.is_dated:
        yield f"Of a day not known (from {_VIA[provenance.via]}, loaded on {provenance.obtained})"
        return
    data = "" if provenance.data else ", and the registry's own date is not stated"
    yield f"As of {provenance.as_of} (from {_VIA[provenance.via]}, obtained on {provenance.obtained}{data})"


def _fields(record: TrialRecord) -> Iterator[tuple[str, str]]:
    yield "Official title", record.official_title
    yield "Older numbers", ", ".join(record.aliases)
    yield "Status", f"{record.status} ({record.why_stopped})" if record.why_stopped else record.status
    yield "Last verified", record.verified
    yield "Last update", str(record.updated or "")
    yield "Sponsor", _with(record.sponsor, record.sponsor_class)
    yield "Collaborators", "; ".join(record.collaborators)
    yield "Kind of study", record.study_type
    yield "Phase", ", ".join(record.phases)
    yield "Groups", ", ".join(filter(None, (record.allocation, record.intervention_model, *record.groups)))
    yield "Masking", record.masking
    yield "People", "" if record.enrollment is None else f"{record.enrollment:,}"
    yield "Conditions", "; ".join(record.conditions)
    yield "Interventions", "; ".join(_with(given.name, given.kind) for given in record.interventions)
    yield "FDA drug", _answer(record.fda_drug)
    yield "FDA device", _answer(record.fda_device)
    yield "Safety board", _answer(record.safety_board)
    yield "Sites", "; ".join(_with(", ".join(at.names), at.status) for at in record.sites + record.former_sites)
    yield "Ages", " to ".join(filter(None, (record.minimum_age, record.maximum_age)))
    yield "Sex", record.sex
    yield "Results posted", _answer(record.has_results)


def _texts(record: TrialRecord) -> Iterator[tuple[str, str]]:
    yield "Summary, by the sponsor", record.summary
    yield "Who can take part, by the sponsor", record.criteria


def _with(name: str, kind: str) -> str:
    return f"{name} ({kind})" if name and kind else name or kind


def _answer(said: bool | None) -> str:  # noqa: FBT001 - it is what is said
    return "" if said is None else "yes" if said else "no"
