"""Answers that lean to one side are found; answers that do not are left alone."""

import pytest

from decision_aid.core.schema import Questionnaire
from decision_aid.lint import scales
from tests.lint.conftest import changed

EVEN = [
    ("Very good", "Good", "Bad", "Very bad"),
    ("Good", "Neither", "Not good"),
    ("Helpful", "Not sure how helpful", "Unhelpful"),
    ("Yes", "A little", "No"),
    ("Written well", "Told", "No"),
]
LOPSIDED = [
    ("Extremely good", "Very good", "Good", "Quite good", "Fairly good", "Bad"),
    ("Very good", "Good"),
    ("Easy", "Hard", "Very hard", "Too hard"),
    ("Likely", "Very likely", "Not likely", "Agree", "Happy"),
]


def told(smallest: Questionnaire, labels: tuple[str, ...]) -> list[str]:
    options: list[object] = [{"code": f"code_{at}", "label": label} for at, label in enumerate(labels)]
    options.append({"code": "not_asked", "label": "Not a good time yet", "state": "not_known"})
    data = [one.model_dump(mode="json") for one in smallest.scales]
    spare = {"id": "spare", "options": options}
    return [fault.sentence for fault in scales.faults(changed(smallest, ["scales"], [*data, spare]))]


@pytest.mark.parametrize("labels", EVEN, ids=" / ".join)
def test_answers_that_keep_the_balance_are_not_told(smallest: Questionnaire, labels: tuple[str, ...]) -> None:
    assert told(smallest, labels) == []


@pytest.mark.parametrize("labels", LOPSIDED, ids=" / ".join)
def test_answers_that_lean_to_one_side_are_told(smallest: Questionnaire, labels: tuple[str, ...]) -> None:
    (sentence,) = told(smallest, labels)
    assert sentence.startswith("scale spare: ")


def test_how_many_praise_and_blame_is_said(smallest: Questionnaire) -> None:
    assert told(smallest, LOPSIDED[0]) == [
        "scale spare: 5 of its answers praise and 1 blame. Give both sides the same number."
    ]
