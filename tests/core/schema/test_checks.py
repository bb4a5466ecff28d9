"""The checks between the pieces, asked of the models themselves."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks import faults, with_scales

SMALLEST = Path(__file__).parents[2] / "papers" / "smallest.yaml"


@pytest.fixture
def data() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(SMALLEST.read_text(encoding="utf-8"))
    return made


def found(data: dict[str, Any]) -> tuple[Fault, ...]:
    """Return the faults that making a questionnaire of this data meets."""
    with pytest.raises(ValidationError) as refused:
        Questionnaire.model_validate(data)
    error = refused.value.errors()[0]
    assert error["type"] == "questionnaire_faults"
    told: tuple[Fault, ...] = error["ctx"]["faults"]
    return told


def test_a_whole_questionnaire_has_no_faults(data: dict[str, Any]) -> None:
    assert tuple(faults(Questionnaire.model_validate(data))) == ()


def test_a_fault_names_its_place_and_what_it_rests_on(data: dict[str, Any]) -> None:
    data["parts"][1]["pages"][1]["questions"][0]["sources"] = ["guide", "gone"]
    assert found(data) == (
        Fault(
            ("parts", 1, "pages", 1, "questions", 0, "sources", 1),
            "ind",
            "there is no source gone. Add it under sources, or correct the name.",
            ("gone",),
            "name-unknown",
        ),
    )


def test_all_faults_come_in_one_error(data: dict[str, Any]) -> None:
    data["roles"]["length"]["full"] = "long"
    data["printout"]["wants"] = "wishes"
    data["option_grid"]["rows"][0]["cells"].pop()
    assert [fault.path[0] for fault in found(data)] == ["roles", "printout", "option_grid"]


def test_a_fault_in_a_condition_leads_into_the_condition(data: dict[str, Any]) -> None:
    data["parts"][1]["pages"][1]["when"]["all"][1]["is"][1] = "friend"
    assert found(data)[0].path == ("parts", 1, "pages", 1, "when", "all", 1, "is", 1)


def test_a_scale_is_spread_without_changing_the_data(data: dict[str, Any]) -> None:
    before = deepcopy(data)
    spread = with_scales(data)
    assert data == before
    assert spread["parts"][1]["pages"][1]["questions"][0]["options"] == data["scales"][0]["options"]


ODD_QUESTIONS = [None, {"scale": ["x"]}, {"scale": "x", "options": "y"}]


@pytest.mark.parametrize(
    "odd",
    [
        None, 5, "x", [], {"parts": None}, {"parts": [None]}, {"parts": [{"pages": 3}]}, {"parts": [{"pages": [[]]}]},
        {"parts": [{"pages": [{"questions": ODD_QUESTIONS}]}], "scales": {"id": 1}},
    ],
    ids=str,
)  # fmt: skip
def test_data_that_is_no_questionnaire_is_given_back(odd: object) -> None:
    assert with_scales(odd) == odd


def test_a_frozen_questionnaire_cannot_be_changed(data: dict[str, Any]) -> None:
    questionnaire = Questionnaire.model_validate(data)
    with pytest.raises(ValidationError):
        setattr(questionnaire, "title", "Another")  # noqa: B010 - the type checker refuses it as well


def test_no_fault_text_holds_pydantics_words(data: dict[str, Any]) -> None:
    data["parts"][0]["pages"][0]["questions"][0]["sources"] = ["gone"]
    with pytest.raises(ValidationError) as refused:
        Questionnaire.model_validate(data)
    assert "input_value" not in str(refused.value)
