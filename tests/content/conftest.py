"""The shipped questionnaire."""

import pytest

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import load


@pytest.fixture(scope="session")
def shipped() -> Questionnaire:
    return load(assets.questions()).questionnaire
