"""Where the forms are measured: one server each, and windows without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Thread

from playwright.sync_api import Browser
from werkzeug.serving import make_server

from decision_aid import assets
from decision_aid.loader import load
from tests.effort.journeys import PLAIN, Form, Way, walk
from tests.effort.plain import plain_form
from tests.effort.tally import Tally
from tests.effort.view import DESK

Measure = Callable[[Form, Way], Tally]


@contextmanager
def serving_plain() -> Iterator[str]:
    """Serve the plain form of the shipped questionnaire and give its address."""
    server = make_server("127.0.0.1", 0, plain_form(load(assets.questions()).questionnaire), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def measuring(browser: Browser, home: str, plain: str) -> Measure:
    """Return what walks one journey in a fresh profile and gives its count."""

    def measure(form: Form, way: Way) -> Tally:
        address = plain if form is PLAIN else home
        context = browser.new_context(base_url=address, java_script_enabled=False, viewport=DESK)
        with closing(context):
            return walk(context.new_page(), form, way)

    return measure
