"""The section on trial records: what is wrong with it is said with its line, and the form does not start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.loader import load

SHIPPED = assets.questions().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  number: nct\n", "  number: ntc\n", "registry.number: there is no question ntc. Correct the name."),
        (
            "  number: nct\n",
            "  number: irb\n",
            "",  # it has a note: any question with room for words will do
        ),
        (
            "  number: nct\n",
            "  number: donor\n",
            "registry.number: question donor has no room for a number. Give it a note, or name another question.",
        ),
        ("  same_study: same_study\n", "  same_study: onset\n", "question onset must stand in a part about an offer"),
        ("  places: [route]\n", "  places: [onset]\n", "question onset must stand in a part about an offer"),
        ("  names: [offer_name]\n", "  names: [onset]\n", "question onset must stand in a part about an offer"),
        ('other_study: ["no"]', "other_study: [other]", "other is no option of question same_study."),
        ("pages: [same-study, listing-match]", "pages: [same-study, gone]", "there is no page gone in a part"),
        ("    pages: [nct, search]", "    pages: [nct, gone]", "there is no page gone. Correct the name."),
        ('    - id: phase\n      label: "Phase"', '    - id: stage\n      label: "Phase"', "phase is missing"),
        ("        expanded:\n", "        extended:\n", "expanded is missing. Add it to cases."),
        ('says: "{phase}."', 'says: "{stage}."', "row phase: case given: {stage} is not known here. Use phase."),
        ('says: "{phase}."', 'says: "{phase."', "a brace has no partner. Write both { and }, or none."),
        ('ask: "What is this phase meant to show?"', 'ask: "What is {phase}?"', "Nothing can stand in braces here."),
        ("        phase_1: [EARLY", "        phase_9: [EARLY", "phase_9 is no option of question phase."),
        ("      numbers: [onset, diagnosed]", "      numbers: [onset, nct]", "question nct must stand in a part about"),
        ("      told: [ind]", "      told: [alsfrs]", "question alsfrs must stand in a part about an offer"),
        ("our list. That", "our list of {count}. That", "{count} is not known here. Nothing can stand in braces"),
    ],
)  # fmt: skip
def test_a_fault_beside_records_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SHIPPED
    file = tmp_path / "questions.yaml"
    file.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    if not told:
        load(file)
        return
    with pytest.raises(QuestionnaireInvalid) as refused:
        load(file)
    assert any(told in str(flaw) for flaw in refused.value.flaws), [str(flaw) for flaw in refused.value.flaws]
    assert {flaw.rule for flaw in refused.value.flaws} <= {"record-unfit"}
    assert all(flaw.line for flaw in refused.value.flaws)


def test_the_section_may_be_left_out(smallest: str, faults: Callable[[str], tuple[str, ...]]) -> None:
    assert "\nregistry:" not in smallest
    assert faults(smallest) == ()


def test_a_page_that_only_leads_to_trials_can_be_left_out(tmp_path: Path) -> None:
    own = tmp_path / "local.yaml"
    own.write_text(
        'questionnaire: als_stem_cell\nversion: "2026.11"\nleave_out:\n  - {question: search, why: "Not here."}\n',
        encoding="utf-8",
    )
    assert "search" not in load(assets.questions(), own).questionnaire.page


def test_a_question_that_a_record_is_laid_beside_cannot_be_left_out(tmp_path: Path) -> None:
    own = tmp_path / "local.yaml"
    own.write_text(
        'questionnaire: als_stem_cell\nversion: "2026.11"\nleave_out:\n  - {question: leader, why: "Not here."}\n',
        encoding="utf-8",
    )
    with pytest.raises(QuestionnaireInvalid) as refused:
        load(assets.questions(), own)
    assert "must stay, since what a trial record says is laid beside its answer" in str(refused.value.flaws[0])
