"""The application as a server takes it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask

from decision_aid import bootstrap
from decision_aid.settings import Settings
from decision_aid.web import create_app, faults


def make(settings: Settings) -> tuple[Flask, ExitStack]:
    """Return the application and what to close after it.

    Raises QuestionnaireInvalid, StoreRefused or SettingInvalid with the sentence to show.
    """
    running = bootstrap.build(settings)
    running.services.press.start()
    return create_app(running.services, settings), running.closing


def refusals(app: Flask) -> Callable[[int], tuple[list[tuple[str, str]], bytes]]:
    """Return what gives headers and body of our page for a status that the server itself refuses with."""
    return lambda status: faults.page(app, status)
