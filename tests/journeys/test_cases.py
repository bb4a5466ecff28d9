"""Sets of answers, and exactly what must be found in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.journeys.walking import answers_of, shipped, summary_of

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
# What is not answered is not known, and that alone raises these: there is no answer to show as their ground.
RAISED_BY_SILENCE = {"note_lockout_offer", "note_lockout_person", "note_no_offer"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_these_answers_raise_just_these_findings(case: dict[str, Any]) -> None:
    summary = summary_of(answers_of(case["person"], case["offers"]))
    assert {sign.id: list(sign.about) for sign in summary.signs} == case["signs"]
    assert sorted(note.id for note in summary.notes) == sorted(case["notes"])


def test_the_cases_raise_every_note() -> None:
    raised = {note for case in CASES for note in case["notes"]}
    assert raised == {note.id for note in shipped().notes}


def test_the_cases_raise_every_sign_that_a_rule_can_raise() -> None:
    raised = {sign for case in CASES for sign in case["signs"]}
    assert {sign.id for sign in shipped().warning_signs if sign.also_when} <= raised


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_raised_stands_gravest_first_with_its_ground_and_source(case: dict[str, Any]) -> None:
    summary = summary_of(answers_of(case["person"], case["offers"]))
    for raised, rules in ((summary.signs, shipped().warning_signs), (summary.notes, shipped().notes)):
        gravity = {rule.id: rule.gravity for rule in rules}
        assert [gravity[one.id] for one in raised] == sorted(gravity[one.id] for one in raised)
        for one in raised:
            assert one.why
            assert one.ask
            assert one.sources
            assert one.grounds or one.id in RAISED_BY_SILENCE
