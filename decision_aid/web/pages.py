"""Every page is rendered here, with what all pages share."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from decision_aid.core import review
from decision_aid.web import current, security


def render(template: str, *, status: int = 200, **values: Any) -> ResponseReturnValue:
    """Return a page of the form with this status."""
    shared = {
        "words": current.words(),
        "look": current.look(),
        "language": current.language(),
        "settings": current.settings(),
        "questionnaire": current.questionnaire(),
        "texts": current.questionnaire().texts,
        "endpoint": request.endpoint,
    }
    return render_template(f"page/{template}", **shared, **values), status


def form_token() -> str:
    """Return the token to put into a form, and make sure that this browser has a session."""
    security.token()
    return security.csrf_token()


def overdue() -> bool:
    """Tell whether some fact is past its review date."""
    return bool(review.overdue(current.questionnaire(), current.today()))
