"""The shipped texts are easy to read, even-handed and in both voices."""

from datetime import date

import pytest

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.lint.advice import MOST_MEAN, MOST_SMOG, MOST_UNEVEN, MOST_WORST, unevenness, warnings
from decision_aid.lint.reading import grades
from decision_aid.loader import load

ROWS = [row.id for row in load(assets.questions()).questionnaire.option_grid.rows]


def test_the_limits_are_those_promised() -> None:
    assert (MOST_MEAN, MOST_WORST, MOST_SMOG, MOST_UNEVEN) == (6.0, 8.0, 8.0, 1.25)


def test_the_screens_are_read_with_six_years_of_school(shipped: Questionnaire) -> None:
    found = grades(shipped)
    assert found.mean <= 6
    assert found.worst <= 8, found.worst_screen
    assert found.smog <= 8


@pytest.mark.parametrize("row", ROWS)
def test_the_options_have_equal_room(row: str, shipped: Questionnaire) -> None:
    assert unevenness(next(one for one in shipped.option_grid.rows if one.id == row)) <= 1.25


def test_the_four_options_are_compared_in_eight_rows(shipped: Questionnaire) -> None:
    assert [option.id for option in shipped.option_grid.options] == [
        "usual_care", "clinical_trial", "expanded_access", "paid_clinic",
    ]  # fmt: skip
    assert len(shipped.option_grid.rows) == 8


def test_nothing_could_be_better_but_the_copies_still_to_replace(shipped: Questionnaire) -> None:
    told = warnings(shipped, shipped.published)
    assert [sentence for sentence in told if "only a copy was read" not in sentence] == []


def test_nothing_is_past_its_review_date_when_published(shipped: Questionnaire) -> None:
    assert not any("is past" in sentence for sentence in warnings(shipped, shipped.published))
    assert any("is past" in sentence for sentence in warnings(shipped, date(2028, 1, 1)))


def test_the_fifty_questions_are_there_once(shipped: Questionnaire) -> None:
    numbers = [question.number for question in shipped.questions.values() if question.number]
    assert sorted(numbers) == list(range(1, 51))


def test_the_eighteen_signs_are_there_once(shipped: Questionnaire) -> None:
    assert sorted(sign.number for sign in shipped.warning_signs) == list(range(1, 19))


def test_the_signs_are_asked_in_groups_of_six(shipped: Questionnaire) -> None:
    groups = [question.signs for question in shipped.questions.values() if question.type == "signs"]
    assert [len(group) for group in groups] == [6, 6, 6]


def test_every_numbered_question_can_be_asked_aloud(shipped: Questionnaire) -> None:
    silent = [
        question.id
        for question in shipped.questions.values()
        if question.number and not (question.say and question.specific and question.vague and question.why)
    ]
    assert silent == []


def test_number_review_board_and_permission_are_three_questions(shipped: Questionnaire) -> None:
    assert len({shipped.page_of[name] for name in ("nct", "ind", "irb")}) == 3
    assert all(shipped.questions[name].short for name in ("nct", "ind", "irb"))


def test_a_study_that_missed_its_goal_says_so_before_its_subgroup(shipped: Questionnaire) -> None:
    missed = [card for card in shipped.evidence if card.primary_endpoint.met == "no"]
    assert {"NCT03280056", "NCT04745299"} <= {card.trial for card in missed}


def test_our_own_rating_claims_no_review_by_people(shipped: Questionnaire) -> None:
    rated = {item.id: item.rating for item in shipped.ipdas}
    assert len(rated) == 44
    assert all(rated[f"Q{number}"] == "met" for number in range(1, 7))
    assert all(rated[f"C{number}"] == "met" for number in range(1, 7))
    assert {rated[name] for name in ("b12", "b13", "b14", "b15", "b16", "b17", "b22", "b23")} == {"not met"}
