"""Words beside an answer to what is asked no more stand in the summary; of an offer taken away they do not."""

from dataclasses import replace
from datetime import date

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import LeftOut, Local, Questionnaire
from decision_aid.core.summarise import summarise
from decision_aid.core.summary import Line, Section
from decision_aid.core.words import Words
from tests.core.given import answers, chose

GONE = {"travel": chose("far", note="Two days by car")}


def told(asked: Questionnaire, given: Answers) -> Section | None:
    return summarise(asked, given, Words(), date(2026, 11, 23), "abc").asked_no_more


def test_the_words_stand_under_a_heading_of_their_own(small: Questionnaire) -> None:
    line = Line("A question asked before", "", "Two days by car")
    assert told(small, answers(GONE)) == Section("Asked no more", (line,))


def test_the_words_say_which_offer_they_are_about_by_the_name_that_the_person_gave(small: Questionnaire) -> None:
    found = told(small, answers({}, {**GONE, "offer_name": Answer(note="Kolibri")}, GONE))
    assert found
    labels = [line.label for line in found.lines]
    assert labels == ["Kolibri: A question asked before", "Offer 2: A question asked before"]


def test_a_question_that_the_clinic_left_out_is_told_by_its_words(small: Questionnaire) -> None:
    left = LeftOut(id="travel", label="How far is it?", why="So.", sources=())
    asked = small.model_copy(update={"local": Local(version="2026.1", left_out=(left,))})
    found = told(asked, answers(GONE))
    assert found
    assert found.lines[0].label == "How far is it?"


def test_without_words_there_is_nothing_to_say(small: Questionnaire) -> None:
    assert told(small, answers()) is None
    assert told(small, answers({"travel": chose("far"), "decision": Answer(("which",), note="asked still")})) is None


def test_an_offer_that_was_taken_away_appears_nowhere(small: Questionnaire) -> None:
    given = answers({}, GONE)
    none = replace(given, person={**given.person, "how_many": chose("none")})
    assert told(small, none) is None
