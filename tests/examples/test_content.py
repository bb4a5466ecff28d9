"""Every example keeps to the rules that the shipped questionnaire keeps to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from tests.content import rules
from tests.content.noting import NOTED
from tests.content.reached import REACHED
from tests.content.rules import RULES, Rule
from tests.content.verdicts import verdicts
from tests.examples.conftest import EXAMPLES, Example
from tests.house.checkout import ROOT

ENOUGH_QUESTIONS = 25
Change = Callable[[dict[str, Any]], object]


def named(rule: Rule) -> str:
    return rule.__name__


def test_there_is_an_example() -> None:
    assert EXAMPLES


def test_an_example_has_enough_questions_and_is_about_something_else(example: Example) -> None:
    shipped = yaml.safe_load(assets.questions().read_text(encoding="utf-8"))
    assert len(example.questionnaire.questions) >= ENOUGH_QUESTIONS
    assert example.questionnaire.id != shipped["id"]
    assert example.questionnaire.texts.about.condition != tuple(shipped["texts"]["about"]["condition"])


@pytest.mark.parametrize("rule", [*RULES, *REACHED, *NOTED], ids=named)
def test_an_example_keeps_the_rule(rule: Rule, questionnaire: Questionnaire) -> None:
    assert rule(questionnaire) == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_nothing_said_is_a_verdict(seed: int, questionnaire: Questionnaire) -> None:
    assert verdicts(questionnaire, seed) == []


def test_the_examples_are_listed_with_how_to_serve_them() -> None:
    told = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert "DECISION_AID_QUESTIONS=" in told
    assert [path for path in EXAMPLES if str(path.relative_to(ROOT)) not in told] == []


def question(data: dict[str, Any], name: str) -> dict[str, Any]:
    pages = (page for part in data["parts"] for page in part["pages"])
    found: dict[str, Any] = next(one for page in pages for one in page["questions"] if one["id"] == name)
    return found


BREACHES: dict[Rule, Change] = {
    rules.lists_without_a_way_out: lambda data: question(data, "wants")["options"][-2].update(label="Other"),
    rules.questions_to_star_that_go_on_from_another: lambda data: question(data, "ind").update(
        brief=question(data, "nct")["brief"] + " And why is that?"
    ),
    rules.texts_hard_to_read: lambda data: question(data, "nct").update(
        why="Investigational authorisations necessitate considerable institutional accountability."
    ),
    rules.rows_of_unequal_room: lambda data: data["option_grid"]["rows"][0]["cells"][0].update(text="Short."),
    rules.options_that_are_not_four_in_eight_rows: lambda data: data["option_grid"]["rows"].append(
        data["option_grid"]["rows"][0] | {"id": "again"}
    ),
    rules.what_could_be_better: lambda data: data["facts"][0].update(text="It helps 1 in 10 people."),
    rules.checks_asked_together_or_left_out: lambda data: question(data, "irb").update(short=False),
    rules.ratings_that_claim_too_much: lambda data: [
        item.update(rating="met", record="2026-11-01") for item in data["ipdas"] if item["id"] == "b14"
    ],
    rules.lengths_told_wrong: lambda data: question(data, "length").update(hint="It has 3 pages, or about 60."),
    rules.signs_whose_way_out_differs: lambda data: question(data, "signs_1")["options"][0].update(label="None"),
    rules.sources_on_one_clinic: lambda data: data["sources"][0].update(address="https://alsuntangled.com/review/x"),
    rules.sources_with_an_address_only_near: lambda data: data["sources"][0].update(address="https://example.org/"),
    rules.study_cards_without_a_result: lambda data: data["evidence"][0]["primary_endpoint"].update(met="not reported"),
}


def test_a_breach_is_known_of_every_rule() -> None:
    assert set(BREACHES) == set(RULES)


@pytest.mark.parametrize("rule", BREACHES, ids=named)
def test_a_breach_of_the_rule_is_found(rule: Rule, example: Example) -> None:
    data = yaml.safe_load(example.text)
    BREACHES[rule](data)
    assert rule(Questionnaire.model_validate(data)) != []
