"""What must always be said, and what must not, in any questionnaire on stem cells: ids and codes are the same."""

from __future__ import annotations

from decision_aid.core import findings, journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.findings import Finding
from decision_aid.core.schema import Questionnaire
from tests.content.rules import Rule

Codes = dict[str, str]

_TRIAL = {"offer_kind": "clinical_trial"}
_PAID = {"offer_kind": "paid_clinic"}
_NO_OFFER = {"how_many": "none", "length": "full"}

# The beginning of a note's id, the answers about the person and about one offer. What is not known bars nothing out.
SAID: tuple[tuple[str, Codes, Codes], ...] = (
    ("note_lockout", {}, _PAID),
    ("note_lockout", {}, {}),
    ("note_lockout", {}, {"offer_kind": "not_sure"}),
    ("note_lockout", {"treated": "yes"}, _TRIAL),
    ("note_lockout", {"treated": "not_known"}, _TRIAL),
    ("note_lockout", {}, _TRIAL | {"pay_product": "no_letter"}),
    ("note_lockout", {}, _TRIAL | {"price": "more"}),
    ("note_lockout", {"how_many": "none"}, {}),
    ("note_lockout", _NO_OFFER | {"considering": "paid_clinic"}, {}),
    ("note_lockout", _NO_OFFER | {"considering": "not_known"}, {}),
    ("note_report_harm", {"treated": "yes"}, {}),
    ("note_listing", {}, {"nct": "written"}),
    ("note_listing", {}, {"nct": "told"}),
    ("note_irb_ind", {}, {"irb": "written", "ind": "no"}),
    ("note_irb_ind", {}, {"irb": "told", "ind": "no_answer"}),
    ("note_charging", {}, _TRIAL | {"pay_product": "no_letter"}),
    ("note_charging", {}, _TRIAL | {"price": "more"}),
)
NOT_SAID: tuple[tuple[str, Codes, Codes], ...] = (
    ("note_lockout", {}, _TRIAL),
    ("note_report_harm", {"treated": "no"}, {}),
    ("note_irb_ind", {}, {"irb": "written", "ind": "written"}),
    ("note_charging", {}, _TRIAL | {"price": "more", "pay_product": "no"}),
)
DOUBTFUL = {"nct": "told", "irb": "told", "price": "more", "pay_product": "no_letter"}
MOST_NOTES = 4


def found(questionnaire: Questionnaire, person: Codes, offer: Codes) -> tuple[Finding, ...]:
    """Return the notes for these answers about the person and one offer, on the short path unless they say else."""
    role = questionnaire.roles.offers
    one = next(code for code, count in role.count.items() if count == 1)
    given = Answers().merged(None, {name: Answer((code,)) for name, code in {role.question: one, **person}.items()})
    given = given.merged(1, {name: Answer((code,)) for name, code in offer.items()})
    return findings.notes(questionnaire, journey.asked_only(questionnaire, given))


def notes_not_said(questionnaire: Questionnaire) -> list[str]:
    return [
        f"{name}: {person} {offer}" for name, person, offer in SAID if not _says(questionnaire, name, person, offer)
    ]


def notes_said_without_a_ground(questionnaire: Questionnaire) -> list[str]:
    return [
        f"{name}: {person} {offer}" for name, person, offer in NOT_SAID if _says(questionnaire, name, person, offer)
    ]


def _says(questionnaire: Questionnaire, name: str, person: Codes, offer: Codes) -> bool:
    return any(finding.rule.id.startswith(name) for finding in found(questionnaire, person, offer))


def kinds_of_offer_with_too_many_notes(questionnaire: Questionnaire) -> list[str]:
    kinds = ("paid_clinic", "clinical_trial", "not_sure")
    told = {kind: found(questionnaire, {"treated": "no"}, DOUBTFUL | {"offer_kind": kind}) for kind in kinds}
    return [kind for kind, notes in told.items() if len(notes) > MOST_NOTES]


NOTED: tuple[Rule, ...] = (notes_not_said, notes_said_without_a_ground, kinds_of_offer_with_too_many_notes)
