"""Help with one gate that lets another stand in for it stops the form; help with that gate itself does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.settings import Settings

CROSSED = [
    ("nct", "why", "An NCT number shows that FDA has looked at it."),
    ("ind", "hint", "If they have an NCT number, tick yes."),
    ("ind", "why", "A listing on ClinicalTrials.gov will do."),
    ("irb", "hint", "If there is an NCT number, there is a review board."),
    ("irb", "why", "An FDA letter means that a board has seen it."),
    ("nct", "hint", "[You may|They may] tick yes if there is a review board."),
]
APART = [
    ("nct", "hint", "If they gave an NCT number, tick yes."),
    ("nct", "why", "An NCT number shows that the study is listed."),
    ("ind", "hint", "An NCT number is not enough."),
    ("irb", "why", "Ask for it apart from the NCT number."),
    ("price", "hint", "If there is an NCT number, ask what is free."),
]


def reworded(folder: Path, name: str, field: str, text: str) -> Settings:
    """Return settings with a clinic's own file that rewords this field."""
    path = folder / "clinic.yaml"
    head = 'questionnaire: als_stem_cell\nversion: "2026.1"\n'
    path.write_text(f"{head}reword: {{{name}: {{{field}: {json.dumps(text)}}}}}\n", encoding="utf-8")
    return Settings(local=path)


@pytest.mark.parametrize(("name", "field", "text"), CROSSED)
def test_a_gate_that_would_prove_another_stops_the_form(tmp_path: Path, name: str, field: str, text: str) -> None:
    with pytest.raises(QuestionnaireInvalid, match=rf"clinic\.yaml:3: E054 local-claim: question {name}: {field} says"):
        bootstrap.reading_in(reworded(tmp_path, name, field, text))


@pytest.mark.parametrize(("name", "field", "text"), APART)
def test_help_with_a_gate_itself_does_not(tmp_path: Path, name: str, field: str, text: str) -> None:
    assert bootstrap.reading_in(reworded(tmp_path, name, field, text)).questionnaire.local
