"""Sets of choices that many questions share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.questions import Choice, Question

# Stands in for options that cannot be known, so that every other fault is still found.
_SPOILT = {"code": "options_are_unclear", "label": "?", "state": "not_known"}


def with_scales(data: Any) -> Any:
    """Return the raw data with the options of its scale filled in for every question that names one.

    The data given is left as it is. A scale that is not there, or options beside a scale, are filled in so that
    `faults` finds them.
    """
    if not isinstance(data, dict) or not isinstance(data.get("parts"), list):
        return data
    scales = _options_of_scales(data.get("scales"))
    return {**data, "parts": [_part(part, scales) for part in data["parts"]]}


def _options_of_scales(scales: Any) -> dict[str, Any]:
    if not isinstance(scales, list):
        return {}
    named = [scale for scale in scales if isinstance(scale, dict) and isinstance(scale.get("id"), str)]
    return {scale["id"]: scale.get("options") for scale in reversed(named)}


def _part(part: Any, scales: dict[str, Any]) -> Any:
    if not isinstance(part, dict) or not isinstance(part.get("pages"), list):
        return part
    return {**part, "pages": [_page(page, scales) for page in part["pages"]]}


def _page(page: Any, scales: dict[str, Any]) -> Any:
    if not isinstance(page, dict) or not isinstance(page.get("questions"), list):
        return page
    return {**page, "questions": [_question(question, scales) for question in page["questions"]]}


def _question(question: Any, scales: dict[str, Any]) -> Any:
    if not isinstance(question, dict) or not isinstance(question.get("scale"), str):
        return question
    given = question.get("options")
    if given is not None:
        return {**question, "options": [*given, _SPOILT]} if isinstance(given, list) else question
    options = scales.get(question["scale"])
    return {**question, "options": options if isinstance(options, list) else [_SPOILT, _SPOILT]}


def spoilt(question: Question) -> bool:
    """Tell whether the question's options cannot be known because of its scale."""
    return isinstance(question, Choice) and question.options[-1].code == _SPOILT["code"]


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through questions whose scale is not there, or that have options beside it."""
    known = {scale.id for scale in plan.questionnaire.scales}
    for asked in plan.asked:
        question = asked.question
        if not isinstance(question, Choice) or question.scale is None:
            continue
        path, scale = (*asked.path, "scale"), question.scale
        if scale not in known:
            sentence = f"there is no scale {scale}. Add it under scales, or correct the name."
            yield Fault(path, question.id, sentence, (scale,))
        elif spoilt(question):
            yield Fault(path, question.id, f"has the scale {scale} and options as well. Take one of them away.")
