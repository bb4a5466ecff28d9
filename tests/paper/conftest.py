"""A press and printing processes that all tests of this room share."""

import logging
from collections.abc import Iterator

import pytest

from decision_aid import assets, loader
from decision_aid.core.schema import Questionnaire
from decision_aid.paper.engine import Engine
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.pool import Pool
from decision_aid.paper.press import WorkerPress, open_press

# for tests that print in their own process: WeasyPrint 70.0 leaves its colour profile open until it is collected
LEFT_OPEN = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning"
)
CLINIC = Letterhead("Northside ALS Clinic", "Tel. 555 0100, als@northside.example")


@pytest.fixture(scope="session")
def shipped() -> loader.Loaded:
    return loader.load(assets.questions())


@pytest.fixture(scope="session")
def questionnaire(shipped: loader.Loaded) -> Questionnaire:
    return shipped.questionnaire


@pytest.fixture(scope="session")
def press(questionnaire: Questionnaire) -> Iterator[WorkerPress]:
    with_clinic = open_press(questionnaire, CLINIC)
    yield with_clinic
    with_clinic.close()


@pytest.fixture
def pool() -> Iterator[Pool]:
    one = Pool(1, "en", CLINIC)
    yield one
    one.close()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Return an engine in the tests' own process; WeasyPrint leaves a file of its own open: see `LEFT_OPEN`."""
    log = logging.getLogger("weasyprint")
    before, log.disabled = list(log.handlers), False  # Alembic's logging switches off what was there before it
    yield Engine()
    log.handlers[:] = before
