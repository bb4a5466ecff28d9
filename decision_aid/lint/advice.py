"""What makes a valid questionnaire a good one: each thing that could be better, as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from decision_aid.core import review
from decision_aid.core.schema import Questionnaire, Row, both_voices
from decision_aid.lint import reading, wording
from decision_aid.lint.pieces import pieces

MOST_MEAN = 6.0
MOST_WORST = 8.0
MOST_SMOG = 8.0
MOST_UNEVEN = 1.25
SOON = timedelta(days=60)


def warnings(questionnaire: Questionnaire, today: date) -> list[str]:
    """Return a sentence for everything that could be better, the whole first, then piece by piece."""
    return [
        *_grades(questionnaire),
        *_balance(questionnaire),
        *_published(questionnaire, today),
        *_dates(questionnaire, today),
        *_copies(questionnaire),
        *(sentence for piece in pieces(questionnaire) for sentence in wording.warnings(piece)),
    ]


def _grades(questionnaire: Questionnaire) -> Iterator[str]:
    found = reading.grades(questionnaire)
    if found.mean > MOST_MEAN:
        yield f"the mean reading grade is {found.mean}. Bring it to {MOST_MEAN} or lower."
    if found.worst > MOST_WORST:
        yield f"page {found.worst_screen} has reading grade {found.worst}. Bring it to {MOST_WORST} or lower."
    if found.smog > MOST_SMOG:
        yield f"the SMOG grade is {found.smog}. Bring it to {MOST_SMOG} or lower."


def _balance(questionnaire: Questionnaire) -> Iterator[str]:
    for row in questionnaire.option_grid.rows:
        if unevenness(row) > MOST_UNEVEN:
            yield f"row {row.id}: its longest cell is over 25 % longer than its shortest. Make them even."


def unevenness(row: Row) -> float:
    """Return how many times longer the row's longest cell is than its shortest, by words, in the more uneven voice."""
    texts = [both_voices(cell.text) for cell in row.cells]
    return max(_ratio([len(reading.words(voices[at])) for voices in texts]) for at in (0, 1))


def _ratio(counts: list[int]) -> float:
    return max(counts) / max(1, min(counts))


def _published(questionnaire: Questionnaire, today: date) -> Iterator[str]:
    if questionnaire.published > today:
        yield f"published: {questionnaire.published} is in the future. Set the day this version comes into use."


def _dates(questionnaire: Questionnaire, today: date) -> Iterator[str]:
    for name, review_by in sorted(set(review.reviews(questionnaire)), key=lambda one: (one[1], one[0])):
        if review_by < today:
            yield f"{name}: its review date {review_by} is past. Read its sources again and set a new date."
        elif review_by <= today + SOON:
            yield f"{name}: its review date {review_by} is near. Read its sources again soon."


def _copies(questionnaire: Questionnaire) -> Iterator[str]:
    for source in questionnaire.sources:
        if source.copy_read is not None:
            mend = f"Read the primary ({source.address}) and take copy_read away."
            yield f"source {source.id}: only a copy was read. {mend}"
