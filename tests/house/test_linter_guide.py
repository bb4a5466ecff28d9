"""The guide to the linter has a row for every rule, and says of each what the program says."""

import re

import pytest

from decision_aid.lint.finding import Finding, Rule
from decision_aid.lint.reading import Graded, Measured
from decision_aid.lint.registry import RULE, RULES
from decision_aid.lint.report import as_json
from decision_aid.services import Reading
from tests.house.checkout import ROOT

GUIDE = (ROOT / "docs/linter.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([EWN]\d{3})` \|.*$", re.MULTILINE)
CELLS = re.compile(r"(?<!\\)\|")


def rows() -> list[list[str]]:
    """Return the cells of every row about a rule."""
    return [[cell.strip() for cell in CELLS.split(row.group())[1:-1]] for row in ROW.finditer(GUIDE)]


def test_the_guide_has_the_rules_in_their_order() -> None:
    assert [row[0].strip("`") for row in rows()] == [rule.code for rule in RULES]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_says_what_its_rule_finds_why_and_the_mend_with_an_example(row: list[str]) -> None:
    code, name, finds, *told = row
    assert RULE[name.strip("`")] == Rule(code.strip("`"), name.strip("`"), finds)
    assert len(told) == 3
    assert all(told)


def test_no_code_and_no_name_is_used_twice() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) == len(RULE)


def test_the_guide_explains_every_key_of_the_json() -> None:
    measured = Measured(Reading(5.0, 7.0, "start", 7.0), (Graded("start", ("texts", "start"), 7.0),))
    told = as_json([Finding(RULES[0], "questions.yaml", 1, 1, "Wrong.", "Mend it.")], {}, measured)
    keys = set(re.findall(r'"(\w+)":', told))
    assert {"counts", "error", "line", "mend", "screen", "smog"} <= keys
    assert [key for key in keys if f"`{key}`" not in GUIDE and f"[].{key}`" not in GUIDE] == []
