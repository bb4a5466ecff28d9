"""The JSON Schema for editors is current and says what the loader says."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it ships no types

from decision_aid import assets
from decision_aid.lint.jsonschema import main, schema
from decision_aid.loader.document import read

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "questionnaire.schema.json"
SMALLEST = ROOT / "tests" / "papers" / "smallest.yaml"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(COMMITTED.read_text(encoding="utf-8")))


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema(), (
        "run: python -m decision_aid.lint.jsonschema docs/questionnaire.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema()))


@pytest.mark.parametrize("path", [SMALLEST, assets.questions()], ids=["smallest", "shipped"])
def test_a_good_questionnaire_is_valid(path: Path, validator: Draft202012Validator) -> None:
    data = read(path.read_text(encoding="utf-8")).data
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"scale": "provider", "options": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]},
        {"scale": None},
        {"label": 5},
        {"hnit": "Look."},
        {"asks": "anyone"},
        {"review_by": "soon"},
    ],
    ids=str,
)
def test_a_faulty_question_is_not_valid(change: dict[str, Any], validator: Draft202012Validator) -> None:
    data = read(SMALLEST.read_text(encoding="utf-8")).data
    data["parts"][1]["pages"][1]["questions"][0].update(change)
    strict = validator.evolve(format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert not strict.is_valid(data)


def test_the_schema_is_written_where_one_asks(tmp_path: Path) -> None:
    assert main([str(tmp_path / "schema.json")]) == 0
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema()


def test_a_wrong_call_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
