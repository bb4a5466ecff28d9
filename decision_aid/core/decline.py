"""ΔFS: how many points of the function score were lost in a month since the first symptom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from decision_aid.core.answers import Answer
from decision_aid.core.dates import PartialDate
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.schema import Questionnaire


@dataclass(frozen=True, slots=True)
class MonthlyLoss:
    """Points lost a month, with the inputs it was worked out from; `months` and `points` have fixed decimals."""

    total: int
    maximum: int
    onset: str
    scored_on: str
    months: Decimal
    points: Decimal


def monthly_loss(total: int, onset: str, scored_on: str, today: date, maximum: int = 48) -> MonthlyLoss:
    """Return (maximum - total) / months from the first symptom to the date of the score.

    36 at 12 months is 1.00. Dates are `2025-03` or `2025-03-14`. Raises AnswerRefused for a total outside 0 to
    maximum, a missing or future date, and less than one month between the dates.
    """
    if not 0 <= total <= maximum:
        raise AnswerRefused("The total must be from 0 to {maximum}.", maximum=maximum)
    months = _months(onset, scored_on, today)
    points = ((maximum - total) / months).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return MonthlyLoss(total, maximum, onset, scored_on, months.quantize(Decimal("0.1"), ROUND_HALF_UP), points)


def _months(onset: str, scored_on: str, today: date) -> Decimal:
    if not onset:
        raise AnswerRefused("The month of the first symptom is missing.")
    if not scored_on:
        raise AnswerRefused("The month of the score is missing.")
    first, scored = PartialDate.read(onset), PartialDate.read(scored_on)
    if max(first.first(), scored.first()) > today:
        raise AnswerRefused("A date is in the future.")
    months = first.months_until(scored)
    if months < 1:
        raise AnswerRefused("There is less than one month between the first symptom and the score.")
    return months


def from_answers(questionnaire: Questionnaire, person: Mapping[str, Answer], today: date) -> MonthlyLoss | None:
    """Return the monthly loss from the answers; nothing without an exact total, or for an illness without a score.

    Raises AnswerRefused with the reason where a total is there but cannot be used.
    """
    roles = questionnaire.roles.decline
    if roles is None:
        return None
    total, scored, onset = (person.get(name, Answer()).exact for name in (roles.total, roles.scored_on, roles.onset))
    if not total:
        return None
    return monthly_loss(int(total), onset, scored, today, roles.maximum)
