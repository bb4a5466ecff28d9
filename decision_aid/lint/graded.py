"""Reading grades when somebody asks for them: until then a serving process holds nothing of how they are found."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from decision_aid.core.schema import Questionnaire
from decision_aid.services import Reading


def later(questionnaire: Questionnaire) -> Callable[[], Reading]:
    """Return what gives the grades of a questionnaire, found at the first call."""

    @cache
    def grades() -> Reading:
        from decision_aid.lint import reading  # noqa: PLC0415 - only the page on how the form was made needs it

        return reading.grades(questionnaire)

    return grades
