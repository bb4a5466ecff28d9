"""The tiny questionnaire and answers to it."""

from pathlib import Path

import pytest

from decision_aid import assets, loader
from decision_aid.core.schema import Questionnaire

SMALLEST = Path(__file__).parent.parent / "papers" / "smallest.yaml"


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return loader.load(SMALLEST).questionnaire


@pytest.fixture(scope="session")
def shipped() -> Questionnaire:
    return loader.load(assets.questions()).questionnaire
