"""What becomes of a study: the 26 as other people's models of the API read them, damaged ones, and any JSON at all."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from typing import Any

import pytest
from clinicaltrials.models.study import Study
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.errors import RecordRefused
from decision_aid.core.record import TrialRecord
from decision_aid.registry.study import number_in, record_of
from tests.registry.studies import STUDIES, TODAY, of_day, put, study

ID = "protocolSection.identificationModule"
STATUS = "protocolSection.statusModule"
DESIGN = "protocolSection.designModule"
VERSION = "derivedSection.miscInfoModule.versionHolder"
DEEP: Any = json.loads('{"a":' * 150 + "1" + "}" * 150)
PIECES = 10_001


def read(given: Any) -> TrialRecord:
    return record_of(given, "file", TODAY)


def by_the_models(given: dict[str, Any]) -> Any:
    return Study.from_dict(given)


def damaged(path: str, value: Any) -> dict[str, Any]:
    made = study()
    put(made, path, value)
    return made


def without(path: str) -> dict[str, Any]:
    made = study()
    *steps, last = path.split(".")
    at = made
    for step in steps:
        at = at[step]
    del at[last]
    return made


def refused(given: Any) -> str:
    with pytest.raises(RecordRefused) as caught:
        read(given)
    return str(caught.value)


@pytest.mark.parametrize("given", STUDIES, ids=number_in)
def test_a_real_record_says_what_the_models_of_the_api_say(given: dict[str, Any]) -> None:
    said, theirs = read(given), by_the_models(given)
    protocol = theirs.protocol_section
    named, standing, design = protocol.identification_module, protocol.status_module, protocol.design_module
    backed, watched = protocol.sponsor_collaborators_module, protocol.oversight_module
    assert (said.number, said.title) == (named.nct_id, named.brief_title)
    assert said.official_title == (named.official_title or "")
    assert (said.status, said.verified) == (standing.overall_status.value, standing.status_verified_date or "")
    assert (said.why_stopped or None, said.updated) == (
        standing.why_stopped,
        standing.last_update_post_date_struct.var_date,
    )
    assert (said.sponsor, said.sponsor_class) == (backed.lead_sponsor.name, backed.lead_sponsor.var_class.value)
    assert said.collaborators == tuple(one.name for one in backed.collaborators or ())
    assert said.safety_board == (watched and watched.oversight_has_dmc)
    assert (said.fda_drug, said.fda_device) == (watched.is_fda_regulated_drug, watched.is_fda_regulated_device)
    assert said.study_type == coded(design.study_type)
    assert said.phases == tuple(phase.value for phase in design.phases or ())
    assert said.has_results == theirs.has_results
    version = theirs.derived_section and theirs.derived_section.misc_info_module.version_holder
    assert said.provenance.data == (version or said.updated)


@pytest.mark.parametrize("given", STUDIES, ids=number_in)
def test_what_a_real_record_is_about_is_read_as_the_models_of_the_api_read_it(given: dict[str, Any]) -> None:
    said, theirs = read(given), by_the_models(given)
    protocol = theirs.protocol_section
    about, wanted, design = protocol.conditions_module, protocol.eligibility_module, protocol.design_module
    info = design.design_info
    assert (said.conditions, said.keywords) == (tuple(about.conditions or ()), tuple(about.keywords or ()))
    assert said.summary == protocol.description_module.brief_summary.strip()
    assert said.criteria == wanted.eligibility_criteria.strip()
    assert (said.minimum_age or None, said.maximum_age or None) == (wanted.minimum_age, wanted.maximum_age)
    assert said.sex == coded(wanted.sex)
    assert said.allocation == coded(info and info.allocation)
    assert said.intervention_model == coded(info and info.intervention_model)
    assert said.masking == coded(info and info.masking_info and info.masking_info.masking)
    assert said.enrollment == (design.enrollment_info and design.enrollment_info.count)
    assert [(one.kind, one.name) for one in said.interventions] == [
        (coded(one.type), one.name) for one in protocol.arms_interventions_module.interventions or ()
    ]
    assert [(site.facility, site.city, site.country) for site in said.sites] == [
        (at.facility or "", at.city or "", at.country or "")
        for at in protocol.contacts_locations_module.locations or ()
    ]


def coded(value: Enum | None) -> str:
    return str(value.value) if value else ""


NO_NUMBER = {
    "nothing": {},
    "a record of the old API": {"NCTId": "NCT01234567", "BriefTitle": "x"},
    "no identification": without(ID),
    "no number": without(f"{ID}.nctId"),
    "null for a number": damaged(f"{ID}.nctId", None),
    "seven digits": damaged(f"{ID}.nctId", "NCT0123456"),
    "all zeros": damaged(f"{ID}.nctId", "NCT00000000"),
    "digits of another script": damaged(f"{ID}.nctId", "NCT\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667"),
}


@pytest.mark.parametrize("name", NO_NUMBER)
def test_a_record_without_a_number_that_can_be_one_is_refused(name: str) -> None:
    assert refused(NO_NUMBER[name]) == f"A record without a number: {ID}.nctId must be NCT and eight digits."


@pytest.mark.parametrize("given", [None, [], "NCT01234567", 1, True], ids=repr)
def test_what_is_no_object_is_refused(given: Any) -> None:
    assert refused(given) == "A record without a number: the record itself must be an object."


SITES = "protocolSection.contactsLocationsModule.locations"
COUNT = f"{DESIGN}.enrollmentInfo.count"
NO_DATE = "must be a date, as in 2026-09-30"
TO_COME = "is a day to come, {} (if it is not, this machine's clock is wrong)"
REFUSED: dict[str, tuple[str, Any, str]] = {
    "null for the title": (f"{ID}.briefTitle", None, "is missing"),
    "a title of spaces and controls": (f"{ID}.briefTitle", " \u0000\u202e\n ", "is missing"),
    "a title that cannot be seen": (f"{ID}.briefTitle", "\u200b\u200e \u2060\u00ad", "is missing"),
    "a title of a page": (f"{ID}.briefTitle", "x" * 1_001, "is longer than 1,000 characters"),
    "a title of a book": (f"{ID}.briefTitle", "x" * 1_000_000, "is longer than 1,000 characters"),
    "a list for the title": (f"{ID}.briefTitle", ["x"], "must be text"),
    "a list for a module": (STATUS, [], "must be an object"),
    "text for a module": (DESIGN, "x", "must be an object"),
    "an object for a list": (f"{DESIGN}.phases", {}, "must be a list"),
    "text for a list": (f"{DESIGN}.phases", "PHASE1", "must be a list"),
    "text for people": (COUNT, "12", "must be a whole number"),
    "a yes for people": (COUNT, True, "must be a whole number"),
    "half a person": (COUNT, 12.5, "must be a whole number"),
    "fewer people than none": (COUNT, -1, "must not be below 0"),
    "more people than there are": (COUNT, 10**30, "is over 1,000,000,000"),
    "text for yes": ("protocolSection.oversightModule.isFdaRegulatedDrug", "true", "must be true or false"),
    "a number for yes": ("hasResults", 1, "must be true or false"),
    "more sites than there are": (SITES, [{"city": "x"}] * 10_001, "has more than 10,000 pieces"),
    "a number for a place": (f"{SITES}", 1, "must be a list"),
    "a date in words": (f"{STATUS}.statusVerifiedDate", "August 2012", NO_DATE),
    "a month that is none": (f"{STATUS}.statusVerifiedDate", "2012-13", NO_DATE),
    "a day that is none": (f"{STATUS}.lastUpdatePostDateStruct.date", "2019-02-30", NO_DATE),
    "a time for a day": (VERSION, "2026-09-30T14:00:00", NO_DATE),
    "a week for a day": (VERSION, "2026-W40-1", NO_DATE),
    "data of a day to come": (VERSION, "2027-01-01", TO_COME.format("2027-01-01")),
    "an update to come": (f"{STATUS}.lastUpdatePostDateStruct.date", "2026-12-02", TO_COME.format("2026-12-02")),
    "a month to come": (f"{STATUS}.statusVerifiedDate", "2031-05", TO_COME.format("2031-05")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_right_is_refused_with_number_and_field(name: str) -> None:
    path, value, what = REFUSED[name]
    assert refused(damaged(path, value)) == f"NCT01234567: {path} {what}."


def test_a_fault_inside_a_list_is_told_with_its_place() -> None:
    assert refused(damaged(f"{DESIGN}.phases", ["PHASE1", 2])) == f"NCT01234567: {DESIGN}.phases[1] must be text."
    assert refused(damaged(SITES, [{"city": ["x"]}])) == f"NCT01234567: {SITES}[0].city must be text."


def test_a_refusal_knows_the_number() -> None:
    with pytest.raises(RecordRefused) as caught:
        read(damaged(STATUS, []))
    assert caught.value.number == "NCT01234567"


TAKEN: dict[str, tuple[Any, dict[str, Any]]] = {
    "no status": (without(STATUS), {"status": "", "verified": "", "updated": None}),
    "null for a module": (damaged(STATUS, None), {"status": "", "verified": ""}),
    "no design": (without(DESIGN), {"phases": (), "study_type": "", "enrollment": None}),
    "no sponsor": (without("protocolSection.sponsorCollaboratorsModule"), {"sponsor": "", "collaborators": ()}),
    "no sites": (without("protocolSection.contactsLocationsModule"), {"sites": ()}),
    "no criteria": (without("protocolSection.eligibilityModule"), {"criteria": "", "sex": ""}),
    "no oversight": (without("protocolSection.oversightModule"), {"fda_drug": None, "safety_board": None}),
    "null in a list": (damaged(f"{DESIGN}.phases", [None, "PHASE2", ""]), {"phases": ("PHASE2",)}),
    "null for a list": (damaged("protocolSection.conditionsModule.conditions", None), {"conditions": ()}),
    "a small number": (damaged(f"{ID}.nctId", " nct01234567 "), {"number": "NCT01234567"}),
    "older numbers": (
        damaged(f"{ID}.nctIdAliases", ["NCT00000001", "nct00000002", "NCT00000001", "NCT01234567", "x", None]),
        {"aliases": ("NCT00000001", "NCT00000002")},
    ),
    "codes that are not known yet": (
        damaged(STATUS, {"overallStatus": "PAUSED_BY_SPONSOR"}),
        {"status": "PAUSED_BY_SPONSOR"},
    ),
    "markup": (
        damaged(f"{ID}.briefTitle", "<script>alert(1)</script> & <b>"),
        {"title": "<script>alert(1)</script> & <b>"},
    ),
    "half a character": (damaged(f"{ID}.briefTitle", "x\ud800y"), {"title": "xy"}),
    "controls and letters turned about": (
        damaged(f"{ID}.briefTitle", "\u202eCells\u0000 for\r\nALS\u2066\ufffe\u009b1m"),
        {"title": "Cells for ALS1m"},
    ),
    "huge criteria": (
        damaged("protocolSection.eligibilityModule.eligibilityCriteria", "x" * 1_000_000),
        {"criteria": "x" * 59_999 + "…"},
    ),
    "marks upon marks": (
        damaged(f"{ID}.officialTitle", "a" + "\u0301\u0316" * 100_000),
        {"official_title": ("\u00e1" + "\u0316" * 1_000 + "\u0301" * 999)[:999] + "…"},
    ),
    "a long sponsor": (
        damaged("protocolSection.sponsorCollaboratorsModule.leadSponsor.name", "x" * 2_000),
        {"sponsor": "x" * 999 + "…"},
    ),
    "an empty date": (damaged(f"{STATUS}.statusVerifiedDate", " "), {"verified": ""}),
    "a month": (damaged(f"{STATUS}.statusVerifiedDate", "2012-08"), {"verified": "2012-08"}),
    "a day": (damaged(f"{STATUS}.statusVerifiedDate", "2012-08-31"), {"verified": "2012-08-31"}),
    "nobody": (damaged(f"{DESIGN}.enrollmentInfo.count", 0), {"enrollment": 0}),
    "an intervention without a name": (
        damaged("protocolSection.armsInterventionsModule.interventions", [{"type": "DRUG"}, {}, None]),
        {"interventions": ("DRUG",)},
    ),
    "fields that are not read": (damaged("protocolSection.outcomesModule", DEEP), {"number": "NCT01234567"}),
    "contacts": (
        damaged(
            "protocolSection.contactsLocationsModule",
            {
                "centralContacts": [{"name": "Ann Onymous", "phone": "555 0100", "email": "ann@clinic.example"}],
                "overallOfficials": [{"name": "Ann Onymous"}],
                "locations": [{"city": "Boston", "contacts": [{"name": "Ann Onymous", "phone": "555 0100"}]}],
            },
        ),
        {"sites": ("Boston",)},
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_missing_or_odd_is_taken_as_far_as_it_says_something(name: str) -> None:
    given, expected = TAKEN[name]
    record = read(given)
    said = {field: getattr(record, field) for field in expected}
    said |= {field: tuple(each.kind for each in record.interventions) for field in said if field == "interventions"}
    said |= {field: tuple(each.city for each in record.sites) for field in said if field == "sites"}
    assert said == expected
    assert "Onymous" not in record.model_dump_json()
    assert "555" not in record.model_dump_json()


def test_of_no_known_day_are_data_without_one() -> None:
    provenance = read(of_day("NCT00000001", "")).provenance
    assert (provenance.data, provenance.as_of) == (None, TODAY)


def test_the_registrys_day_may_have_begun_before_ours() -> None:
    assert read(damaged(VERSION, "2026-12-01")).provenance.data == date(2026, 12, 1)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PATHS = [f"{ID}.nctId", f"{ID}.briefTitle", f"{ID}.nctIdAliases", STATUS, f"{STATUS}.overallStatus", DESIGN, VERSION]
PATHS += [f"{STATUS}.statusVerifiedDate", f"{DESIGN}.enrollmentInfo", "protocolSection", "hasResults"]
PATHS += ["protocolSection.contactsLocationsModule.locations", "protocolSection.eligibilityModule.eligibilityCriteria"]


@given(ANY_JSON)
def test_any_json_at_all_is_a_record_or_refused(given: Any) -> None:
    with pytest.raises(RecordRefused, match=r"^A record without a number: .+\.$"):
        read(given)


@given(st.sampled_from(PATHS), ANY_JSON)
def test_a_record_with_anything_anywhere_is_a_record_or_refused_in_one_line(path: str, value: Any) -> None:
    made = damaged(path, value)
    try:
        record = read(made)
    except RecordRefused as caught:
        said = str(caught)
    else:
        said = "It is a record."
        assert TrialRecord.model_validate_json(record.model_dump_json()) == record
    assert said.endswith(".")
    assert "\n" not in said
