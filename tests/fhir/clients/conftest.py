"""Other people's programs, and the exports they are to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha512
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from decision_aid.core.draft import Draft
from decision_aid.fhir.model import Questionnaire
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from tests.fhir.clients.lhc_forms import LhcForms, served
from tests.fhir.clients.visits import DAY

LIST = Path(__file__).with_name("packages.sha512")
PACKAGES = Path(__file__).resolve().parents[3] / ".cache/npm"


@pytest.fixture(scope="session")
def packages() -> Path:
    """Return the folder of npm packages; without those of our list nothing is judged, and that is a failure."""
    stamp, wanted = PACKAGES / ".stamp", sha512(LIST.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text().split()[0] != wanted:
        pytest.fail(
            f"The npm packages that {LIST.name} names are not in {PACKAGES}: run scripts/test, which fetches them.",
            pytrace=False,
        )
    return PACKAGES / "node_modules"


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
