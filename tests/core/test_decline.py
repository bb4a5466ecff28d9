from datetime import date

import pytest

from decision_aid.core.answers import Answer
from decision_aid.core.decline import from_answers, monthly_loss
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.schema import Questionnaire
from tests.core.given import answers

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("total", "onset", "scored", "points"),
    [
        (36, "2025-03", "2026-03", "1.00"),
        (36, "2025-03-10", "2026-03-10", "1.00"),
        (48, "2025-03", "2026-03", "0.00"),
        (0, "2022-03", "2026-03", "1.00"),
        (41, "2025-11", "2026-11", "0.58"),
        (47, "2026-10", "2026-11", "1.00"),
    ],
)
def test_the_monthly_loss_is_48_less_the_total_over_the_months_to_the_score(
    total: int, onset: str, scored: str, points: str
) -> None:
    assert str(monthly_loss(total, onset, scored, TODAY).points) == points


def test_it_counts_to_the_day_of_the_score_and_not_to_today() -> None:
    early = monthly_loss(36, "2024-03", "2025-03", date(2025, 3, 1))
    late = monthly_loss(36, "2024-03", "2025-03", TODAY)
    assert early == late


@pytest.mark.parametrize(
    ("total", "onset", "scored", "sentence"),
    [
        (49, "2025-03", "2026-03", "The total must be from 0 to 48."),
        (-1, "2025-03", "2026-03", "The total must be from 0 to 48."),
        (36, "", "2026-03", "The month of the first symptom is missing."),
        (36, "2025-03", "", "The month of the score is missing."),
        (36, "2025-03", "2026-12", "A date is in the future."),
        (36, "2027-01", "2026-03", "A date is in the future."),
        (36, "2026-03", "2026-03", "There is less than one month between the first symptom and the score."),
        (36, "2026-03", "2025-03", "There is less than one month between the first symptom and the score."),
        (36, "2026-03-30", "2026-04-02", "There is less than one month between the first symptom and the score."),
    ],
)
def test_it_is_refused_with_the_reason(total: int, onset: str, scored: str, sentence: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        monthly_loss(total, onset, scored, TODAY)
    assert str(refused.value) == sentence


def test_a_band_instead_of_a_total_gives_no_loss(small: Questionnaire) -> None:
    given = answers({"score": Answer(("low",)), "onset": Answer(exact="2025-03")})
    assert from_answers(small, given.person, TODAY) is None


def test_a_total_without_its_month_says_what_is_missing(small: Questionnaire) -> None:
    given = answers({"score": Answer(exact="36"), "onset": Answer(exact="2025-03")})
    with pytest.raises(AnswerRefused, match="month of the score"):
        from_answers(small, given.person, TODAY)


def test_a_questionnaire_without_a_score_works_no_loss_out(small: Questionnaire) -> None:
    without = small.model_copy(update={"roles": small.roles.model_copy(update={"decline": None})})
    dates = {"onset": Answer(exact="2025-03"), "score_date": Answer(exact="2026-03")}
    given = answers({"score": Answer(exact="36")} | dates)
    assert from_answers(small, given.person, TODAY) is not None
    assert from_answers(without, given.person, TODAY) is None
