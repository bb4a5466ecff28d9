"""Beside a trial record a word that judges is an error, denied or not; the shipped texts have none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from decision_aid import assets, bootstrap
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.lint import linter
from decision_aid.loader import load
from decision_aid.settings import Settings

SHIPPED = assets.questions().read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
NO_PHASE = 'says: "This record gives no phase."'
PLANTED = [
    (NO_PHASE, 'says: "This record gives no phase, so this study is not a real trial."', "real"),
    (NO_PHASE, 'says: "There is a phase, so all is well."', "well"),
    (
        'says: "There is more than one group. Chance picks',
        'says: "Good: there is a comparison group. Chance picks',
        "Good",
    ),
    ('says: "The record does not say. Many', 'says: "The study is free. Many', "free"),
    ('says: "The sponsor wrote that a board', 'says: "This is a sound trial. A board', "sound"),
    ('ask: "What phase is it,', 'ask: "Is that suspicious? What phase is it,', "suspicious"),
    ('why: "The phase tells', 'why: "A legitimate study has one. The phase tells', "legitimate"),
    ('label: "Safety board"', 'label: "Safe study"', "Safe"),
    ('INDUSTRY: "listed as a company"', 'INDUSTRY: "a trusted company"', "trusted"),
    ('title: "What the public record says"', 'title: "What is wrong with it"', "wrong"),
]


def told(path: Path, old: str, new: str) -> list[tuple[str, str, int]]:
    assert SHIPPED.count(old) == 1
    path.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    loaded = load(path)
    found = linter.located(linter.faults(loaded.questionnaire, TODAY), path.name, loaded.mark)
    return [(one.rule.name, one.sentence, one.line or 0) for one in found if one.rule.name == "record-judged"]


@pytest.mark.parametrize(("old", "new", "word"), PLANTED, ids=[word for *_, word in PLANTED])
def test_a_word_that_judges_a_record_is_an_error_at_its_line(tmp_path: Path, old: str, new: str, word: str) -> None:
    ((rule, sentence, line),) = told(tmp_path / "questions.yaml", old, new)
    assert rule == "record-judged"
    assert f"“{word}”" in sentence
    assert line == SHIPPED[: SHIPPED.index(old)].count("\n") + 1


def test_the_form_does_not_start_with_one(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    told(path, *PLANTED[0][:2])
    with pytest.raises(QuestionnaireInvalid, match=r"E501 record-judged: .*“real”"):
        bootstrap.reading_in(Settings(questions=path))


@pytest.mark.parametrize(
    "new",
    ['says: "This record gives no phase. Some others do as well."', 'says: "Sounds can be recorded, freely."'],
)
def test_other_words_are_not(tmp_path: Path, new: str) -> None:
    assert told(tmp_path / "questions.yaml", NO_PHASE, new) == []


def test_the_shipped_texts_have_none() -> None:
    found = linter.faults(load(assets.questions()).questionnaire, TODAY)
    assert [fault.sentence for fault in found if fault.rule == "record-judged"] == []
