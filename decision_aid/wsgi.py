"""The application as a server takes it."""

from __future__ import annotations

import resource
from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask

from decision_aid import bootstrap
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import create_app, faults, preview
from decision_aid.web.preview import State
from decision_aid.web.waiting import in_place


def make(settings: Settings) -> tuple[Flask, ExitStack]:
    """Return the application and what to close after it.

    Raises QuestionnaireInvalid, StoreRefused or SettingInvalid with the sentence to show.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold answers
    running = bootstrap.build(settings)
    running.services.press.start()
    return create_app(running.services, settings), running.closing


def previewing(services: Services, settings: Settings, state: Callable[[], State]) -> Flask:
    """Return the form as its authors see it; `state` gives what was last seen of the questionnaire."""
    app = create_app(services, settings)
    preview.install(app, state)
    return app


def waiting(state: Callable[[], State]) -> Flask:
    """Return what stands in the place of a preview while its files could never yet be used."""
    return in_place(state)


def refusals(app: Flask) -> Callable[[int], tuple[list[tuple[str, str]], bytes]]:
    """Return what gives headers and body of our page for a status that the server itself refuses with."""
    return lambda status: faults.page(app, status)
