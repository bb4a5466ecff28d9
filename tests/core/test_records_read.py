"""How often each fact stands in the 26 real records, and all that is read in one of them."""

from collections import Counter
from datetime import date

import pytest

from decision_aid.core import signals
from decision_aid.core.record import TrialRecord
from decision_aid.core.schema import Questionnaire
from decision_aid.core.signals import Reading
from decision_aid.core.words import Words
from decision_aid.registry.study import record_of
from tests.registry.studies import STUDIES, TODAY

RECORDS = tuple(record_of(study, "file", TODAY) for study in STUDIES)
# Of 26, by row: the numbers of the research on base rates are these, but for what is said beside them.
RATES = {
    "ind": {"always": 26},
    "phase": {"given": 24, "expanded": 2},  # without a phase: none but expanded access
    "status": {"recruiting": 2, "may_be_open": 4, "other": 17, "stopped": 3},
    "sponsor": {"alone": 15, "joint": 11},
    "sites": {"not_told": 22, "none": 4},
    "authority": {"us": 7, "elsewhere": 13, "elsewhere_not_fda": 2, "none": 4},  # no place in the United States: 19
    "fda_drug": {"yes": 5, "no": 3, "not_stated": 18},
    "procedure": {"all": 1, "other": 25},
    "conditions": {"few": 26},
    # not stated: a study that is listed as of one group and by chance
    "comparison": {"random": 3, "groups": 1, "one": 8, "one_phase_1": 11, "expanded": 2, "not_stated": 1},
    "masking": {"open": 20, "masked": 4, "expanded": 2},
    "safety": {"yes": 15, "no": 6, "not_stated": 5},
    "verified": {"long_ago": 26},
    "payment": {"none": 26},
}


def read(shipped: Questionnaire, record: TrialRecord, today: date = TODAY) -> Reading:
    assert shipped.registry
    return Reading(record, shipped.registry.words, Words(), today)


def test_each_fact_stands_in_as_many_records_as_were_counted(shipped: Questionnaire) -> None:
    counted = {row: Counter[str]() for row in signals.ROWS}
    for record in RECORDS:
        for row, case in signals.cases(read(shipped, record)).items():
            counted[row][case.name] += 1
    assert {row: dict(cases) for row, cases in counted.items()} == RATES


def test_companies_are_listed_as_such_beside_others(shipped: Questionnaire) -> None:
    said = [signals.cases(read(shipped, record))["sponsor"].values["sponsor"] for record in RECORDS]
    assert sum("(listed as a company)" in sponsor for sponsor in said) == 8
    assert all("(listed as" in sponsor for sponsor in said)


def test_what_is_read_in_the_large_trial_of_nurown(shipped: Questionnaire) -> None:
    (record,) = (record for record in RECORDS if record.number == "NCT03280056")
    found = signals.cases(read(shipped, record))
    assert {row: case.name for row, case in found.items()} == {
        "ind": "always", "phase": "given", "status": "other", "sponsor": "joint", "sites": "not_told",
        "authority": "us", "fda_drug": "yes", "procedure": "other", "conditions": "few", "comparison": "random",
        "masking": "masked", "safety": "yes", "verified": "long_ago", "payment": "none",
    }  # fmt: skip
    assert found["phase"].code == "PHASE3"
    assert found["sponsor"].values["sponsor"] == "Brainstorm-Cell Therapeutics (listed as a company)"


@pytest.mark.parametrize(("number", "country"), [("NCT04745299", "Korea"), ("NCT05003921", "Antigua")])
def test_of_a_study_abroad_under_fdas_rules_only_the_place_is_named(
    shipped: Questionnaire, number: str, country: str
) -> None:
    (record,) = (record for record in RECORDS if record.number == number)
    found = signals.cases(read(shipped, record))
    assert (found["authority"].name, found["fda_drug"].name) == ("elsewhere", "yes")
    assert country in found["authority"].values["countries"]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.number)
def test_usual_in_phase_1_is_said_of_phase_1_alone(shipped: Questionnaire, record: TrialRecord) -> None:
    said = signals.cases(read(shipped, record))["comparison"].name
    assert (said == "one_phase_1") == (record.phases == ("PHASE1",) and record.intervention_model == "SINGLE_GROUP")
