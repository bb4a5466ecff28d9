"""Every page is rendered here, with what all pages share."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from decision_aid.core import review
from decision_aid.web import current, security
from decision_aid.web.blanks import Blanked


def render(template: str, *, status: int = 200, **values: Any) -> ResponseReturnValue:
    """Return a page of the form with this status."""
    return _rendered(template, values), status


def render_filled(
    template: str, blanks: Mapping[str, object], *, key: tuple[Hashable, ...] | None, status: int = 200, **values: Any
) -> ResponseReturnValue:
    """Return a page with its blanks filled; what a key names is rendered once for each voice, language and look."""
    if key is None:
        return Blanked(_rendered(template, values)).filled(blanks), status
    whole = (template, *key, current.language().code, current.look().classes, current.words().voice)
    return current.kept().get(whole, lambda: Blanked(_rendered(template, values))).filled(blanks), status


def piece(template: str, **values: Any) -> Markup:
    """Return a piece of a page, to stand in a blank of it."""
    return Markup(_rendered(template, values))  # noqa: S704 - the template has escaped what is a person's own


def _rendered(template: str, values: dict[str, Any]) -> str:
    shared = {
        "words": current.words(),
        "look": current.look(),
        "language": current.language(),
        "settings": current.settings(),
        "questionnaire": current.questionnaire(),
        "texts": current.questionnaire().texts,
        "endpoint": request.endpoint,
        "framed": security.is_framed(),
    }
    return render_template(f"page/{template}", **shared, **values)


def form_token() -> str:
    """Return the token to put into a form."""
    return security.csrf_token()


def overdue() -> bool:
    """Tell whether some fact is past its review date."""
    return bool(review.overdue(current.questionnaire(), current.today()))
