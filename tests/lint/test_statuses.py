"""Every status of a trial record has words of its own; the shipped texts have them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.schema.registry import STATUSES
from decision_aid.lint import linter
from decision_aid.loader import load

SHIPPED = assets.questions().read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
WITHHELD = '      WITHHELD: "Withheld"\n'


def told(path: Path, text: str) -> list[tuple[str, str]]:
    path.write_text(text, encoding="utf-8")
    loaded = load(path)
    found = linter.located(linter.faults(loaded.questionnaire, TODAY), path.name, loaded.mark)
    lines = text.splitlines()
    return [(lines[one.line - 1].strip(), one.sentence) for one in found if one.rule.name == "status-unclear"]


def test_the_shipped_words_name_every_status_in_its_own_way(tmp_path: Path) -> None:
    assert len(STATUSES) == 14
    assert told(tmp_path / "questions.yaml", SHIPPED) == []


@pytest.mark.parametrize(
    ("new", "line", "sentence"),
    [
        ("", "status:", "status WITHHELD has no words."),
        ('      WITHHELD: "completed"\n', 'WITHHELD: "completed"', "says “completed”, as COMPLETED does."),
    ],
)
def test_a_status_without_words_of_its_own_is_told_at_its_line(
    tmp_path: Path, new: str, line: str, sentence: str
) -> None:
    assert SHIPPED.count(WITHHELD) == 1
    ((where, said),) = told(tmp_path / "questions.yaml", SHIPPED.replace(WITHHELD, new))
    assert where == line
    assert sentence in said
