"""The notes that must always be said are there, in the shipped questionnaire and in every example, or that is told."""

from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.lint import cautions
from decision_aid.loader import load
from tests.house.checkout import ROOT
from tests.lint.conftest import changed

FILES = (assets.questions(), *sorted((ROOT / "examples").glob("*/questions.yaml")))
KINDS = {
    "note_lockout_offer": "there is no note on the trial lock-out of an offer. Add it.",
    "note_lockout_person": "there is no note on the trial lock-out of a person. Add it.",
    "note_report_harm": "there is no note on where to report harm. Add it.",
}
WAITS = {
    "note_lockout_offer": {"question": "offer_kind", "is": ["paid_clinic"]},
    "note_lockout_person": {"question": "considering", "is": ["paid_clinic"]},
    "note_report_harm": {"question": "treated", "is": ["yes"]},
}


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.parent.name)
def asked(request: pytest.FixtureRequest) -> Questionnaire:
    path: Path = request.param
    return load(path).questionnaire


def place(asked: Questionnaire, name: str) -> int:
    return next(at for at, note in enumerate(asked.notes) if note.id == name)


def test_what_is_shipped_says_them(asked: Questionnaire) -> None:
    assert list(cautions.faults(asked)) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_note_that_is_gone_is_told(asked: Questionnaire, name: str) -> None:
    notes = [note.model_dump(mode="json", by_alias=True) for note in asked.notes if note.id != name]
    found = list(cautions.faults(changed(asked, ["notes"], notes)))
    assert [(fault.rule, fault.sentence) for fault in found] == [("caution-missing", KINDS[name])]


@pytest.mark.parametrize("name", KINDS)
def test_a_note_that_waits_for_an_answer_is_told_at_its_condition(asked: Questionnaire, name: str) -> None:
    at = place(asked, name)
    (fault,) = cautions.faults(changed(asked, ["notes", at, "when"], WAITS[name]))
    assert (fault.rule, fault.path) == ("caution-waits", ("notes", at, "when"))
    assert fault.sentence.startswith(f"note {name}: not everybody is told it who left a question out or does not know.")


def test_what_no_question_is_about_is_not_asked_for(smallest: Questionnaire) -> None:
    assert {fault.name for fault in cautions.faults(smallest)} == {"lockout"}
