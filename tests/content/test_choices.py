"""Every list has a way out; the linter looks at how long and how different its answers are."""

from decision_aid.core.schema import Questionnaire
from tests.content import rules


def test_there_are_lists(shipped: Questionnaire) -> None:
    assert len(rules.lists(shipped)) == 9


def test_every_list_has_none_of_these(shipped: Questionnaire) -> None:
    assert rules.lists_without_a_way_out(shipped) == []


def test_a_list_without_a_way_out_is_noticed() -> None:
    assert not rules.NONE.match("Other")


def test_no_question_to_star_goes_on_from_another(shipped: Questionnaire) -> None:
    assert rules.questions_to_star_that_go_on_from_another(shipped) == []
