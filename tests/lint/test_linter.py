"""Each fault, planted alone, is found by exactly its rule, at its line."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from decision_aid.lint import linter
from decision_aid.lint.finding import Finding
from decision_aid.lint.registry import RULE, RULES
from decision_aid.loader import load
from tests.lint.conftest import SMALLEST
from tests.loader.test_faults import changed, line_of

TODAY = date(2026, 11, 23)
CASES = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text(encoding="utf-8"))

Told = Callable[[str, date], tuple[Finding, ...]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return what is told of a text on a day."""
    path = tmp_path / "questions.yaml"

    def found(text: str, today: date) -> tuple[Finding, ...]:
        path.write_text(text, encoding="utf-8")
        loaded = load(path)
        return linter.located(linter.faults(loaded.questionnaire, today), path.name, loaded.mark)

    return found


def said(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((found.rule.name, f"{found.sentence} {found.mend}") for found in findings)


def planted(case: dict[str, Any], told: Told) -> tuple[str, tuple[Finding, ...]]:
    """Return the changed text and what is told of it that was not told before."""
    text = SMALLEST.read_text(encoding="utf-8")
    before = said(told(text, TODAY))
    text = changed(text, case["change"])
    after = told(text, case.get("today", TODAY))
    new = said(after) - before
    return text, tuple(found for found in after if said((found,)) <= new)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_planted_fault_is_found_at_its_line_and_nothing_else(case: dict[str, Any], told: Told) -> None:
    text, new = planted(case, told)
    expected = [(line_of(text, mark), sentence, rule) for mark, sentence, rule in case["faults"]]
    assert [(found.line, f"{found.sentence} {found.mend}", found.rule.name) for found in new] == expected


def test_no_two_cases_have_one_name() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_every_rule_is_broken_by_some_case() -> None:
    broken = {rule for case in CASES for _, _, rule in case["faults"]}
    of_loading = {rule.name for rule in RULES if rule.code < "E100"}  # see tests/loader
    elsewhere = {
        "condition-not-decided",  # see test_reach
        *("caution-lost", "caution-held-back", "caution-missing", "caution-waits"),  # see test_cautions
        "branch-idle",  # see test_branches
        "scale-lopsided",  # see test_scales
        "local-reworded",  # see tests/loader/test_local.py
        "contact-voices",  # see test_marks
        "contact-beyond",  # see test_contact
        *("reading-grade", "smog-grade"),  # see test_grades
        "record-judged",  # see test_judging
        "status-unclear",  # see test_statuses
        *("translation-missing", "translation-one-voice"),  # see test_translations
    }
    assert broken == RULE.keys() - of_loading - elsewhere


GOOD = [
    [["say: What is the IND number?", 'say: "Will you tell [me|the person I help] the number?"']],
    [["why: It shows who checks.", "why: They may know it."]],
    [["text: Advice can be had.", 'text: "[You|They] may wait."']],
    [["label: Do [you|we] know the IND number?", 'label: "Do [you|we] know?"']],
    [["text: It may bar [you|the person] from trials.", "text: This is not said to be safe."]],
    [["text: It may bar [you|the person] from trials.", "text: An SVC of 65% or more is asked for."]],
    [["vague: No number.", "vague: “It is a miracle, isn't it?”"]],
    [["label: By when?", "label: Is it soon?"]],
    [["{code: which, label: Which}", "{code: which, label: No day yet}"]],
    [["{code: which, label: Which}", '{code: which, label: "No, any", state: known}']],
]


@pytest.mark.parametrize("change", GOOD, ids=lambda change: change[0][1])
def test_what_is_good_is_not_told(change: list[list[str]], told: Told) -> None:
    _, new = planted({"change": change}, told)
    assert new == ()


def test_a_finding_says_what_is_wrong_and_then_the_mend(told: Told) -> None:
    (case,) = [case for case in CASES if case["name"] == "they for the person in a note"]
    _, (found,) = planted(case, told)
    assert found.sentence == "note lockout: text says “They” to the helper for the person."
    assert found.mend == "Here that means those who make the offer. Write the person, or we."
    assert (Path(found.file).name, found.column) == ("questions.yaml", 5)


def test_findings_come_in_the_order_of_the_file(told: Told) -> None:
    found = told(SMALLEST.read_text(encoding="utf-8"), date(2027, 11, 23))
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert len(found) > 20
