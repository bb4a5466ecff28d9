from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.journey import Step
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import Questionnaire, Voice
from tests.core.given import answers, chose


def keys(small: Questionnaire, given_: Answers) -> list[str]:
    return [step.key for step in journey.path(small, given_)]


def test_the_short_path_asks_only_what_is_essential(small: Questionnaire) -> None:
    assert keys(small, Answers()) == ["who", "size"]


def test_the_full_path_asks_each_offer_after_another(small: Questionnaire) -> None:
    kind = {"offer_kind": chose("trial")}
    found = keys(small, answers({"who": chose("self")}, kind, kind))
    assert found == ["who", "size", "choice", "numbers", "offer@1", "ind@1", "signs@1", "offer@2", "ind@2", "signs@2"]


def test_a_page_whose_condition_is_not_known_is_not_asked(small: Questionnaire) -> None:
    assert "ind@1" not in keys(small, answers({"who": chose("self")}, {}))
    assert "ind@1" not in keys(small, answers({}, {"offer_kind": chose("trial")}))


def test_a_hidden_answer_is_dropped_when_its_question_disappears_and_comes_back_with_it(small: Questionnaire) -> None:
    shown = answers({"who": chose("self")}, {"offer_kind": chose("trial"), "ind": chose("told")})
    hidden = shown.merged(1, {"offer_kind": chose("unsure")})
    assert "ind" in journey.asked_only(small, shown).about(1)
    assert "ind" not in journey.asked_only(small, hidden).about(1)
    again = hidden.merged(1, {"offer_kind": chose("trial")})
    assert journey.asked_only(small, again) == journey.asked_only(small, shown)


def test_answers_about_an_offer_taken_out_of_the_count_appear_nowhere(small: Questionnaire) -> None:
    two = answers({"who": chose("self")}, {"offer_kind": chose("trial")}, {"offer_kind": chose("trial")})
    one = journey.with_offer_count(small, two, 1)
    assert not journey.asked_only(small, one).about(2)
    assert journey.asked_only(small, journey.with_offer_count(small, one, 2)).about(2)


def test_a_removed_offer_is_gone_and_the_next_moves_up(small: Questionnaire) -> None:
    two = answers({}, {"offer_name": Answer(note="first")}, {"offer_name": Answer(note="second")})
    one = journey.without_offer(small, two, 1)
    assert journey.offer_count(small, one) == 1
    assert one.about(1)["offer_name"].note == "second"
    assert not one.about(2)


def test_the_helper_is_known_by_who_is_answering(small: Questionnaire) -> None:
    assert journey.voice(small, answers({"who": chose("family")})) is Voice.HELPER
    assert journey.voice(small, answers({"who": chose("self")})) is Voice.PERSON
    assert journey.voice(small, Answers()) is Voice.PERSON


def test_pages_been_through_are_not_asked_again(small: Questionnaire) -> None:
    steps = journey.path(small, answers())
    assert journey.next_step(steps, Step("who"), {"who", "size"}) == Step("choice")
    assert journey.next_step(steps, Step("size"), {step.key for step in steps}) is None
    assert journey.first_unseen(steps, {"size"}) == Step("who")


def test_back_leads_to_the_page_before(small: Questionnaire) -> None:
    steps = journey.path(small, answers())
    assert journey.previous_step(steps, Step("size")) == Step("who")
    assert journey.previous_step(steps, Step("who")) is None


def test_progress_counts_the_parts_that_are_asked(small: Questionnaire) -> None:
    none, one = answers({"who": chose("self"), "length": chose("full")}), answers({}, {})
    assert journey.progress(small, journey.path(small, none), Step("choice")).count == 1
    at_offer = journey.progress(small, journey.path(small, one), Step("signs", 1))
    assert (at_offer.number, at_offer.count, at_offer.offer) == (2, 2, 1)


def test_progress_has_no_total_up_to_the_page_that_settles_it(small: Questionnaire) -> None:
    for given_ in (Answers(), answers({}, {})):
        steps = journey.path(small, given_)
        assert [journey.progress(small, steps, Step(page)).count for page in ("who", "size")] == [None, None]


@given(st.data())
def test_the_walk_always_ends(small: Questionnaire, data: st.DataObject) -> None:
    given_, seen = Answers(), set[str]()
    for _ in range(40):
        step = journey.first_unseen(journey.path(small, given_), seen)
        if step is None:
            return
        for question in journey.questions(small, step):
            codes = codes_of(question)
            picked = data.draw(st.sampled_from(codes)) if codes else None
            given_ = given_.merged(step.offer, {question.id: chose(picked) if picked else Answer()})
        seen.add(step.key)
    message = "the walk did not end"
    raise AssertionError(message)
