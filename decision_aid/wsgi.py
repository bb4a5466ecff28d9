"""The application as a server takes it."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Flask

from decision_aid import bootstrap
from decision_aid.settings import Settings
from decision_aid.web import create_app


def make(settings: Settings) -> tuple[Flask, ExitStack]:
    """Return the application and what to close after it.

    Raises QuestionnaireInvalid, StoreRefused or SettingInvalid with the sentence to show.
    """
    running = bootstrap.build(settings)
    running.services.press.start()
    return create_app(running.services, settings), running.closing
