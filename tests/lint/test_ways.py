"""The answers that are said to lead to a page do, in either length, and none of them could be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.journey import Step
from decision_aid.core.schema import Questionnaire
from decision_aid.lint.reach import Reach, Way
from decision_aid.loader import load
from tests.house.checkout import ROOT
from tests.lint.conftest import SMALLEST, changed

EXAMPLES = ROOT / "examples"
FILES: dict[str, tuple[Path, Path | None]] = {
    "shipped": (assets.questions(), None),
    "local": (assets.questions(), EXAMPLES / "local" / "clinic.yaml"),
    "knee": (EXAMPLES / "knee_arthritis" / "questions.yaml", None),
    "smallest": (SMALLEST, None),
}


@pytest.fixture(scope="module", params=FILES)
def asked(request: pytest.FixtureRequest) -> Questionnaire:
    return load(*FILES[request.param]).questionnaire


def leads(asked: Questionnaire, way: Way, name: str) -> bool:
    """Tell whether somebody who gave these answers is asked the page."""
    answers = Answers().merged(None, way.person).merged(1, way.offer)
    offer = 1 if asked.page[name][0].about == "offer" else None
    return Step(name, offer) in journey.path(asked, answers)


def without(given: Mapping[str, Answer], name: str) -> dict[str, Answer]:
    return {other: answer for other, answer in given.items() if other != name}


def test_every_page_is_reached_by_the_answers_that_are_said_to_lead_there(asked: Questionnaire) -> None:
    reach = Reach(asked)
    for name in asked.page:
        way = reach.way(name)
        assert way is not None
        assert leads(asked, way, name), name


def test_without_any_one_of_the_answers_the_page_is_not_asked(asked: Questionnaire) -> None:
    reach = Reach(asked)
    for name in asked.page:
        way = reach.way(name)
        assert way is not None
        for question, answer in way.person.items():
            assert not (answer and leads(asked, replace(way, person=without(way.person, question)), name))
        for question, answer in way.offer.items():
            assert not (answer and leads(asked, replace(way, offer=without(way.offer, question)), name))


def test_a_page_of_the_short_way_that_waits_for_nothing_needs_no_answer() -> None:
    asked = load(assets.questions()).questionnaire
    way = Reach(asked).way("who")
    assert way is not None
    assert way.given == 0


def test_to_a_page_that_nobody_reaches_no_answers_lead(smallest: Questionnaire) -> None:
    never = {"all": [{"question": "who", "is": ["self"]}, {"question": "who", "is": ["family"]}]}
    asked = changed(smallest, ["parts", 0, "pages", 3, "when"], never)
    assert Reach(asked).way("numbers") is None
