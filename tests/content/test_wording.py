"""The shipped texts are easy to read, even-handed and in both voices."""

import re
from datetime import date

import pytest

from decision_aid import assets
from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire, Signs, both_voices
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


ESSENTIAL = {
    "fda_approved", "ind", "nct", "irb", "proof_people", "main_goal", "price", "pay_product", "harms", "lockout",
    "signs_1", "signs_2", "signs_3", "treated", "specialist",
    "matter_time", "matter_function", "matter_breathing", "matter_home", "matter_risk", "matter_money",
    "matter_family", "matter_research",
}  # fmt: skip
NEEDED = {"who", "length", "how_many", "decision", "due", "offer_kind", "offer_name", "wants"}


def test_the_short_form_asks_what_is_essential_and_nothing_else(shipped: Questionnaire) -> None:
    assert {name for name, question in shipped.questions.items() if question.short} == ESSENTIAL | NEEDED


def test_the_number_of_pages_told_is_true(shipped: Questionnaire) -> None:
    hint = shipped.questions[shipped.roles.length.question].hint or ""
    short, full = map(int, re.findall(r"\d+", hint))
    assert pages(shipped, "short") == short
    assert abs(pages(shipped, "full") - full) <= 5


def pages(questionnaire: Questionnaire, length: str) -> int:
    given = {
        questionnaire.roles.length.question: Answer((length,)),
        questionnaire.roles.offers.question: Answer(("one",)),
    }
    return len(journey.path(questionnaire, Answers().merged(None, given)))


def test_everything_said_can_be_understood_alone(shipped: Questionnaire) -> None:
    back = re.compile(r"\b(the same|this|that) (survey|study|trial|paper|review|group)\b", re.IGNORECASE)
    texts = [text for fact in shipped.facts for text in (fact.text, fact.why)]
    texts += [text for sign in shipped.warning_signs for text in (sign.label, sign.brief, sign.brief_why, sign.why)]
    texts += [text for note in shipped.notes for text in (note.text, note.why)]
    assert [text for text in texts if back.search(text)] == []


def test_health_numbers_are_asked_of_the_doctor_in_few_words(shipped: Questionnaire) -> None:
    asked = [
        question for page in shipped.part["health"].pages for question in page.questions if question.id != "treated"
    ]
    assert {question.asks for question in asked} == {"doctor"}
    for question in asked:
        assert all(len(said) <= 90 and said.endswith("?") for said in both_voices(question.say or ""))


def test_the_ways_in_mind_are_asked_only_without_an_offer(shipped: Questionnaire) -> None:
    for count, asked in (("none", True), ("not_sure", True), ("one", False), ("three", False)):
        given = {"how_many": Answer((count,)), "length": Answer(("full",))}
        steps = journey.path(shipped, Answers().merged(None, given))
        assert ("considering" in {step.page for step in steps}) is asked


def test_the_first_choice_beside_signs_says_none_or_none_of_the_rest(shipped: Questionnaire) -> None:
    first = {question.options[0].label for question in shipped.questions.values() if isinstance(question, Signs)}
    assert first == {"None of these, or none of the rest"}


def test_open_signs_stand_under_a_heading_that_says_they_are_open(shipped: Questionnaire) -> None:
    assert "not ruled out" in shipped.topic["signs"].title


def test_no_source_leads_to_the_review_of_one_clinic(shipped: Questionnaire) -> None:
    addresses = [source.address for source in shipped.sources]
    addresses += [source.copy_read.address for source in shipped.sources if source.copy_read]
    assert [address for address in addresses if "alsuntangled" in address and "/review/" in address] == []


def test_a_source_without_an_exact_address_says_what_to_look_for(shipped: Questionnaire) -> None:
    vague = [source for source in shipped.sources if re.fullmatch(r"https?://[^/]+/?([a-z-]+/?)?", source.address)]
    # a page of its own, named in the research
    named = {"alsuntangled"}
    assert [source.id for source in vague if "look for" not in source.title and source.id not in named] == []


def test_a_study_card_gives_a_result_or_is_not_there(shipped: Questionnaire) -> None:
    assert [card.id for card in shipped.evidence if card.primary_endpoint.met == "not reported"] == []
