"""What must always be said is said."""

from decision_aid.core import findings, journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.findings import Finding
from decision_aid.core.schema import Note, Questionnaire


def said(questionnaire: Questionnaire, person: dict[str, str], offer: dict[str, str]) -> str:
    """Return all notes for these answers about the person and one offer, on the short path."""
    role = questionnaire.roles.offers
    one = next(code for code, count in role.count.items() if count == 1)
    given = Answers().merged(None, {name: Answer((code,)) for name, code in {**person, role.question: one}.items()})
    given = given.merged(1, {name: Answer((code,)) for name, code in offer.items()})
    found = findings.notes(questionnaire, journey.asked_only(questionnaire, given))
    return " ".join(_text(finding) for finding in found)


def _text(finding: Finding) -> str:
    assert isinstance(finding.rule, Note)
    return finding.rule.text


def test_whoever_thinks_of_a_paid_clinic_is_told_of_the_trials_it_may_close(shipped: Questionnaire) -> None:
    for told in (
        said(shipped, {}, {"offer_kind": "paid_clinic"}),
        said(shipped, {"considering": "paid_clinic"}, {}),
        said(shipped, {"treated": "yes"}, {}),
    ):
        assert "NCT03280056" in told


def test_whoever_was_treated_is_told_where_to_report_harm(shipped: Questionnaire) -> None:
    told = said(shipped, {"treated": "yes"}, {})
    assert "MedWatch" in told
    assert "ocod@fda.hhs.gov" in told
    assert "MedWatch" not in said(shipped, {"treated": "no"}, {})


def test_a_listing_is_not_approval_whenever_a_number_is_told(shipped: Questionnaire) -> None:
    for answer in ("written", "told"):
        assert "not approval" in said(shipped, {}, {"nct": answer})


def test_a_review_board_is_not_a_permission_to_test(shipped: Questionnaire) -> None:
    assert "not an IND" in said(shipped, {}, {"irb": "written", "ind": "no"})
    assert "not an IND" not in said(shipped, {}, {"irb": "written", "ind": "written"})


def test_paying_for_a_study_product_needs_a_letter(shipped: Questionnaire) -> None:
    assert "312.8" in said(shipped, {}, {"offer_kind": "clinical_trial", "pay_product": "no_letter"})
