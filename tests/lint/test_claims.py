"""A claim about an offer or a person is told wherever it stands, in a clinic's own file too; a caution is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from decision_aid import assets, bootstrap
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.lint import linter
from decision_aid.lint.claims import claim
from decision_aid.loader import load
from decision_aid.settings import Settings
from tests.journeys.test_no_claim import CAUTIOUS
from tests.test_cli import SMALLEST

TODAY = date(2026, 11, 29)
CLAIMS = """
This treatment is safe and approved by FDA.
Stem cells work.
Our shots cure ALS.
Our safe, proven treatment
It is FDA approved
FDA has approved it.
A listing proves that the trial is safe.
The offer is safe if it has a number. Has it?
Our cells are safe, so this need not be asked.
Yes, sign me up: it is safe
No sign was seen, so the offer is safe.
A listing is not approval, but the clinic is legitimate.
This clinic can be trusted.
The safest option is a trial.
They should not only wait, you should accept.
We recommend it.
This will help you.
You are not eligible.
You qualify for this trial.
They cannot join.
Score of this offer: 7
Offer 1: 3 of 5 checks
""".strip().splitlines()
NONE = """
Ask if it is safe.
FDA has approved a few drugs for ALS.
They are used to make products look approved.
Low risk of harm
What is kept is kept safe.
This form helps you ask good questions about a treatment.
You can join our ALS support group: 555-0100
Lakeside ALS clinic helps people with ALS find trials: 555-0142
Best clinic hours: 9 to 5
We advise you to bring your papers.
The trial nurse, 555-0142, can tell you whether you are eligible.
When a date has passed, a line says so.
""".strip().splitlines()
WHERE = {
    "reword: {{nct: {{why: {text}}}}}": "question nct: why",
    "reword: {{neals: {{label: {text}}}}}": "question neals: label",
    "contact: [{text}]": "clinic contact: line 1",
    "leave_out: [{{question: travel, why: {text}}}]": "left out travel: reason",
}


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_found(text: str) -> None:
    assert claim(text)


@pytest.mark.parametrize("text", [*CAUTIOUS, *NONE])
def test_a_caution_is_no_claim(text: str) -> None:
    assert claim(text) == ""


@pytest.mark.parametrize("where", WHERE)
def test_a_claim_of_a_clinic_is_told_with_its_file_and_line(where: str, tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    lines = ["questionnaire: als_stem_cell", 'version: "2026.1"', where.format(text='"Our cells are safe."')]
    path.write_text("\n".join(lines), encoding="utf-8")
    loaded = load(assets.questions(), path)
    found = linter.located(linter.faults(loaded.questionnaire, TODAY), str(assets.questions()), loaded.mark)
    told = [(one.file, one.line, one.sentence) for one in found if one.rule.name == "local-claim"]
    assert told == [(str(path), 3, f"{WHERE[where]} says “are safe”, which may read as a verdict.")]


def test_a_claim_of_a_clinic_stops_the_form_and_one_of_the_questionnaire_does_not(tmp_path: Path) -> None:
    questions, own = tmp_path / "questions.yaml", tmp_path / "clinic.yaml"
    text = SMALLEST.read_text(encoding="utf-8").replace("funding: It is so.", "funding: Our cells are safe.", 1)
    questions.write_text(text, encoding="utf-8")
    own.write_text('questionnaire: smallest\nversion: "2026.1"\ncontact: [Stem cells work.]\n', encoding="utf-8")
    assert bootstrap.reading_in(Settings(questions=questions)).questionnaire.local is None
    with pytest.raises(QuestionnaireInvalid) as caught:
        bootstrap.reading_in(Settings(questions=questions, local=own))
    told = "clinic contact: line 1 says “cells work”, which may read as a verdict. Say what is known."
    assert caught.value.lines == (f"{own}:3: E054 local-claim: {told}",)
