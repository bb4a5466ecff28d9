"""A branch that changes nothing is found, wherever it stands in a condition; one that decides something is not."""

from typing import Any

import pytest

from decision_aid.core.schema import Questionnaire
from decision_aid.lint import branches
from tests.lint.conftest import changed

WRITTEN = {"question": "ind", "is": ["written"]}
TOLD = {"question": "ind", "is": ["told"]}
CLINIC = {"question": "offer_kind", "is": ["paid_clinic"]}
KNOWN = {"known": "ind"}
NEVER = {"all": [TOLD, WRITTEN]}
IDLE: list[tuple[Any, tuple[str | int, ...]]] = [
    ({"any": [CLINIC, NEVER]}, ("any", 1)),
    ({"all": [WRITTEN, KNOWN]}, ("all", 1)),
    ({"all": [KNOWN, WRITTEN]}, ("all", 0)),
    ({"any": [WRITTEN, WRITTEN]}, ("any", 1)),
    ({"not": {"any": [CLINIC, {"all": [CLINIC, WRITTEN]}]}}, ("not", "any", 1)),
    ({"any": [CLINIC, {"all": [WRITTEN, KNOWN]}]}, ("any", 1, "all", 1)),
    ({"all": [CLINIC, {"any": [KNOWN, {"not": KNOWN}]}]}, ("all", 1)),
    ({"question": "ind", "is": ["written", "told", "written"]}, ("is", 2)),
    ({"any": [CLINIC, {"not": {"question": "ind", "is": ["told", "told"]}}]}, ("any", 1, "not", "is", 1)),
]
DECIDING: list[Any] = [
    CLINIC,
    {"any": [CLINIC, WRITTEN]},
    {"all": [CLINIC, {"not": KNOWN}]},
    {"any": [{"all": [CLINIC, WRITTEN]}, {"all": [CLINIC, TOLD]}]},
    {"question": "ind", "is": ["written", "told"]},
    {"all": [CLINIC, {"not": NEVER}]},  # not known is not "no": this waits for an answer
    {"any": [KNOWN, {"not": KNOWN}]},  # told as a condition that always holds
]


def told(smallest: Questionnaire, condition: Any) -> list[tuple[str | int, ...]]:
    at = next(at for at, note in enumerate(smallest.notes) if note.about == "offer")
    found = branches.faults(changed(smallest, ["notes", at, "when"], condition))
    return [fault.path[3:] for fault in found if fault.path[:3] == ("notes", at, "when")]


@pytest.mark.parametrize(("condition", "place"), IDLE, ids=str)
def test_a_branch_that_changes_nothing_is_told(smallest: Questionnaire, condition: Any, place: tuple[Any, ...]) -> None:
    assert told(smallest, condition) == [place]


@pytest.mark.parametrize("condition", DECIDING, ids=str)
def test_a_branch_that_decides_something_is_not_told(smallest: Questionnaire, condition: Any) -> None:
    assert told(smallest, condition) == []
