"""Everything in the shipped questionnaire is met by somebody's answers."""

from decision_aid.core.schema import Questionnaire
from tests.content import reached


def test_every_question_is_asked_on_the_full_path(shipped: Questionnaire) -> None:
    assert reached.questions_nobody_is_asked(shipped) == []


def test_every_short_question_is_asked_on_the_short_path(shipped: Questionnaire) -> None:
    assert reached.short_questions_nobody_is_asked(shipped) == []


def test_the_short_path_is_short(shipped: Questionnaire) -> None:
    assert reached.a_short_path_that_is_long(shipped) == []


def test_a_warning_sign_is_raised_when_it_is_ticked(shipped: Questionnaire) -> None:
    assert reached.signs_not_raised_by_their_tick(shipped) == []


def test_a_warning_sign_is_raised_by_other_answers_too(shipped: Questionnaire) -> None:
    assert reached.signs_no_other_answer_raises(shipped) == []


def test_a_note_is_said_to_somebody_and_not_to_everybody(shipped: Questionnaire) -> None:
    assert reached.notes_said_to_nobody_or_everybody(shipped) == []
