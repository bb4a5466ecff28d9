"""Which case of each row a record is in: facts of its fields, and nothing concluded from them."""

from datetime import date
from typing import Any

import pytest

from decision_aid.core import signals
from decision_aid.core.record import Intervention, Site
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.registry import CASES
from decision_aid.core.signals import Case, Reading
from decision_aid.core.words import Words
from tests.registry.fakes import record

TODAY = date(2026, 11, 1)
HERE, ABROAD = Site(facility="Clinic", country="United States"), Site(facility="Clinic", country="Panama")

# As such records are: no phase, no FDA-regulated drug though a place in the United States, a procedure, many illnesses.
PAY_TO_PARTICIPATE = {
    "phases": ("NA",),
    "fda_drug": False,
    "interventions": (Intervention(kind="PROCEDURE", name="Cells from marrow"),),
    "conditions": tuple(f"Illness {number}" for number in range(22)),
    "allocation": "NON_RANDOMIZED",
    "masking": "NONE",
    "sites": (HERE, ABROAD),
    "safety_board": False,
}
COMPARED = ("EXPERIMENTAL", "PLACEBO_COMPARATOR")
# As the large trial of a company is: phase 3, by chance, blinded, of an FDA-regulated drug, with a board.
PHASE_3 = {
    "phases": ("PHASE3",),
    "status": "COMPLETED",
    "fda_drug": True,
    "allocation": "RANDOMIZED",
    "verified": "2024-02",
    "sites": (HERE,),
    "safety_board": True,
}


def cases(shipped: Questionnaire, place: str = "", name: str = "", **fields: Any) -> dict[str, Case]:
    assert shipped.registry
    return dict(signals.cases(Reading(record(**fields), shipped.registry.words, Words(), TODAY, place, name)))


def names(shipped: Questionnaire, **fields: Any) -> dict[str, str]:
    return {row: case.name for row, case in cases(shipped, **fields).items()}


def test_a_record_that_people_pay_to_be_in_shows_its_four_facts(shipped: Questionnaire) -> None:
    assert names(shipped, **PAY_TO_PARTICIPATE) == {
        "ind": "always", "phase": "none", "status": "recruiting", "sponsor": "alone", "sites": "not_told",
        "authority": "us_and_others_not_fda", "fda_drug": "no_us", "procedure": "all", "conditions": "many",
        "comparison": "groups", "masking": "open", "safety": "no", "verified": "lately", "payment": "none",
    }  # fmt: skip


def test_a_record_of_a_large_trial_shows_none_of_them(shipped: Questionnaire) -> None:
    assert names(shipped, **PHASE_3) == {
        "ind": "always", "phase": "given", "status": "other", "sponsor": "alone", "sites": "not_told",
        "authority": "us", "fda_drug": "yes", "procedure": "other", "conditions": "few", "comparison": "random",
        "masking": "masked", "safety": "yes", "verified": "long_ago", "payment": "none",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "row", "case"),
    [
        ({"phases": ()}, "phase", "none"),
        ({"phases": (), "study_type": "EXPANDED_ACCESS"}, "phase", "expanded"),
        ({"phases": (), "study_type": "OBSERVATIONAL"}, "phase", "observational"),
        ({"study_type": "OBSERVATIONAL"}, "phase", "given"),
        ({"status": ""}, "status", "none"),
        ({"status": "TERMINATED", "why_stopped": "No money"}, "status", "stopped"),
        ({"status": "SOMETHING_NEW"}, "status", "other"),
        ({"status": "AVAILABLE", "study_type": "EXPANDED_ACCESS"}, "status", "may_be_open"),
        ({"status": "ENROLLING_BY_INVITATION"}, "status", "may_be_open"),
        ({"status": "UNKNOWN"}, "status", "may_be_open"),
        ({"status": "NO_LONGER_AVAILABLE"}, "status", "other"),
        ({"sponsor": ""}, "sponsor", "none"),
        ({"collaborators": ("Other",)}, "sponsor", "joint"),
        ({"sites": ()}, "sites", "none"),
        ({"sites": ()}, "authority", "none"),
        ({"sites": (ABROAD,), "fda_drug": None}, "authority", "elsewhere"),
        ({"sites": (ABROAD,), "fda_drug": False}, "authority", "elsewhere_not_fda"),
        ({"sites": (ABROAD,), "fda_drug": True}, "authority", "elsewhere"),
        ({"sites": (HERE,)}, "authority", "us"),
        ({"sites": (HERE, ABROAD), "fda_drug": None}, "authority", "us_and_others"),
        ({"sites": (HERE, ABROAD), "fda_drug": False}, "authority", "us_and_others_not_fda"),
        ({"sites": (HERE, ABROAD), "fda_drug": True}, "authority", "us_and_others"),
        ({"sites": (Site(country="Puerto Rico"),)}, "authority", "us"),
        ({"sites": (HERE, ABROAD), "fda_drug": False}, "fda_drug", "no_us"),
        ({"sites": (HERE,), "fda_drug": False}, "fda_drug", "no_us"),
        ({"sites": (ABROAD,), "fda_drug": False}, "fda_drug", "no"),
        ({"fda_drug": None}, "fda_drug", "not_stated"),
        ({"sites": (HERE,), "fda_drug": False, "fda_device": True}, "fda_drug", "device"),
        ({"fda_drug": None, "fda_device": True}, "fda_drug", "device"),
        ({"fda_drug": True, "fda_device": True}, "fda_drug", "yes"),
        ({"fda_drug": None, "fda_device": False}, "fda_drug", "not_stated"),
        ({"sites": (ABROAD,), "fda_drug": False, "fda_device": True}, "authority", "elsewhere"),
        ({"sites": (HERE, ABROAD), "fda_drug": False, "fda_device": True}, "authority", "us_and_others"),
        ({"interventions": ()}, "procedure", "none"),
        ({"interventions": (Intervention(kind="PROCEDURE", name=""),)}, "procedure", "all_unnamed"),
        ({"interventions": (Intervention(kind="BIOLOGICAL", name=""),)}, "procedure", "unnamed"),
        ({"conditions": ()}, "conditions", "none"),
        ({"conditions": tuple("ABCDEFG")}, "conditions", "few"),
        ({"conditions": tuple("ABCDEFGH")}, "conditions", "many"),
        ({"allocation": "NA", "intervention_model": "SINGLE_GROUP"}, "comparison", "one"),
        ({"phases": ("PHASE1",), "intervention_model": "SINGLE_GROUP", "allocation": ""}, "comparison", "one_phase_1"),
        ({"phases": ("PHASE2",), "intervention_model": "SINGLE_GROUP", "allocation": ""}, "comparison", "one"),
        ({"phases": ("PHASE3",), "intervention_model": "SINGLE_GROUP", "allocation": ""}, "comparison", "one"),
        ({"phases": ("NA",), "intervention_model": "SINGLE_GROUP", "allocation": ""}, "comparison", "one"),
        ({"allocation": "", "intervention_model": "PARALLEL"}, "comparison", "several"),
        ({"allocation": "NA", "intervention_model": "CROSSOVER"}, "comparison", "several"),
        ({"allocation": "NON_RANDOMIZED", "intervention_model": "PARALLEL"}, "comparison", "groups"),
        ({"allocation": "NON_RANDOMIZED", "intervention_model": "SEQUENTIAL"}, "comparison", "in_turn"),
        ({"allocation": "", "intervention_model": "SEQUENTIAL"}, "comparison", "in_turn"),
        ({"allocation": "RANDOMIZED", "intervention_model": "SEQUENTIAL"}, "comparison", "random"),
        ({"groups": COMPARED, "intervention_model": "SEQUENTIAL", "allocation": ""}, "comparison", "listed"),
        ({"groups": COMPARED, "intervention_model": "SINGLE_GROUP", "allocation": ""}, "comparison", "listed"),
        ({"groups": COMPARED[1:], "intervention_model": "SINGLE_GROUP", "allocation": ""}, "comparison", "one"),
        ({"groups": COMPARED, "intervention_model": "", "allocation": ""}, "comparison", "listed"),
        ({"groups": COMPARED[:1], "intervention_model": "SEQUENTIAL", "allocation": ""}, "comparison", "in_turn"),
        ({"groups": COMPARED}, "comparison", "random"),
        ({"masking": ""}, "masking", "not_stated"),
        ({"masking": "", "study_type": "OBSERVATIONAL"}, "masking", "observational"),
        ({"masking": "", "study_type": "EXPANDED_ACCESS"}, "masking", "expanded"),
        ({"masking": "NONE"}, "masking", "open"),
        ({"masking": "SINGLE"}, "masking", "masked"),
        ({"allocation": "RANDOMIZED", "intervention_model": "SINGLE_GROUP"}, "comparison", "not_stated"),
        ({"allocation": "", "intervention_model": ""}, "comparison", "not_stated"),
        ({"allocation": "", "intervention_model": "", "study_type": "OBSERVATIONAL"}, "comparison", "observational"),
        ({"allocation": "", "intervention_model": "", "study_type": "EXPANDED_ACCESS"}, "comparison", "expanded"),
        ({"safety_board": None}, "safety", "not_stated"),
        ({"verified": ""}, "verified", "none"),
        ({"verified": "2026-10", "status": "UNKNOWN"}, "verified", "long_ago"),
        ({"verified": "2024-12"}, "verified", "lately"),
    ],
)
def test_a_field_decides_the_case_of_its_row(
    shipped: Questionnaire, fields: dict[str, Any], row: str, case: str
) -> None:
    assert cases(shipped, **fields)[row].name == case


def test_the_name_of_the_country_tells_no_place_from_others(shipped: Questionnaire) -> None:
    assert cases(shipped, "A clinic in the United States", sites=(HERE,))["sites"].name == "not_told"


def test_the_groups_that_a_record_lists_to_compare_with_are_said(shipped: Questionnaire) -> None:
    groups = (*COMPARED, "SHAM_COMPARATOR", "PLACEBO_COMPARATOR", "NO_INTERVENTION", "ACTIVE_COMPARATOR", "OTHER")
    found = cases(shipped, groups=groups, intervention_model="SEQUENTIAL", allocation="")["comparison"]
    assert found.values == {"groups": "placebo, a pretended procedure, no treatment, another treatment"}


@pytest.mark.parametrize("codes", [("PHASE2", "PHASE1"), ("PHASE1", "NA", "PHASE2", "PHASE1")])
def test_phases_stand_in_their_order_whatever_that_of_the_record(
    shipped: Questionnaire, codes: tuple[str, ...]
) -> None:
    found = cases(shipped, phases=codes)["phase"]
    assert (found.values, found.code) == ({"phase": "Phase 1 / Phase 2"}, "PHASE1+PHASE2")


def test_a_condition_counts_once_whatever_its_case(shipped: Questionnaire) -> None:
    twice = (*"ABCDEFG", "a", "g", "G ")
    assert cases(shipped, conditions=twice)["conditions"].name == "few"
    found = cases(shipped, conditions=("H", *twice))["conditions"]
    assert (found.name, found.values) == ("many", {"conditions": "H, A, B and 5 more", "count": "8"})


def test_many_conditions_are_named_as_what_the_record_names(shipped: Questionnaire) -> None:
    assert shipped.registry
    (row,) = (row for row in shipped.registry.rows if row.id == "conditions")
    assert row.cases["many"].says.startswith("The record names {count} conditions: ")


def test_a_mixed_study_is_no_procedure_alone(shipped: Questionnaire) -> None:
    given = (Intervention(kind="PROCEDURE", name="Tap"), Intervention(kind="BIOLOGICAL", name="Cells"))
    assert cases(shipped, interventions=given)["procedure"].values == {"names": "Tap, Cells"}


def test_what_has_a_name_is_named_beside_what_has_none(shipped: Questionnaire) -> None:
    given = (Intervention(kind="DRUG", name=""), Intervention(kind="BIOLOGICAL", name="Cells"))
    found = cases(shipped, interventions=given)["procedure"]
    assert (found.name, found.values) == ("other", {"names": "Cells"})


def test_words_about_payment_are_quoted_and_beyond_three_passages_counted(shipped: Questionnaire) -> None:
    apart = " and so on" * 20
    found = cases(shipped, summary=apart.join(f"There is a fee of $ {at}" for at in range(5)))["payment"]
    assert found.name == "quoted"
    assert found.values["quotes"].count("“") == 3
    assert found.values["quotes"].endswith(" And 2 more in the record.")


def test_one_passage_about_payment_is_quoted_once(shipped: Questionnaire) -> None:
    found = cases(shipped, title="x", summary="Participants pay a fee of $ 5 at their own expense.")["payment"]
    assert found.values == {"quotes": "“Participants pay a fee of $ 5 at their own expense.”"}


def test_the_other_countries_stand_beside_the_united_states(shipped: Questionnaire) -> None:
    assert cases(shipped, sites=(HERE, ABROAD, HERE))["authority"].values == {
        "here": "United States",
        "countries": "Panama",
    }


def test_where_fdas_rules_hold_is_named_as_the_record_names_it(shipped: Questionnaire) -> None:
    found = cases(shipped, sites=(Site(country="Puerto Rico"), Site(country="Guam")), fda_drug=False)
    assert found["authority"].values["here"] == found["fda_drug"].values["here"] == "Puerto Rico, Guam"


def test_no_row_says_of_each_such_place_that_it_is_in_the_united_states(shipped: Questionnaire) -> None:
    assert shipped.registry
    said = {row.id: row.cases for row in shipped.registry.rows}
    for row, name in (("authority", "us"), ("authority", "us_and_others"), ("fda_drug", "no_us")):
        assert "{here}" in said[row][name].says
        assert "United States" not in said[row][name].says


@pytest.mark.parametrize(
    ("code", "said"),
    [("INDUSTRY", "Cells (listed as a company)"), ("INDIV", "Cells (listed as one person)"), ("", "Cells"),
     ("AMBIG", "Cells"), ("SOMETHING_NEW", "Cells")],
)  # fmt: skip
def test_a_sponsor_is_shown_with_what_it_is_listed_as(shipped: Questionnaire, code: str, said: str) -> None:
    assert cases(shipped, sponsor="Cells", sponsor_class=code)["sponsor"].values == {"sponsor": said}


def test_a_place_that_was_told_is_found_in_the_record(shipped: Questionnaire) -> None:
    found = cases(shipped, "The Boston stem cell clinic")["sites"]
    assert found.name == "named"
    assert found.values["words"] == "“boston”"


def test_a_place_that_was_told_and_is_not_in_the_record_is_said_to_be_missing(shipped: Questionnaire) -> None:
    assert cases(shipped, "Clinic in Tijuana")["sites"].name == "not_named"


def test_where_no_place_was_told_it_is_only_asked(shipped: Questionnaire) -> None:
    for place in ("", "Stem cell clinic at the university hospital", "Dr. Merit Cudkowicz"):
        assert cases(shipped, place)["sites"].name == "not_told"


def test_the_name_of_an_offer_may_hold_a_place_and_need_not(shipped: Questionnaire) -> None:
    assert cases(shipped, name="Cells in Boston")["sites"].name == "named"
    assert cases(shipped, name="NurOwn")["sites"].name == "not_told"
    assert cases(shipped, "Tijuana", "NurOwn")["sites"].name == "not_named"


def test_every_row_fills_just_the_names_that_its_words_may_hold(shipped: Questionnaire) -> None:
    for fields in (
        PAY_TO_PARTICIPATE,
        PHASE_3,
        {"sites": (HERE,)},
        {"why_stopped": "x", "status": "TERMINATED", "summary": "a fee"},
    ):
        for row, case in cases(shipped, "Boston", **fields).items():
            assert CASES[row][case.name] <= set(case.values)


def test_a_study_of_a_device_is_asked_for_its_ide(shipped: Questionnaire) -> None:
    assert shipped.registry
    said = {row.id: row.cases for row in shipped.registry.rows}["fda_drug"]["device"]
    assert "device" in said.says
    assert "IDE (investigational device exemption)" in said.ask


@pytest.mark.parametrize("sites", [(ABROAD,), (HERE, ABROAD)])
@pytest.mark.parametrize("fda_drug", [True, None])
def test_only_where_the_sponsor_denies_fdas_rules_it_is_said_that_fda_does_not_watch(
    fda_drug: bool | None,  # noqa: FBT001 - it is what the record says
    shipped: Questionnaire,
    sites: tuple[Site, ...],
) -> None:
    assert shipped.registry
    said = {row.id: row.cases for row in shipped.registry.rows}["authority"]
    assert "FDA does not watch" not in said[cases(shipped, sites=sites, fda_drug=fda_drug)["authority"].name].says
    assert "FDA does not watch" in said[cases(shipped, sites=sites, fda_drug=False)["authority"].name].says


def test_every_row_has_its_cases() -> None:
    assert set(signals.ROWS) == set(CASES)
