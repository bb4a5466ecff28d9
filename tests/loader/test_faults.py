"""Each fault, planted alone, gives exactly its sentences, and names the rule that is broken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.lint.registry import RULES
from decision_aid.loader import load
from decision_aid.loader.sentences import PATTERNS

HERE = Path(__file__).parent
CASES = [
    case
    for name in ("faults_of_fields", "faults_between")
    for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
]


def line_of(text: str, mark: str) -> int:
    """Return the number of the line on which the mark begins."""
    mark = mark.replace("\\n", "\n")
    assert mark in text
    return text.count("\n", 0, text.index(mark)) + 1


def changed(text: str, changes: list[tuple[str, str]]) -> str:
    for change in changes:
        old, new = (part.replace("\\n", "\n") for part in change)
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_the_tiny_questionnaire_has_no_fault(smallest: str, faults: Callable[[str], tuple[str, ...]]) -> None:
    assert faults(smallest) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_planted_fault_gives_its_sentence(
    case: dict[str, Any], smallest: str, faults: Callable[[str], tuple[str, ...]]
) -> None:
    text = changed(smallest, case["change"])
    expected = [f"questions.yaml:{line_of(text, mark)}: {sentence}" for mark, sentence, _ in case["faults"]]
    assert list(faults(text)) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_planted_fault_breaks_the_rule_it_names(case: dict[str, Any], smallest: str, tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(changed(smallest, case["change"]), encoding="utf-8")
    with pytest.raises(QuestionnaireInvalid) as refused:
        load(path)
    assert [flaw.rule for flaw in refused.value.flaws] == [rule for _, _, rule in case["faults"]]
    assert all(flaw.line and flaw.column for flaw in refused.value.flaws)


def test_every_rule_about_loading_is_broken_by_some_case() -> None:
    broken = {rule for case in CASES for _, _, rule in case["faults"]}
    of_files = {"file-unreadable", "writing-unclear"}  # see test_files
    of_exchange = {"exchange-impossible"}  # see test_cli
    of_local = {rule.name for rule in RULES if rule.name.startswith("local-")}  # see test_local
    of_records = {"record-unfit"}  # see test_records
    of_loading = {rule.name for rule in RULES if rule.code < "E100"} - of_exchange - of_local - of_records
    assert broken | of_files == of_loading


def test_no_two_cases_have_one_name() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)


def patterns(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*map(patterns, schema.values()))
    return set().union(*map(patterns, schema)) if isinstance(schema, list) else set()


def test_every_pattern_of_the_models_has_words() -> None:
    used = patterns(Questionnaire.model_json_schema())
    numbers = {pattern for pattern in used if "+-" in pattern or r"^(?!" in pattern}
    assert used - numbers == set(PATTERNS)
