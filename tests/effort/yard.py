"""Where the forms are measured: one server each, and windows without JavaScript."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from decision_aid import assets
from decision_aid.loader import load
from tests.effort.journeys import PLAIN, Form, Way, walk
from tests.effort.plain import plain_form
from tests.effort.tally import Tally
from tests.effort.view import DESK
from tests.serving import serving, serving_here

Measure = Callable[[Form, Way], Tally]


def serving_plain() -> AbstractContextManager[str]:
    """Serve the plain form of the shipped questionnaire and give its address."""
    return serving_here(plain_form(load(assets.questions()).questionnaire))


@contextmanager
def serving_listed(folder: Path) -> Iterator[str]:
    """Serve the form with the shipped sample of trial records and give its address."""
    call = [sys.executable, "-m", "decision_aid", "registry", "import", "--sample"]
    state = {**os.environ, "DECISION_AID_STATE": str(folder / "var")}
    subprocess.run(call, env=state, check=True, capture_output=True)
    with serving(folder) as address:
        yield address


def measuring(browser: Browser, home: str, plain: str, listed: str) -> Measure:
    """Return what walks one journey in a fresh profile and gives its count."""

    def measure(form: Form, way: Way) -> Tally:
        address = plain if form is PLAIN else listed if way.listed else home
        context = browser.new_context(base_url=address, java_script_enabled=False, viewport=DESK)
        with closing(context):
            return walk(context.new_page(), form, way)

    return measure
