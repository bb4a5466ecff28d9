import pytest

from decision_aid.core import findings, journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire
from tests.core.given import answers, chose

SELF = {"who": chose("self")}
TRIAL = {"offer_kind": chose("trial")}


def signs(small: Questionnaire, given: Answers) -> dict[str, tuple[int, ...]]:
    found = findings.signs(small, journey.asked_only(small, given))
    return {finding.rule.id: finding.offers for finding in found}


def notes(small: Questionnaire, given: Answers) -> dict[str, tuple[int, ...]]:
    found = findings.notes(small, journey.asked_only(small, given))
    return {finding.rule.id: finding.offers for finding in found}


def grounds(shipped: Questionnaire, given: Answers) -> dict[str, list[str]]:
    found = findings.notes(shipped, journey.asked_only(shipped, given))
    return {finding.rule.id: [ground.question.id for ground in finding.grounds] for finding in found}


def opened(small: Questionnaire, given: Answers) -> dict[str, tuple[int, ...]]:
    found = findings.open_questions(small, journey.asked_only(small, given))
    return {finding.key: finding.offers for finding in found}


def test_a_ticked_sign_is_seen_and_an_unticked_one_is_not(small: Questionnaire) -> None:
    assert signs(small, answers(SELF, TRIAL | {"signs_1": chose("cure")})) == {"cure": (1,)}


def test_a_sign_is_also_raised_by_other_answers(small: Questionnaire) -> None:
    given = answers(SELF, TRIAL | {"ind": chose("no"), "signs_1": chose("not_seen")})
    finding = findings.signs(small, journey.asked_only(small, given))[0]
    assert finding.rule.id == "pay"
    assert [ground.question.id for ground in finding.grounds] == ["ind"]


def test_the_gravest_sign_stands_first_and_names_every_offer(small: Questionnaire) -> None:
    both = TRIAL | {"signs_1": chose("pay", "cure")}
    assert list(signs(small, answers(SELF, both, both)).items()) == [("cure", (1, 2)), ("pay", (1, 2))]


def test_an_unanswered_question_raises_no_sign(small: Questionnaire) -> None:
    assert signs(small, answers(SELF, TRIAL)) == {}


def test_a_note_stands_for_the_offer_it_is_about(small: Questionnaire) -> None:
    assert notes(small, answers(SELF, TRIAL, {"offer_kind": chose("paid_clinic")}))["lockout"] == (2,)
    assert "lockout" not in notes(small, answers(SELF, TRIAL))


@pytest.mark.parametrize("kind", [{}, {"offer_kind": chose("not_sure")}, {"offer_kind": chose("paid_clinic")}])
def test_of_two_notes_on_one_thing_only_the_wider_is_said(shipped: Questionnaire, kind: dict[str, Answer]) -> None:
    offer = kind | {"offer_name": chose(note="By the lake")}
    assert "note_lockout_offer" in notes(shipped, answers(SELF | {"treated": chose("no")}, offer))
    treated = notes(shipped, answers(SELF | {"treated": chose("yes")}, offer))
    assert [name for name in treated if "lockout" in name] == ["note_lockout_person"]


def test_a_note_rests_on_the_answers_that_raise_it_and_on_no_other(shipped: Questionnaire) -> None:
    clinic = {"offer_kind": chose("paid_clinic"), "price": chose("to_5000")}
    untreated, unsure = (answers(SELF | {"treated": chose(code)}, clinic) for code in ("no", "not_known"))
    assert grounds(shipped, untreated)["note_lockout_offer"] == ["offer_kind"]
    assert grounds(shipped, unsure)["note_lockout_person"] == ["treated"]


def test_a_note_may_rest_on_what_was_not_chosen(small: Questionnaire) -> None:
    assert notes(small, answers({"wants": chose("nothing")}))["alone"] == ()
    assert "alone" not in notes(small, answers({"wants": chose("advice")}))
    assert "alone" not in notes(small, answers())


def test_a_hidden_answer_raises_nothing(small: Questionnaire) -> None:
    hidden = {"offer_kind": chose("unsure"), "ind": chose("no")}
    assert signs(small, answers(SELF, hidden)) == {}


def test_every_dont_know_becomes_a_question_once_with_its_offers(small: Questionnaire) -> None:
    given = answers(SELF | {"decision": chose("which")}, TRIAL | {"ind": chose("not_asked")}, TRIAL)
    assert opened(small, given) == {"ind": (1, 2)}


def test_a_claim_or_a_no_is_not_open(small: Questionnaire) -> None:
    given = answers(SELF, TRIAL | {"ind": chose("no")}, TRIAL | {"ind": chose("told")})
    assert opened(small, given) == {"decision": ()}


def test_a_sign_that_other_answers_raise_is_not_open_for_that_offer(shipped: Questionnaire) -> None:
    unsure = {"signs_1": chose("unsure"), "signs_2": chose("unsure")}
    exempt = {"exempt": chose("written")}
    assert signs(shipped, answers(SELF, unsure | exempt, unsure)) == {"says_exempt": (1,)}
    assert opened(shipped, answers(SELF, unsure | exempt, unsure))["says_exempt"] == (2,)
    assert "says_exempt" not in opened(shipped, answers(SELF, unsure | exempt))


def test_what_was_not_rated_is_no_question_to_ask(shipped: Questionnaire) -> None:
    found = opened(shipped, answers())
    assert found
    assert not found.keys() & {*shipped.printout.matters}


def test_with_no_offer_yet_the_questions_to_a_provider_wait_for_one(small: Questionnaire) -> None:
    assert "ind" in opened(small, answers(SELF))
    assert "ind" not in opened(small, answers(SELF, {}))


def test_open_questions_are_counted_out_of_those_that_could_be(small: Questionnaire) -> None:
    given = answers(SELF | {"decision": chose("which")}, TRIAL | {"ind": chose("not_asked")})
    asked = journey.asked_only(small, given)
    assert (len(findings.open_questions(small, asked)), len(findings.askable(small, asked))) == (1, 2)
