"""npm's fhir takes whatever is exported, and refuses what is planted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from decision_aid.core.draft import Draft
from tests.fhir.clients.npm_fhir import Fault, judged
from tests.fhir.clients.visits import by_chance, chosen

VISITS = 200
ABSENT = object()
WHO = ("item", 0, "item", 0)
Place = tuple[str | int, ...]
Respond = Callable[[Draft], bytes]


@pytest.fixture(scope="module")
def response(respond: Respond) -> bytes:
    return respond(chosen()["full, three offers"])


def judgement(packages: Path, resource: bytes, place: Place, value: Any) -> list[Fault]:
    """Return the faults of the resource with one value put in, or taken away."""
    changed = json.loads(resource)
    node = changed
    for name in place[:-1]:
        node = node[name]
    if value is ABSENT:
        del node[place[-1]]
    else:
        node[place[-1]] = value
    return judged(packages / "fhir", [json.dumps(changed).encode()])[0]


def name_of(part: object) -> str:
    return ".".join(map(str, part)) if isinstance(part, tuple) else str(part)[:20]


def test_the_questionnaire_is_taken(packages: Path, published: bytes) -> None:
    assert judged(packages / "fhir", [published]) == [[]]


def test_every_response_is_taken(packages: Path, respond: Respond) -> None:
    drafts = [*chosen().values(), *(by_chance(seed) for seed in range(VISITS))]
    faults = judged(packages / "fhir", map(respond, drafts))
    assert len(faults) == len(drafts)
    assert [found for found in faults if found] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("status",), "live"),
        (("subjectType",), ["Somebody"]),
        (("date",), "last week"),
        (("item", 0, "type"), "coding"),
        ((*WHO, "type"), "boolean answer"),
        ((*WHO, "linkId"), ABSENT),
        ((*WHO, "repeats"), "no"),
        ((*WHO, "enableBehavior"), "some"),
        ((*WHO, "enableWhen"), [{"question": "who", "operator": "is", "answerBoolean": True}]),
        ((*WHO, "enableWhen"), [{"question": "who", "operator": "exists"}]),
        ((*WHO, "item", 0, "type"), "help"),
        (("unheard",), "of"),
    ],
    ids=name_of,
)
def test_a_planted_fault_in_the_questionnaire_is_found(
    packages: Path, published: bytes, place: Place, value: Any
) -> None:
    assert judgement(packages, published, place, value)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("status",), "final"),
        (("status",), ABSENT),
        (("authored",), "today"),
        (("item", 0, "linkId"), ABSENT),
        ((*WHO, "linkId"), ABSENT),
        ((*WHO, "answer", 0), {"valueInteger": "five"}),
        ((*WHO, "answer", 0), {"valueDecimal": "12.5 per cent"}),
        ((*WHO, "answer", 0), {"valueColour": "red"}),
    ],
    ids=name_of,
)
def test_a_planted_fault_in_a_response_is_found(packages: Path, response: bytes, place: Place, value: Any) -> None:
    assert judgement(packages, response, place, value)
