"""What must always be said is said."""

import pytest

from decision_aid.core.findings import Finding
from decision_aid.core.schema import Note, Questionnaire
from tests.content import noting
from tests.content.noting import found


def said(questionnaire: Questionnaire, person: dict[str, str], offer: dict[str, str]) -> str:
    """Return all notes for these answers as one text."""
    return " ".join(_text(finding) for finding in found(questionnaire, person, offer))


def _text(finding: Finding) -> str:
    assert isinstance(finding.rule, Note)
    return finding.rule.text


def test_whoever_thinks_of_a_paid_clinic_is_told_of_the_trials_it_may_close(shipped: Questionnaire) -> None:
    for told in (
        said(shipped, {}, {"offer_kind": "paid_clinic"}),
        said(shipped, {"treated": "yes"}, {"offer_kind": "clinical_trial"}),
        said(shipped, {"how_many": "none", "length": "full", "considering": "paid_clinic"}, {}),
    ):
        assert "NCT03280056" in told
    assert "NCT03280056" not in said(shipped, {}, {"offer_kind": "clinical_trial"})


@pytest.mark.parametrize(
    ("person", "offer"),
    [
        ({}, {}),
        ({}, {"offer_kind": "not_sure"}),
        ({"treated": "not_known"}, {"offer_kind": "clinical_trial"}),
        ({}, {"offer_kind": "clinical_trial", "pay_product": "no_letter"}),
        ({}, {"offer_kind": "clinical_trial", "price": "to_20000"}),
        ({"how_many": "none"}, {}),
        ({"how_many": "none", "length": "full", "considering": "not_known"}, {}),
    ],
)
def test_what_is_not_known_is_not_taken_for_a_trial_that_bars_nothing(
    person: dict[str, str], offer: dict[str, str], shipped: Questionnaire
) -> None:
    assert "NCT03280056" in said(shipped, person, offer)


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
    assert "not an IND" in said(shipped, {}, {"irb": "told"})
    assert "not an IND" in said(shipped, {}, {"irb": "told", "ind": "no_answer"})
    assert "not an IND" not in said(shipped, {}, {"irb": "written", "ind": "written"})


def test_paying_for_a_study_product_needs_a_letter(shipped: Questionnaire) -> None:
    assert "312.8" in said(shipped, {}, {"offer_kind": "clinical_trial", "pay_product": "no_letter"})
    assert "312.8" in said(shipped, {}, {"pay_product": "with_letter"})
    assert "312.8" in said(shipped, {}, {"offer_kind": "clinical_trial", "price": "more"})
    assert "312.8" not in said(shipped, {}, {"offer_kind": "clinical_trial", "price": "more", "pay_product": "no"})


def test_every_note_that_must_be_said_is(shipped: Questionnaire) -> None:
    assert noting.notes_not_said(shipped) == []


def test_no_note_is_said_without_a_ground(shipped: Questionnaire) -> None:
    assert noting.notes_said_without_a_ground(shipped) == []


def test_a_doubtful_offer_raises_four_notes_at_most(shipped: Questionnaire) -> None:
    assert noting.kinds_of_offer_with_too_many_notes(shipped) == []
