"""What no question uses is told, but not what waits for a question that a clinic leaves out."""

from pathlib import Path

from decision_aid import assets
from decision_aid.lint import unused
from decision_aid.loader import load
from tests.lint.conftest import SMALLEST

OWN = """options:
              - {code: told, label: It is, state: claimed}
              - {code: "no", label: It is not, state: "no"}
              - {code: not_asked, label: Not yet, state: not_known}"""


def rules(path: Path, local: Path | None = None) -> list[tuple[str, str]]:
    return [(fault.rule, fault.name) for fault in unused.faults(load(path, local).questionnaire)]


def test_what_the_last_question_no_longer_names_is_told(tmp_path: Path) -> None:
    assert rules(assets.questions()) == []
    text = SMALLEST.read_text(encoding="utf-8")
    path = tmp_path / "questions.yaml"
    path.write_text(text.replace("scale: provider", OWN), encoding="utf-8")
    assert rules(path) == [("unused-scale", "provider"), ("unused-topic", "money")]


def test_where_a_clinic_leaves_a_question_out_nothing_is_told(tmp_path: Path) -> None:
    path, local = tmp_path / "questions.yaml", tmp_path / "local.yaml"
    text = assets.questions().read_text(encoding="utf-8")
    spare = "\ntopics:\n  - {id: spare, title: Something else, gravity: 99}\n"
    path.write_text(text.replace("\ntopics:\n", spare), encoding="utf-8")
    local.write_text('questionnaire: als_stem_cell\nversion: "2026.11"\n', encoding="utf-8")
    assert rules(path, local) == [("unused-topic", "spare")]
    left_out = 'leave_out: [{question: travel, why: "We go over it with each person."}]\n'
    local.write_text(local.read_text(encoding="utf-8") + left_out, encoding="utf-8")
    assert rules(path, local) == []
