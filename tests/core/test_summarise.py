from datetime import date

import pytest

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.core.summarise import offer_title, sections, starrable, summarise
from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from tests.core.given import answers, chose

TODAY = date(2026, 11, 23)
SELF = {"who": chose("self")}
TRIAL = {"offer_kind": chose("trial")}


def made(small: Questionnaire, given: Answers, words: Words | None = None) -> Summary:
    return summarise(small, given, words or Words(), TODAY, "abc")


def test_nothing_answered_still_gives_a_summary(small: Questionnaire) -> None:
    summary = made(small, Answers())
    assert summary.offers == ()
    assert summary.signs == ()
    assert summary.answers == ()
    assert not summary.beyond_front
    assert summary.decision.value == "Nothing given."


def test_that_there_is_no_offer_is_said_only_where_the_person_said_so(small: Questionnaire) -> None:
    assert made(small, answers(SELF)).texts.no_offers == "No offers."
    assert made(small, Answers()).texts.no_offers == "Offers not said."


@pytest.mark.parametrize("voice", list(Voice))
def test_whose_answers_they_are_is_said_as_it_was_answered_in_any_wording(small: Questionnaire, voice: Voice) -> None:
    def subtitle(given: Answers) -> str:
        return made(small, given, Words(voice)).texts.subtitle

    assert subtitle(answers(SELF)) == "Subtitle of the person."
    assert subtitle(answers({"who": chose("family")})) == "Subtitle of a helper."
    assert subtitle(answers({"who": chose("not_said")})) == "Subtitle of a form."
    assert subtitle(Answers()) == "Subtitle of a form."


@pytest.mark.parametrize("code", ["not_sure", "one", "none"])
def test_who_is_not_sure_how_many_offers_there_are_has_not_said_none(shipped: Questionnaire, code: str) -> None:
    said = made(shipped, Answers().merged(None, {"how_many": chose(code)})).texts.no_offers
    assert ("not said" in said) is (code == "not_sure")


def test_every_answer_on_the_path_stands_in_the_summary_once(small: Questionnaire) -> None:
    given = answers(
        SELF | {"decision": chose("which", note="my words"), "score": Answer(exact="36")},
        TRIAL | {"ind": chose("told", note="IND 1"), "signs_1": chose("cure")},
    )
    keys = [line.key for section in made(small, given).answers for line in section.lines]
    assert sorted(keys) == sorted(
        ["who", "length", "how_many", "decision", "score", "offer_kind", "ind", "signs_1"],
    )


def test_the_box_says_given_said_or_not_known(small: Questionnaire) -> None:
    given = answers(SELF, TRIAL | {"ind": chose("told")}, TRIAL)
    boxes = made(small, given).offers
    assert [line.value for box in boxes for line in box.lines if line.label == "IND"] == ["Claimed.", "Not known."]
    assert [box.title for box in boxes] == ["Offer 1", "Offer 2"]


def test_what_was_never_asked_is_not_said_to_be_unknown(small: Questionnaire) -> None:
    box = made(small, answers(SELF, {"offer_kind": chose("unsure")})).offers[0]
    assert {line.label: line.value for line in box.lines}["IND"] == "Not asked."


def test_what_was_only_said_may_be_starred_to_be_asked_in_writing(small: Questionnaire) -> None:
    given = answers(SELF | {"decision": chose("which")}, TRIAL | {"ind": chose("told")})
    assert [asked.key for topic in starrable(small, given, Words()) for asked in topic.questions] == ["ind"]
    starred = made(small, Answers(given.person, given.offers, ("ind",))).starred
    assert [asked.text for asked in starred] == ["What is the IND number?"]


def test_an_offer_goes_by_the_name_it_was_given(small: Questionnaire) -> None:
    given = answers(SELF, {"offer_name": Answer(note="Lake\nside")})
    assert offer_title(small, given, Words(), 1) == "Lake side"


def test_stars_are_printed_in_the_order_of_the_choice_also_once_answered(small: Questionnaire) -> None:
    given = answers(SELF | {"decision": chose("which")}, TRIAL)
    starred = made(small, Answers(given.person, given.offers, ("ind", "decision", "gone"))).starred
    assert [asked.key for asked in starred] == ["ind", "decision"]


def test_a_star_on_a_question_off_the_path_is_not_printed(small: Questionnaire) -> None:
    given = answers(SELF, {"offer_kind": chose("unsure")})
    assert made(small, Answers(given.person, given.offers, ("ind",))).starred == ()


def test_a_starred_question_may_stay_starred_once_it_is_answered(small: Questionnaire) -> None:
    given = answers(SELF | {"decision": chose("which")}, TRIAL)
    topics = starrable(small, Answers(given.person, given.offers, ("decision",)), Words())
    assert [asked.key for topic in topics for asked in topic.questions] == ["ind", "decision"]


def test_what_may_be_starred_is_what_is_open(small: Questionnaire) -> None:
    topics = starrable(small, answers(SELF, TRIAL), Words())
    assert [(topic.title, [asked.key for asked in topic.questions]) for topic in topics] == [
        ("Who checks it", ["decision", "ind"]),
    ]


def test_the_helpers_words_are_used_throughout(small: Questionnaire) -> None:
    given = answers({"who": chose("family")}, TRIAL | {"ind": chose("told")})
    summary = made(small, given, Words(Voice.HELPER))
    assert "They told us" in [line.value for section in summary.answers for line in section.lines]


def test_a_finding_says_what_it_rests_on_its_source_and_what_to_ask(small: Questionnaire) -> None:
    summary = made(small, answers(SELF, TRIAL | {"ind": chose("no")}))
    sign = summary.signs[0]
    assert sign.grounds[0].label == "What is the IND number?"
    assert sign.grounds[0].value == "No"
    assert (sign.why, sign.ask, sign.sources) == ("Trials seldom do.", "What does it cost?", ("A guide",))


def test_what_a_finding_rests_on_names_its_offer_by_number(small: Questionnaire) -> None:
    long = {"offer_name": Answer(note="A very long name " * 20), "ind": chose("no")}
    sign = made(small, answers(SELF, TRIAL, TRIAL | long)).signs[0]
    assert [(ground.label, ground.key) for ground in sign.grounds] == [("Offer 2: What is the IND number?", "ind")]
    assert sign.grounds[0].by_name == "A very long name A very long name A…: What is the IND number?"


def test_what_a_finding_rests_on_can_be_said_with_the_names_that_the_finding_has(small: Questionnaire) -> None:
    named = TRIAL | {"offer_name": Answer(note="Clinic by the sea"), "ind": chose("no")}
    sign = made(small, answers(SELF, TRIAL, named)).signs[0]
    assert sign.offers == "Clinic by the sea"
    assert sign.grounds[0].by_name == "Clinic by the sea: What is the IND number?"


def test_a_finding_names_the_same_answer_about_several_offers_once(small: Questionnaire) -> None:
    without = TRIAL | {"ind": chose("no")}
    sign = made(small, answers(SELF, without, without)).signs[0]
    assert [(ground.label, ground.value) for ground in sign.grounds] == [("Offer 1, 2: What is the IND number?", "No")]
    assert sign.grounds[0].by_name == f"{sign.offers}: What is the IND number?"


def test_the_monthly_loss_is_said_with_its_inputs_or_with_what_is_missing(small: Questionnaire) -> None:
    score = {"score": Answer(exact="36"), "score_date": Answer(exact="2026-03")}
    whole = made(small, answers(SELF | score | {"onset": Answer(exact="2025-03")})).decline
    assert all(part in whole for part in ("36", "12.0", "2025-03", "2026-03", "1.00"))
    assert "missing" in made(small, answers(SELF | score)).decline
    assert made(small, answers(SELF)).decline == ""


def test_an_answer_that_stands_in_no_block_calls_for_the_annex(small: Questionnaire) -> None:
    front_only = answers(SELF | {"decision": chose("which")}, TRIAL | {"ind": chose("told")})
    beyond = answers(SELF | {"onset": Answer(exact="2025-03")})
    assert not made(small, front_only).beyond_front
    assert made(small, beyond).beyond_front


def test_check_answers_shows_also_what_was_not_answered(small: Questionnaire) -> None:
    found = sections(small, answers(SELF, TRIAL), Words())
    assert [section.title for section in found] == [small.parts[0].title, f"Offer 1: {small.parts[1].title}"]
    assert ("ind", "Nothing given.") in [(line.key, line.value) for line in found[1].lines]


def test_facts_past_their_review_date_are_told(small: Questionnaire) -> None:
    assert not made(small, answers()).identity.overdue
    assert summarise(small, answers(), Words(), date(2027, 11, 23), "abc").identity.overdue
