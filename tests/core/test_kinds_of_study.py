"""A record that is of no trial is never shown as one."""

from typing import Any

import pytest

from decision_aid.core import listings
from decision_aid.core.record import Holding, Intervention, Looked
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Listing
from decision_aid.core.words import Words
from tests.registry.fakes import DAY, NUMBER, record

OF_TRIALS = {"phases": (), "allocation": "", "intervention_model": "", "masking": ""}


def listed(shipped: Questionnaire, kind: str, **fields: Any) -> Listing:
    looked = Looked(NUMBER, record(study_type=kind, **OF_TRIALS, **fields), Holding(1, DAY, DAY))
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
        assert rows[name].says.startswith("This study watches people. ")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            (Intervention(kind="BIOLOGICAL", name="Cells"),),
            "This study watches people. The record names Cells, but not as something it tests.",
        ),
        (
            (Intervention(kind="PROCEDURE", name="Bone marrow"),),
            "This study watches people. The record names Bone marrow, but not as something it tests.",
        ),
        ((), "This study watches people. The record names no treatment."),
        (
            (Intervention(kind="PROCEDURE", name=""),),
            "This study watches people. The record names no treatment.",
        ),
    ],
)
def test_what_a_study_that_watches_people_names_is_not_said_to_be_what_it_gives(
    shipped: Questionnaire, given: tuple[Intervention, ...], says: str
) -> None:
    row = next(row for row in listed(shipped, "OBSERVATIONAL", interventions=given).rows if row.id == "procedure")
    assert row.says == says
    assert row.ask.endswith("under which study or permission?")


@pytest.mark.parametrize("kind", ["OBSERVATIONAL", "INTERVENTIONAL", "EXPANDED_ACCESS"])
def test_no_row_is_headed_as_if_every_study_gave_something(shipped: Questionnaire, kind: str) -> None:
    labels = {row.id: row.label for row in listed(shipped, kind).rows}
    assert labels["procedure"] == "Treatment in the record"
    assert "What is given" not in labels.values()


def test_a_study_that_compares_those_it_watches_is_not_said_to_have_no_groups(shipped: Questionnaire) -> None:
    row = next(row for row in listed(shipped, "OBSERVATIONAL").rows if row.id == "comparison")
    assert row.says.endswith("It does not test a treatment against another one, or against none.")


def test_of_expanded_access_nothing_is_asked_as_of_a_trial(shipped: Questionnaire) -> None:
    rows = {row.id: row for row in listed(shipped, "EXPANDED_ACCESS").rows}
    for name in ("phase", "comparison", "masking"):
        assert rows[name].says.startswith("This is expanded access")
