"""The form in a browser."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_babel import Babel, ngettext
from jinja2 import StrictUndefined

from decision_aid import __version__, assets
from decision_aid.core.citing import is_public, published
from decision_aid.core.words import leading
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web import (
    audit,
    current,
    data,
    downloads,
    errors,
    faults,
    forms,
    keeping,
    kiosk,
    offers,
    operations,
    public,
    questions,
    review,
    security,
    stars,
    start,
    trials,
)
from decision_aid.web.blanks import Kept, blank
from decision_aid.web.languages import spoken
from decision_aid.web.unbroken import unbroken

_MOST_KEPT = 600  # every page in both voices with some looks: about four megabytes
_ROOMS = (start, keeping, kiosk, questions, offers, review, stars, trials, downloads, data, public, errors, operations)


def create_app(services: Services, settings: Settings, translations: Path | None = None) -> Flask:
    """Return the application that serves this questionnaire with these services.

    `translations` is the folder of the languages, the shipped one unless given.
    """
    catalogues = translations or assets.translations()
    app = Flask("decision_aid.web", template_folder=str(assets.templates()), static_folder=None)
    app.request_class = security.Request
    app.config.update(
        SECURE=settings.secure,
        MAX_CONTENT_LENGTH=security.LARGEST_BODY,
        TRUSTED_HOSTS=security.trusted(settings.hosts),
        BABEL_DEFAULT_LOCALE=services.questionnaire.language,
        BABEL_TRANSLATION_DIRECTORIES=str(catalogues),
    )
    app.extensions["decision_aid.services"] = services
    app.extensions["decision_aid.settings"] = settings
    app.extensions["decision_aid.languages"] = spoken(catalogues, services.questionnaire.language)
    app.extensions["decision_aid.kept"] = Kept(_MOST_KEPT)
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    Babel(app, locale_selector=lambda: current.language().code)
    # each sentence by the request's own words: Flask-Babel would look its language up for every one of them
    app.jinja_env.install_gettext_callables(current.said, ngettext, newstyle=True)  # type: ignore[attr-defined]  # put there by Babel
    _prepare_templates(app, settings)
    audit.guard(app)  # first: it times all that the others do
    security.guard(app)
    kiosk.guard(app)
    faults.handle(app)
    for room in _ROOMS:
        app.register_blueprint(room.pages)
    return app


def _prepare_templates(app: Flask, settings: Settings) -> None:
    files, names = public.static_files(settings)
    app.extensions["decision_aid.static"] = files
    app.jinja_env.globals.update(
        blank=blank,
        static={what: f"/static/{name}" for what, name in names.items()},
        exact_kind=forms.exact_kind,
        most_typed=forms.MOST_TYPED,
        label_of=forms.label_of,
        letters=forms.letters,
        published=published,
        is_public=is_public,
        version=__version__,
    )
    app.jinja_env.filters.update(leading=leading, unbroken=unbroken)
