from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.answers import Answer
from decision_aid.core.carrying import carried
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.parsing import Raw, parse, parse_given, raw_of
from decision_aid.core.schema import ExactDate, Measure, Questionnaire
from tests.core.given import answers, chose

TODAY = date(2026, 11, 23)


def test_answers_that_still_fit_stay_as_they_are(small: Questionnaire) -> None:
    told = answers({"who": chose("self"), "score": Answer(exact="36")}, {"ind": chose("told", note="IND 1")})
    assert carried(small, told, TODAY).as_data() == told.as_data()


def test_of_an_answer_that_no_longer_fits_the_words_are_kept(small: Questionnaire) -> None:
    told = answers({"score": Answer(("medium",), "2025-03", "scored at home"), "onset": Answer(exact="36")})
    kept = carried(small, told, TODAY)
    assert kept.person["score"] == Answer(note="scored at home")
    assert not kept.person["onset"]


@pytest.mark.parametrize(
    ("name", "answer", "later"),
    [
        ("due", Answer(exact="2026-12-02"), date(2026, 12, 7)),
        ("due", Answer(("soon",), "2026-12-02"), date(2027, 2, 7)),
        ("due", Answer(("later",), "2027-06"), date(2027, 6, 30)),
        ("due", Answer(("later",), "2027-06"), date(2035, 1, 1)),
        ("onset", Answer(("new",), "2025-12", "in my hand"), date(2027, 2, 7)),
        ("onset", Answer(("new",), "2026-11-23"), date(2035, 1, 1)),
    ],
)
def test_an_answer_that_only_time_has_left_behind_fits(
    small: Questionnaire, name: str, answer: Answer, later: date
) -> None:
    assert parse(small.questions[name], raw_of(small.questions[name], answer), TODAY) == answer
    assert carried(small, answers({name: answer}), later).person[name] == answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("due", Answer(("soon",), "2027-06")),
        ("due", Answer(("unsure",), "2026-12")),
        ("due", Answer(("gone",), "2026-12")),
        ("due", Answer(exact="2026-02-30")),
        ("onset", Answer(("old",), "2026-03")),
        ("onset", Answer(exact="2027-06")),
        ("score", Answer(("low",), "36")),
        ("score", Answer(exact="49")),
    ],
)
def test_an_answer_that_fitted_on_no_day_until_now_does_not_fit(
    small: Questionnaire, name: str, answer: Answer
) -> None:
    assert not carried(small, answers({name: answer}), TODAY).person[name]


@given(st.data())
def test_an_answer_of_any_day_fits_on_every_later_one(small: Questionnaire, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["due", "onset", "anyhow"]))
    question = small.questions["due" if name == "anyhow" else name]
    assert isinstance(question, Measure)
    if name == "anyhow":
        exact = ExactDate(kind="date", label="Date", when="any")
        question = question.model_copy(update={"exact": exact})
    months = st.dates(date(2020, 1, 1), date(2032, 1, 1))
    told, day, later = data.draw(months), data.draw(months), data.draw(months)
    codes = data.draw(st.sampled_from([(), *((option.code,) for option in question.options)]))
    raw = Raw(codes, "", data.draw(st.sampled_from(["", str(told.day)])), str(told.month), str(told.year))
    try:
        answer = parse(question, raw, day)
    except AnswerRefused:
        return
    assert parse_given(question, raw, max(day, later)) == answer


def test_an_answer_to_a_question_that_is_gone_is_kept_out_of_sight(small: Questionnaire) -> None:
    told = answers({"gone": chose("yes")})
    assert carried(small, told, TODAY).person["gone"] == chose("yes")
