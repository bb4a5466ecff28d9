"""The notes that must always be said are there, in the shipped questionnaire and in every example, or that is told."""

import re
from pathlib import Path

import pytest

from decision_aid import assets, bootstrap
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.lint import cautions
from decision_aid.loader import load
from decision_aid.settings import Settings
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
    left = (note.model_dump(mode="json", by_alias=True) for note in asked.notes if note.id != name)
    notes = [note | {"unless": None if note["unless"] == name else note["unless"]} for note in left]
    found = list(cautions.faults(changed(asked, ["notes"], notes)))
    assert [(fault.rule, fault.sentence) for fault in found] == [("caution-lost", KINDS[name])]


def test_a_note_that_gives_way_to_one_on_something_else_is_told_as_gone(asked: Questionnaire) -> None:
    at = place(asked, "note_lockout_offer")
    (fault,) = cautions.faults(changed(asked, ["notes", at, "unless"], "note_report_harm"))
    assert (fault.rule, fault.sentence) == ("caution-lost", KINDS["note_lockout_offer"])


@pytest.mark.parametrize("name", KINDS)
def test_a_note_that_waits_for_an_answer_is_told_at_its_condition(asked: Questionnaire, name: str) -> None:
    at = place(asked, name)
    (fault,) = cautions.faults(changed(asked, ["notes", at, "when"], WAITS[name]))
    assert (fault.rule, fault.path) == ("caution-held-back", ("notes", at, "when"))
    assert fault.sentence.startswith(f"note {name}: not everybody is told it who left a question out or does not know.")


def test_what_no_question_is_about_is_not_asked_for(smallest: Questionnaire) -> None:
    assert {(fault.name, fault.rule) for fault in cautions.faults(smallest)} == {("lockout", "caution-waits")}
    gone = changed(smallest, ["notes"], [])
    assert {fault.rule for fault in cautions.faults(gone)} == {"caution-missing"}
    assert list(cautions.errors(gone)) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_note_that_is_owed_and_gone_stops_the_form(name: str, tmp_path: Path) -> None:
    text = assets.questions().read_text(encoding="utf-8")
    path = tmp_path / "questions.yaml"
    path.write_text(text.replace(f": {name}\n", f": {name[:9]}\n"), encoding="utf-8")
    with pytest.raises(QuestionnaireInvalid, match="E801 caution-lost: " + re.escape(KINDS[name])):
        bootstrap.reading_in(Settings(questions=path))


def test_a_note_that_is_owed_and_waits_stops_the_form(tmp_path: Path) -> None:
    head, note, tail = assets.questions().read_text(encoding="utf-8").partition("- id: note_lockout_offer\n")
    waiting = re.sub(
        r"\n    when:.*?\n    text:",
        f"\n    when: {WAITS['note_lockout_offer']}\n    text:",
        tail,
        count=1,
        flags=re.DOTALL,
    )
    path = tmp_path / "questions.yaml"
    path.write_text(head + note + waiting, encoding="utf-8")
    with pytest.raises(
        QuestionnaireInvalid, match=r"questions\.yaml:\d+: E802 caution-held-back: note note_lockout_offer"
    ):
        bootstrap.reading_in(Settings(questions=path))
