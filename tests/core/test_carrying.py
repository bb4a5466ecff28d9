from datetime import date

from decision_aid.core.answers import Answer
from decision_aid.core.carrying import carried
from decision_aid.core.schema import Questionnaire
from tests.core.given import answers, chose

TODAY = date(2026, 11, 23)


def test_answers_that_still_fit_stay_as_they_are(small: Questionnaire) -> None:
    given = answers({"who": chose("self"), "score": Answer(exact="36")}, {"ind": chose("told", note="IND 1")})
    assert carried(small, given, TODAY).as_data() == given.as_data()


def test_of_an_answer_that_no_longer_fits_the_words_are_kept(small: Questionnaire) -> None:
    given = answers({"score": Answer(("medium",), "2025-03", "scored at home"), "onset": Answer(exact="36")})
    kept = carried(small, given, TODAY)
    assert kept.person["score"] == Answer(note="scored at home")
    assert not kept.person["onset"]


def test_an_answer_to_a_question_that_is_gone_is_kept_out_of_sight(small: Questionnaire) -> None:
    given = answers({"gone": chose("yes")})
    assert carried(small, given, TODAY).person["gone"] == chose("yes")
