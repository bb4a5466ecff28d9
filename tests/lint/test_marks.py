"""Marks that a reader would see are told of a clinic's contact lines too."""

from datetime import date
from pathlib import Path

from decision_aid import assets
from decision_aid.lint import linter
from decision_aid.loader import load

LINES = ["Nurse: 555-0100", "Call <b>555-0101</b>", "For [you|the person]: 555-0102"]


def test_a_tag_and_both_voices_in_a_contact_line_are_told_at_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    contact = "".join(f'  - "{line}"\n' for line in LINES)
    path.write_text(f'questionnaire: als_stem_cell\nversion: "2026.1"\ncontact:\n{contact}', encoding="utf-8")
    loaded = load(assets.questions(), path)
    found = linter.located(linter.faults(loaded.questionnaire, date(2026, 11, 23)), "questions.yaml", loaded.mark)
    ours = [(one.line, one.rule.name) for one in found if one.file == str(path)]
    assert ours == [(5, "markup-shown"), (6, "contact-voices")]
