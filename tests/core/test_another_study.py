"""What is said of a number that leads to another study by the answer given, in the shipped questionnaire's words."""

import pytest

from decision_aid.core.answers import Answer
from decision_aid.core.schema import Questionnaire, both_voices
from decision_aid.core.summary import Standing
from tests.core.given import answers, chose
from tests.core.test_listings import NOTED, listed
from tests.registry.fakes import NUMBER

SECOND = "NCT02795052"
OTHER = {"same_study": chose("no")}
MORE = f"More numbers were given: {SECOND}. Look them up one by one."


def test_another_study_is_named_and_not_compared(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, NOTED | OTHER))
    assert (found.standing, found.title, found.rows) == (Standing.OTHER, "Cells for People With ALS", ())
    assert "right NCT number" in found.question
    assert found.notices == ()


@pytest.mark.parametrize("said", [{}, OTHER])
def test_more_numbers_than_one_are_named_whichever_study_it_is(shipped: Questionnaire, said: dict[str, Answer]) -> None:
    noted = {"nct": chose("told", note=f"{NUMBER}, they also said {SECOND}")}
    assert listed(shipped, answers({}, noted | said)).notices == (MORE,)


def test_more_numbers_are_named_beside_one_that_is_not_listed(shipped: Questionnaire) -> None:
    found = listed(shipped, answers({}, {"nct": chose("told", note=f"NCT07654321 or {SECOND}")}))
    assert found.standing is Standing.NOT_LISTED
    assert found.notices[-1] == MORE


def test_what_is_said_of_another_study_speaks_of_nobody(shipped: Questionnaire) -> None:
    assert shipped.registry
    as_person, as_helper = both_voices(shipped.registry.wrong_number)
    assert as_person == as_helper
    assert "person" not in as_person
