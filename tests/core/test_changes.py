from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from decision_aid.core.changes import Changes, changes, fingerprints
from decision_aid.core.schema import Questionnaire

SMALLEST = Path(__file__).parents[1] / "papers" / "smallest.yaml"
Alter = Callable[[dict[str, Any]], object]


def asked(*alterations: Alter) -> Questionnaire:
    """The smallest questionnaire, altered."""
    data = yaml.safe_load(SMALLEST.read_text(encoding="utf-8"))
    for alter in alterations:
        alter(data)
    return Questionnaire.model_validate(data)


def question(data: dict[str, Any], name: str) -> dict[str, Any]:
    pages = (page for part in data["parts"] for page in part["pages"])
    found: dict[str, Any] = next(each for page in pages for each in page["questions"] if each["id"] == name)
    return found


def found(alter: Alter) -> Changes:
    return changes(fingerprints(asked(alter)), fingerprints(asked()))


def test_a_questionnaire_differs_in_nothing_from_itself() -> None:
    assert not found(lambda _: None)
    assert found(lambda _: None) == Changes()


@pytest.mark.parametrize(
    ("alter", "changed"),
    [
        (lambda data: question(data, "who").update(label="Who says so?"), ("who",)),
        (lambda data: question(data, "decision").update(note="As you like"), ("decision",)),
        (lambda data: question(data, "due").update(hint="A guess will do."), ("due",)),
        (lambda data: question(data, "wants")["options"][0].update(label="Good advice"), ("wants",)),
        (lambda data: question(data, "due")["options"][1].update(low=3), ("due",)),
        (lambda data: question(data, "score")["exact"].update(maximum=50), ("score",)),
        (lambda data: data["warning_signs"][1].update(label="Asks for much money"), ("signs_1",)),
    ],
)
def test_what_a_person_reads_or_chooses_from_is_a_change(alter: Alter, changed: tuple[str, ...]) -> None:
    assert found(alter) == Changes(changed=changed)


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: question(data, "who").update(why="For another reason."),
        lambda data: question(data, "who").update(review_by=date(2027, 10, 1)),
        lambda data: question(data, "who").update(brief="Who?"),
        lambda data: data["warning_signs"][0].update(why="Still none is known."),
        lambda data: data.update(version="2027.01"),
    ],
)
def test_a_reason_a_day_or_a_version_is_none(alter: Alter) -> None:
    assert not found(alter)


def add(data: dict[str, Any]) -> None:
    page = data["parts"][0]["pages"][2]
    page["questions"].append({**question(data, "time"), "id": "pace", "label": "Is it fast?", "brief": "Pace"})


def test_a_question_more_is_new_and_one_less_is_nothing() -> None:
    now, before = fingerprints(asked(add)), fingerprints(asked())
    assert changes(now, before) == Changes(new=("pace",))
    assert changes(before, now) == Changes()


def test_new_and_changed_ones_come_in_the_questionnaires_order() -> None:
    before = fingerprints(asked())
    now = {name: mark + "x" for name, mark in before.items()}
    assert changes(now, before).changed == tuple(before)


def test_without_anything_from_before_nothing_can_be_told() -> None:
    assert changes(fingerprints(asked()), {}) == Changes()


def test_fingerprints_of_some_questions_are_those_of_all() -> None:
    everything = fingerprints(asked())
    assert fingerprints(asked(), ["due", "who"]) == {name: everything[name] for name in ("due", "who")}


def test_a_fingerprint_stays_the_same_from_release_to_release() -> None:
    """Kept files and drafts hold them: another would say that every question has changed."""
    marks = fingerprints(asked(), ["who", "score", "signs_1"])
    assert marks == {"who": "a336e08f", "score": "79701307", "signs_1": "cd99cdcb"}
