"""A record that is of no trial is never shown as one."""

import pytest

from decision_aid.core import listings
from decision_aid.core.record import Holding, Looked
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Listing
from decision_aid.core.words import Words
from tests.registry.fakes import DAY, NUMBER, record

OF_TRIALS = {"phases": (), "allocation": "", "intervention_model": "", "masking": ""}


def listed(shipped: Questionnaire, kind: str) -> Listing:
    looked = Looked(NUMBER, record(study_type=kind, **OF_TRIALS), Holding(1, DAY, DAY))
    return listings.of_record(shipped, looked, Words(), DAY)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("INTERVENTIONAL", "A trial that tests what people are given"),
        ("OBSERVATIONAL", "It watches people; no treatment is listed as tested"),
        ("EXPANDED_ACCESS", "Expanded access, given outside a trial"),
        ("SOMETHING_NEW", "SOMETHING_NEW"),
        ("", "not stated"),
    ],
)
def test_what_kind_of_study_it_is_stands_among_what_tells_it_from_others(
    shipped: Questionnaire, kind: str, said: str
) -> None:
    assert {line.label: line.value for line in listed(shipped, kind).about}["Kind of study"] == said


def test_of_a_study_that_watches_people_it_is_asked_under_what_one_would_be_treated(shipped: Questionnaire) -> None:
    rows = {row.id: row for row in listed(shipped, "OBSERVATIONAL").rows}
    assert rows["phase"].ask.endswith("Under which study or permission would I be treated?")
    for name in ("phase", "comparison", "masking"):
        assert rows[name].says.startswith("This is a study that watches people. ")


def test_of_expanded_access_nothing_is_asked_as_of_a_trial(shipped: Questionnaire) -> None:
    rows = {row.id: row for row in listed(shipped, "EXPANDED_ACCESS").rows}
    for name in ("phase", "comparison", "masking"):
        assert rows[name].says.startswith("This is expanded access")
