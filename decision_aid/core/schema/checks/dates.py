"""What is said is read again within a year of being published, and was read before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan

LONGEST = timedelta(days=366)
_SOURCED = ("warning_signs", "notes", "evidence", "facts", "glossary")


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through dates that cannot be, or that let something stand unread for more than twelve months."""
    published = plan.questionnaire.published
    for path, name, review_by in reviews(plan):
        yield from _review(path, name, review_by, published)
    for at, source in enumerate(plan.questionnaire.sources):
        if source.read_on > published:
            yield _after(("sources", at, "read_on"), source.id, "read_on")
    for at, card in enumerate(plan.questionnaire.evidence):
        if card.as_of > published:
            yield _after(("evidence", at, "as_of"), card.id, "as_of")


def reviews(plan: Plan) -> Iterator[tuple[Path, str, date]]:
    """Go through every review date: its path, the id of what it stands at, and the day."""
    for asked in plan.asked:
        yield (*asked.path, "review_by"), asked.question.id, asked.question.review_by
    for key in _SOURCED:
        for at, item in enumerate(getattr(plan.questionnaire, key)):
            yield (key, at, "review_by"), item.id, item.review_by
    said = plan.questionnaire.registry
    for key in ("rows", "gates") if said else ():
        for at, item in enumerate(getattr(said, key)):
            yield ("registry", key, at, "review_by"), item.id, item.review_by
    for row_at, row in enumerate(plan.questionnaire.option_grid.rows):
        for at, cell in enumerate(row.cells):
            yield ("option_grid", "rows", row_at, "cells", at, "review_by"), row.id, cell.review_by


def _review(path: Path, name: str, review_by: date, published: date) -> Iterator[Fault]:
    latest = published + LONGEST
    if review_by > latest:
        sentence = f"review_by {review_by} is more than 12 months after published. Use {latest} or earlier."
        yield Fault(path, name, sentence, ("published",))
    elif review_by < published:
        sentence = f"review_by {review_by} is before published ({published}). Read it again and set a later date."
        yield Fault(path, name, sentence, ("published",))


def _after(path: Path, name: str, key: str) -> Fault:
    return Fault(path, name, f"{key} is later than published. Correct one of the two dates.", ("published",))
