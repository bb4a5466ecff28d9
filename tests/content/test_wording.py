"""The shipped texts are easy to read, even-handed and in both voices."""

from datetime import date

from decision_aid import assets
from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire, both_voices
from decision_aid.lint import linter
from decision_aid.lint.balance import MOST_UNEVEN
from decision_aid.lint.finding import Finding, Severity
from decision_aid.lint.grades import MOST_MEAN, MOST_SMOG, MOST_WORST
from decision_aid.loader import load
from tests.content import rules


def test_the_limits_are_those_promised() -> None:
    assert (MOST_MEAN, MOST_WORST, MOST_SMOG, MOST_UNEVEN) == (6.0, 8.0, 8.0, 1.25)


def test_the_screens_are_read_with_six_years_of_school(shipped: Questionnaire) -> None:
    assert rules.texts_hard_to_read(shipped) == []


def test_the_options_have_equal_room(shipped: Questionnaire) -> None:
    assert rules.rows_of_unequal_room(shipped) == []


def test_the_four_options_are_compared_in_eight_rows(shipped: Questionnaire) -> None:
    assert [option.id for option in shipped.option_grid.options] == [
        "usual_care", "clinical_trial", "expanded_access", "paid_clinic",
    ]  # fmt: skip
    assert rules.options_that_are_not_four_in_eight_rows(shipped) == []


def told(today: date) -> tuple[Finding, ...]:
    """Return what the linter tells of the shipped file on a day."""
    loaded = load(assets.questions())
    faults = linter.faults(loaded.questionnaire, today, assets.translations())
    return linter.located(faults, "questions.yaml", loaded.mark)


def test_the_linter_finds_no_error_and_no_warning(shipped: Questionnaire) -> None:
    found = told(shipped.published)
    assert [one for one in found if one.rule.severity is not Severity.NOTE] == []


def test_what_waits_for_somebody_are_copies_to_replace(shipped: Questionnaire) -> None:
    assert {one.rule.name for one in told(shipped.published)} == {"copy-read"}


def test_the_linter_finds_what_is_past_its_review_date() -> None:
    assert "review-past" in {one.rule.name for one in told(date(2028, 1, 1))}


def test_the_fifty_questions_are_there_once(shipped: Questionnaire) -> None:
    numbers = [question.number for question in shipped.questions.values() if question.number]
    assert sorted(numbers) == list(range(1, 51))


def test_the_eighteen_signs_are_there_once(shipped: Questionnaire) -> None:
    assert sorted(sign.number for sign in shipped.warning_signs) == list(range(1, 19))


def test_the_signs_are_asked_in_groups_of_six(shipped: Questionnaire) -> None:
    groups = [question.signs for question in shipped.questions.values() if question.type == "signs"]
    assert [len(group) for group in groups] == [6, 6, 6]


def test_number_review_board_and_permission_are_three_questions(shipped: Questionnaire) -> None:
    assert rules.checks_asked_together_or_left_out(shipped) == []


def test_a_study_that_missed_its_goal_says_so_before_its_subgroup(shipped: Questionnaire) -> None:
    missed = [card for card in shipped.evidence if card.primary_endpoint.met == "no"]
    assert {"NCT03280056", "NCT04745299"} <= {card.trial for card in missed}


def test_our_own_rating_claims_no_review_by_people(shipped: Questionnaire) -> None:
    assert rules.ratings_that_claim_too_much(shipped) == []


ESSENTIAL = {
    "fda_approved", "ind", "nct", "irb", "proof_people", "main_goal", "price", "pay_product", "harms", "lockout",
    "signs_1", "signs_2", "signs_3", "treated", "specialist",
    "matter_time", "matter_function", "matter_breathing", "matter_home", "matter_risk", "matter_money",
    "matter_family", "matter_research",
}  # fmt: skip
NEEDED = {"who", "length", "how_many", "decision", "due", "offer_kind", "offer_name", "same_study", "wants"}


def test_the_short_form_asks_what_is_essential_and_nothing_else(shipped: Questionnaire) -> None:
    assert {name for name, question in shipped.questions.items() if question.short} == ESSENTIAL | NEEDED


def test_the_number_of_pages_told_is_true(shipped: Questionnaire) -> None:
    assert rules.lengths_told_wrong(shipped) == []


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
    assert rules.signs_whose_way_out_differs(shipped) == []


def test_open_signs_stand_under_a_heading_that_says_they_are_open(shipped: Questionnaire) -> None:
    assert "not ruled out" in shipped.topic["signs"].title


def test_no_source_leads_to_the_review_of_one_clinic(shipped: Questionnaire) -> None:
    assert rules.sources_on_one_clinic(shipped) == []


def test_a_source_without_an_exact_address_says_what_to_look_for(shipped: Questionnaire) -> None:
    assert rules.sources_with_an_address_only_near(shipped) == []


def test_a_study_card_gives_a_result_or_is_not_there(shipped: Questionnaire) -> None:
    assert rules.study_cards_without_a_result(shipped) == []
