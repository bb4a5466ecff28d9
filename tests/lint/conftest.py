"""A tiny questionnaire and the shipped one."""

from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import Loaded, load

SMALLEST = Path(__file__).parents[1] / "papers" / "smallest.yaml"


@pytest.fixture(scope="session")
def smallest() -> Questionnaire:
    return load(SMALLEST).questionnaire


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return load(assets.questions())
