"""How old the content of a form is, as numbers for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from decision_aid.core import review
from decision_aid.core.schema import Questionnaire

_DAY = 24 * 60 * 60


def readings(asked: Questionnaire, today: Callable[[], date]) -> Mapping[str, Callable[[], float]]:
    """Return what reads, in seconds, its age and the time to its next review, and how many pieces are overdue."""
    return {
        "content_age_seconds": lambda: (today() - asked.published).days * _DAY,
        "content_review_seconds": lambda: (review.next_review(asked) - today()).days * _DAY,
        "content_overdue": lambda: len(review.overdue(asked, today())),
    }
