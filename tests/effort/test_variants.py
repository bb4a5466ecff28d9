"""The questionnaire cut another way is a whole questionnaire that asks the same."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from tests.effort.variants import APART, VARIANTS


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(assets.questions().read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_asks_every_question_in_the_same_order(shipped: dict[str, Any], name: str) -> None:
    variant = Questionnaire.model_validate(VARIANTS[name](shipped))
    assert list(variant.questions) == list(Questionnaire.model_validate(shipped).questions)


def test_grouping_makes_fewer_pages_and_apart_makes_more(shipped: dict[str, Any]) -> None:
    counts = {name: len(Questionnaire.model_validate(change(shipped)).page) for name, change in VARIANTS.items()}
    assert counts["grouped"] < counts["as shipped"] < counts["apart"]


def test_number_permission_and_review_board_are_never_joined(shipped: dict[str, Any]) -> None:
    grouped = Questionnaire.model_validate(VARIANTS["grouped"](shipped))
    assert [len(grouped.page[grouped.page_of[name]][1].questions) for name in APART] == [1, 1, 1]
