"""From one study, as the registry's API (version 2) gives it, to a trial record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from decision_aid.core.dates import PartialDate
from decision_aid.core.errors import RecordRefused
from decision_aid.core.record import Intervention, Provenance, Site, TrialRecord, Via
from decision_aid.registry import days, modules
from decision_aid.registry.modules import Protocol, Study
from decision_aid.registry.texts import LONGEST_LINE, line, lines, text

_NUMBER: Final = re.compile(r"NCT(?!0{8})[0-9]{8}")
_ROUND_THE_WORLD: Final = timedelta(days=1)  # the registry's day may have begun where ours has not
_ID: Final = "protocolSection.identificationModule"
_STATUS: Final = "protocolSection.statusModule"
_VERSION: Final = "derivedSection.miscInfoModule.versionHolder"
_WORDS: Final = {
    "bool_type": "must be true or false",
    "greater_than_equal": "must not be below 0",
    "int_type": "must be a whole number",
    "less_than_equal": f"is over {modules.MOST_PEOPLE:,}",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "string_type": "must be text",
    "too_long": f"has more than {modules.MOST_PIECES:,} pieces",
}
_Time = TypeVar("_Time")


def record_of(study: Any, via: Via, obtained: date) -> TrialRecord:
    """Return the record of one study (the object that has a `protocolSection`), obtained on this day.

    What is not stated stays so, and codes stay as they are. A text over its bound is cut and ends in "…". Raises
    RecordRefused with one sentence that names the record and the field.
    """
    return _Reading(study, number_in(study), obtained).record(via)


def number_in(study: Any) -> str:
    """Return the number that a study gives itself, or "" where that cannot be one."""
    try:
        return _number(study["protocolSection"]["identificationModule"]["nctId"])
    except (AttributeError, KeyError, IndexError, TypeError):
        return ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One study that is read, the number by which it is called in what is said of it, and the day of reading it."""

    study: Any
    number: str
    obtained: date

    def record(self, via: Via) -> TrialRecord:
        try:
            found = Study.model_validate(self.study)
            return self._made(found, found.protocol_section or Protocol(), via)
        except ValidationError as invalid:
            fault = invalid.errors(include_url=False, include_input=False, include_context=False)[0]
            raise self._refused(_place(fault["loc"]), _WORDS.get(fault["type"], "cannot be read")) from None

    def _made(self, found: Study, protocol: Protocol, via: Via) -> TrialRecord:
        standing = self._standing(protocol)
        data = self._version(found)
        if via == "file" and not data:  # nobody knows when it was saved: it speaks of the last day that it names itself
            data = standing["updated"] or _first(standing["verified"])
        return TrialRecord(
            **self._called(protocol),
            **standing,
            **_backed(protocol),
            **_designed(protocol),
            **_tested(protocol),
            **_wanted(protocol),
            has_results=bool(found.has_results),
            provenance=Provenance(via=via, obtained=self.obtained, data=data),
        )

    def _called(self, protocol: Protocol) -> dict[str, Any]:
        said = protocol.identification_module or modules.Identification()
        if not self.number:
            raise self._refused(f"{_ID}.nctId", "must be NCT and eight digits")
        older = dict.fromkeys(_number(alias) for alias in said.nct_id_aliases or () if alias)
        return {
            "number": self.number,
            "aliases": tuple(alias for alias in older if alias not in {"", self.number}),
            "title": self._title(said.brief_title),
            "official_title": line(said.official_title),
        }

    def _title(self, given: str | None) -> str:
        title = line(given, LONGEST_LINE + 1)
        if not title:
            raise self._refused(f"{_ID}.briefTitle", "is missing")
        if len(title) > LONGEST_LINE:
            raise self._refused(f"{_ID}.briefTitle", f"is longer than {LONGEST_LINE:,} characters")
        return title

    def _standing(self, protocol: Protocol) -> dict[str, Any]:
        said = protocol.status_module or modules.Standing()
        updated = said.last_update_post_date_struct or modules.Dated()
        return {
            "status": line(said.overall_status),
            "why_stopped": line(said.why_stopped),
            "verified": self._at(f"{_STATUS}.statusVerifiedDate", said.status_verified_date, days.month_or_day) or "",
            "updated": self._at(f"{_STATUS}.lastUpdatePostDateStruct.date", updated.date, days.day),
        }

    def _version(self, study: Study) -> date | None:
        misc = (study.derived_section or modules.Derived()).misc_info_module or modules.Misc()
        return self._at(_VERSION, misc.version_holder, days.day)

    def _at(self, field: str, given: str | None, read: Callable[[str], _Time]) -> _Time | None:
        try:
            found = read(given.strip()) if given and given.strip() else None
        except ValueError:
            raise self._refused(field, "must be a date, as in 2026-09-30") from None
        first = _first(str(found or ""))
        if first and first - self.obtained > _ROUND_THE_WORLD:
            raise self._refused(field, f"is a day to come, {found} (if it is not, this machine's clock is wrong)")
        return found

    def _refused(self, field: str, what: str) -> RecordRefused:
        return RecordRefused(f"{self.number or 'A record without a number'}: {field} {what}.", self.number)


def _first(month_or_day: str) -> date | None:
    return PartialDate.read(month_or_day).first() if month_or_day else None


def _number(given: str | None) -> str:
    number = (given or "").strip().upper()
    return number if _NUMBER.fullmatch(number) else ""


def _place(path: Iterable[int | str]) -> str:
    """Return where a fault is, as in `protocolSection.designModule.phases[0]`."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return place.removeprefix(".") or "the record itself"


def _backed(protocol: Protocol) -> dict[str, Any]:
    said = protocol.sponsor_collaborators_module or modules.Sponsors()
    watched = protocol.oversight_module or modules.Oversight()
    sponsor = said.lead_sponsor or modules.Agency()
    return {
        "sponsor": line(sponsor.name),
        "sponsor_class": line(sponsor.kind),
        "collaborators": lines(agency.name for agency in said.collaborators or () if agency),
        "fda_drug": watched.is_fda_regulated_drug,
        "fda_device": watched.is_fda_regulated_device,
        "safety_board": watched.oversight_has_dmc,
    }


def _designed(protocol: Protocol) -> dict[str, Any]:
    said = protocol.design_module or modules.Design()
    design = said.design_info or modules.DesignInfo()
    return {
        "study_type": line(said.study_type),
        "phases": lines(said.phases),
        "allocation": line(design.allocation),
        "intervention_model": line(design.intervention_model),
        "masking": line((design.masking_info or modules.Masking()).masking),
        "enrollment": (said.enrollment_info or modules.Enrollment()).count,
    }


def _tested(protocol: Protocol) -> dict[str, Any]:
    said = protocol.conditions_module or modules.Conditions()
    tested = protocol.arms_interventions_module or modules.Interventions()
    return {
        "summary": text((protocol.description_module or modules.Description()).brief_summary),
        "conditions": lines(said.conditions),
        "keywords": lines(said.keywords),
        "groups": lines(group.kind for group in tested.arm_groups or () if group),
        "interventions": tuple(
            Intervention(kind=line(one.kind), name=line(one.name))
            for one in tested.interventions or ()
            if one and (one.kind or one.name)
        ),
    }


def _wanted(protocol: Protocol) -> dict[str, Any]:
    said = protocol.eligibility_module or modules.Eligibility()
    places = (protocol.contacts_locations_module or modules.Locations()).locations
    return {
        "criteria": text(said.eligibility_criteria),
        "minimum_age": line(said.minimum_age),
        "maximum_age": line(said.maximum_age),
        "sex": line(said.sex),
        **_placed([_site(place) for place in places or () if place]),
    }


def _placed(sites: list[Site]) -> dict[str, Any]:
    """Part the sites that left from those that take part; where all left, the study's own status tells it."""
    left = tuple(site for site in sites if site.has_left)
    if len(left) == len(sites):
        return {"sites": left}
    return {"sites": tuple(site for site in sites if not site.has_left), "former_sites": left}


def _site(place: modules.Location) -> Site:
    return Site(
        facility=line(place.facility),
        city=line(place.city),
        state=line(place.state),
        country=line(place.country),
        status=line(place.status),
    )
