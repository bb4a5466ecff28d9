"""Help with NCT number, IND or review board in a clinic's words is to be compared; help with anything else is free."""

from __future__ import annotations

from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.lint import reworded
from decision_aid.loader import load


def told(folder: Path, question: str, field: str) -> list[tuple[str, int]]:
    """Return rule and line of what is told of this field in other words."""
    path = folder / "clinic.yaml"
    words = f'reword: {{{question}: {{{field}: "Look at the papers."}}}}'
    path.write_text(f'questionnaire: als_stem_cell\nversion: "2026.1"\n{words}\n', encoding="utf-8")
    found = load(assets.questions(), path)
    return [(fault.rule, found.mark(fault.path)[1]) for fault in reworded.faults(found.questionnaire)]


@pytest.mark.parametrize("field", ["hint", "why", "note"])
@pytest.mark.parametrize("gate", ["nct", "ind", "irb"])
def test_help_with_a_gate_is_to_be_compared(tmp_path: Path, gate: str, field: str) -> None:
    assert told(tmp_path, gate, field) == [("local-reworded", 3)]


@pytest.mark.parametrize("field", ["hint", "why", "note"])
def test_help_with_another_question_is_free(tmp_path: Path, field: str) -> None:
    assert told(tmp_path, "price", field) == []
