"""Other people's programs, and the exports they are to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from decision_aid.core.draft import Draft
from decision_aid.fhir.model import Questionnaire
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from tests import npm
from tests.fhir.clients.lhc_forms import LhcForms, served
from tests.fhir.clients.visits import DAY

LIST = Path(__file__).with_name("packages.sha512")


@pytest.fixture(scope="session")
def packages() -> Path:
    return npm.packages(LIST, "npm")


@pytest.fixture(scope="session")
def published(exported: Questionnaire) -> bytes:
    """Return the shipped questionnaire as it is sent."""
    return exported.as_json()


@pytest.fixture(scope="session")
def respond(shipped: Loaded) -> Callable[[Draft], bytes]:
    """Export a visit."""
    return lambda draft: response(shipped.questionnaire, draft, DAY, shipped.digest).as_json()


@pytest.fixture(scope="module")
def forms(packages: Path, browser: Browser) -> Iterator[LhcForms]:
    """Open LHC-Forms in a fresh profile; afterwards it may have asked nobody else and shown no fault."""
    with served(packages / "lforms") as address:
        forms = LhcForms(browser, address)
        yield forms
        forms.close()
    assert forms.outside == []
    assert forms.faults == []
