"""The shipped questionnaire, a tiny one of every kind of question, and what they become in FHIR."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir import model
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.loader import Loaded, load

SMALLEST = Path(__file__).parents[1] / "papers" / "smallest.yaml"
DIGEST = "0" * 64


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return load(assets.questions())


@pytest.fixture(scope="session")
def exported(shipped: Loaded) -> model.Questionnaire:
    return questionnaire(shipped.questionnaire, shipped.digest)


@pytest.fixture(scope="session")
def _smallest() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(SMALLEST.read_text(encoding="utf-8"))
    return made


@pytest.fixture
def paper(_smallest: dict[str, Any]) -> dict[str, Any]:
    """Return the tiny questionnaire as data to change."""
    return deepcopy(_smallest)


@pytest.fixture(scope="session")
def kinds(_smallest: dict[str, Any]) -> Questionnaire:
    """Return the tiny questionnaire with every kind of question that a condition can look at."""
    data = deepcopy(_smallest)
    asked = {
        question["id"]: question for part in data["parts"] for page in part["pages"] for question in page["questions"]
    }
    asked["wants"]["options"].insert(1, {"code": "maybe", "label": "Perhaps", "state": "not_known"})
    asked["score"]["options"].insert(2, {"code": "not_scored", "label": "Not scored yet"})
    asked["score"]["options"][1]["low"] = 24.5
    numbers = data["parts"][0]["pages"][-1]["questions"]
    numbers.append(deepcopy(asked["score"]) | {"id": "dose", "exact": asked["score"]["exact"] | {"decimals": 1}})
    data["warning_signs"][1].pop("also_when")
    return Questionnaire.model_validate(data)


@pytest.fixture(scope="session")
def small(_smallest: dict[str, Any]) -> Questionnaire:
    return Questionnaire.model_validate(_smallest)
