from decision_aid.core.answers import Answer
from decision_aid.core.conditions import Truth
from decision_aid.core.known import Given, sign_seen, state
from decision_aid.core.schema import Questionnaire, Signs
from tests.core.given import answers, chose


def test_only_an_answer_that_tells_something_is_known(small: Questionnaire) -> None:
    ind = small.questions["ind"]
    told = [state(ind, answer) for answer in (None, Answer(), chose("not_asked"), chose("told"), chose("no"))]
    assert told == ["not_known", "not_known", "not_known", "claimed", "no"]


def test_a_note_alone_leaves_the_question_open(small: Questionnaire) -> None:
    assert state(small.questions["ind"], Answer(note="they laughed")) == "not_known"


def test_an_exact_value_is_known_without_a_band(small: Questionnaire) -> None:
    assert state(small.questions["score"], Answer(exact="36")) == "known"


def test_a_sign_has_three_values(small: Questionnaire) -> None:
    asked = small.questions["signs_1"]
    assert isinstance(asked, Signs)
    assert sign_seen(asked, chose("cure"), "cure") is Truth.YES
    assert sign_seen(asked, chose("cure"), "pay") is Truth.UNKNOWN
    assert sign_seen(asked, chose("cure", "unsure"), "pay") is Truth.UNKNOWN
    assert sign_seen(asked, chose("cure", "not_seen"), "pay") is Truth.NO
    assert sign_seen(asked, None, "pay") is Truth.UNKNOWN


def test_words_are_noted_whatever_was_chosen(small: Questionnaire) -> None:
    notes = {"they laughed": Truth.YES, "": Truth.NO}
    for note, noted in notes.items():
        for codes in ((), ("not_asked",), ("told",)):
            given = Given.of(small, answers({}, {"ind": Answer(codes, note=note)}), 1)
            assert given.noted("ind") is noted


def test_dont_know_is_never_no(small: Questionnaire) -> None:
    given = Given.of(small, answers({}, {"ind": chose("not_asked")}), 1)
    assert given.chosen("ind", "written") is Truth.UNKNOWN
    assert given.chosen("ind", "not_asked") is Truth.YES
    assert given.known("ind") is Truth.NO


def test_another_choice_is_no(small: Questionnaire) -> None:
    given = Given.of(small, answers({}, {"ind": chose("told")}), 1)
    assert given.chosen("ind", "written") is Truth.NO
    assert given.chosen("ind", "told") is Truth.YES


def test_an_exact_number_answers_for_its_band(small: Questionnaire) -> None:
    given = Given.of(small, answers({"score": Answer(exact="30")}))
    assert given.chosen("score", "high") is Truth.YES
    assert given.chosen("score", "low") is Truth.NO


def test_an_offer_does_not_know_what_was_said_about_another(small: Questionnaire) -> None:
    both = answers({}, {"ind": chose("told")}, {})
    assert Given.of(small, both, 2).chosen("ind", "told") is Truth.UNKNOWN
