"""When what we say must be read again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from decision_aid.core.schema import Questionnaire


def reviews(questionnaire: Questionnaire) -> Iterator[tuple[str, date]]:
    """Go through everything that has a review date: its id and the date."""
    groups = (questionnaire.warning_signs, questionnaire.notes, questionnaire.evidence)
    for group in (*groups, questionnaire.facts, questionnaire.glossary, tuple(questionnaire.questions.values())):
        yield from ((piece.id, piece.review_by) for piece in group)
    if questionnaire.registry:
        yield from (
            (piece.id, piece.review_by) for piece in (*questionnaire.registry.rows, *questionnaire.registry.gates)
        )
    for row in questionnaire.option_grid.rows:
        yield from ((f"{row.id}.{cell.option}", cell.review_by) for cell in row.cells)


def next_review(questionnaire: Questionnaire) -> date:
    """Return the earliest review date of anything said."""
    return min(day for _, day in reviews(questionnaire))


def overdue(questionnaire: Questionnaire, today: date) -> tuple[str, ...]:
    """Return the ids of everything whose review date is past."""
    return tuple(name for name, day in reviews(questionnaire) if day < today)
