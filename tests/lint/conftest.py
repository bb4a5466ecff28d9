"""A tiny questionnaire and the shipped one."""

from pathlib import Path
from typing import Any

import pytest

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import Loaded, load

SMALLEST = Path(__file__).parents[1] / "papers" / "smallest.yaml"

Place = list[str | int]


@pytest.fixture(scope="session")
def smallest() -> Questionnaire:
    return load(SMALLEST).questionnaire


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return load(assets.questions())


def changed(questionnaire: Questionnaire, path: Place, value: object, *more: tuple[Place, object]) -> Questionnaire:
    """Return the questionnaire with some things in it replaced."""
    data: Any = questionnaire.model_dump(mode="json", by_alias=True)
    for page in (page for part in data["parts"] for page in part["pages"]):
        for question in page["questions"]:
            question.pop("options", None) if question.get("scale") else None
    for place, new in ((path, value), *more):
        inner = data
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = new
    return Questionnaire.model_validate(data)
