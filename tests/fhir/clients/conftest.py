"""Other people's programs, the exports they are to judge, and one browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from decision_aid import assets, loader
from decision_aid.core.draft import Draft
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from tests.browser.conftest import FLAGS
from tests.fhir.clients.lhc_forms import LhcForms, served
from tests.fhir.clients.visits import DAY

PACKAGES = Path(__file__).resolve().parents[3] / ".cache/npm"


@pytest.fixture(scope="session")
def packages() -> Path:
    """Return the folder of npm packages; without them nothing is judged, so their absence is a failure."""
    if not (PACKAGES / ".stamp").exists():
        pytest.fail(f"There are no npm packages in {PACKAGES}: run scripts/test, which fetches them.", pytrace=False)
    return PACKAGES / "node_modules"


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return loader.load(assets.questions())


@pytest.fixture(scope="session")
def exported(shipped: Loaded) -> bytes:
    """Return the shipped questionnaire as FHIR."""
    return questionnaire(shipped.questionnaire, shipped.digest).as_json()


@pytest.fixture(scope="session")
def respond(shipped: Loaded) -> Callable[[Draft], bytes]:
    """Export a visit."""
    return lambda draft: response(shipped.questionnaire, draft, DAY, shipped.digest).as_json()


@pytest.fixture(scope="module")
def browser(chromium_path: str | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def forms(packages: Path, browser: Browser) -> Iterator[LhcForms]:
    """Open LHC-Forms in a fresh profile; afterwards it may have asked nobody else and shown no fault."""
    with served(packages / "lforms") as address:
        forms = LhcForms(browser, address)
        yield forms
        forms.close()
    assert forms.outside == []
    assert forms.faults == []
