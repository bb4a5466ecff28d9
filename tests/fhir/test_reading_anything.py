"""Whatever stands in a file: it brings answers back or is refused with a sentence. Nothing else ever happens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.core import journey
from decision_aid.core.draft import MOST_CHARACTERS
from decision_aid.core.errors import KeptFileRefused
from decision_aid.core.parsing import parse, raw_of
from decision_aid.fhir import naming
from decision_aid.loader import Loaded
from decision_aid.services import Kept
from tests.fhir.damaging import DAY, Data, brought_back, changed, full_visit, items, written

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LITTLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
ANYTHING = st.recursive(LITTLE, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some, max_size=3))


@pytest.fixture(scope="module")
def file(shipped: Loaded) -> bytes:
    return written(shipped, full_visit())


@pytest.fixture(scope="module")
def older(shipped: Loaded, file: bytes) -> bytes:
    address = naming.canonical(shipped.questionnaire)
    return changed(file, lambda data: data.update(questionnaire=f"{address}|2026.1"))


def outcome(shipped: Loaded, file: bytes) -> Kept | KeptFileRefused:
    try:
        return brought_back(shipped, file)
    except KeptFileRefused as refused:
        return refused


def assert_sound(shipped: Loaded, found: Kept | KeptFileRefused) -> None:
    if isinstance(found, Kept):
        assert_fits(shipped, found)
    else:
        assert found.sentence.format(**found.values) == str(found)
        assert str(found).endswith(".")


def assert_fits(shipped: Loaded, kept: Kept) -> None:
    """Every answer on the path is one that the form itself would take, a date perhaps on an earlier day."""
    asked, given = shipped.questionnaire, journey.asked_only(shipped.questionnaire, kept.draft.answers)
    for answers in (given.person, *given.offers):
        for name, answer in answers.items():
            question = asked.questions[name]
            if not (question.type == "measure" and question.exact.kind == "date"):
                assert parse(question, raw_of(question, answer), DAY) == answer
    assert len(given.stars) <= 3
    assert kept.draft.characters <= MOST_CHARACTERS
    steps = {step.key for step in journey.path(asked, kept.draft.answers)}
    assert steps & kept.draft.pages.keys() == {key for key in kept.draft.pages if key in steps}


@given(data=st.data())
@MANY
def test_any_value_anywhere(shipped: Loaded, file: bytes, older: bytes, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([file, older]))

    def change(found: Data) -> None:
        every = [found, *items(found)]
        places = [*every, *(answer for item in every for answer in item.get("answer", []))]
        pieces = [json.dumps(place) for place in places]
        for _ in range(data.draw(st.integers(1, 3))):
            place = data.draw(st.sampled_from(places))
            name = data.draw(st.sampled_from([*place, "item", "answer", "linkId", "valueString", "valueInteger"]))
            place[name] = data.draw(ANYTHING | st.sampled_from(pieces).map(json.loads).flatmap(_here_or_in_a_list))

    assert_sound(shipped, outcome(shipped, changed(source, change)))


def _here_or_in_a_list(piece: Data) -> st.SearchStrategy[Any]:
    return st.sampled_from([piece, [piece], [piece, piece]])


@given(data=st.data())
@MANY
def test_any_bytes_anywhere(shipped: Loaded, file: bytes, data: st.DataObject) -> None:
    mutated = bytearray(file)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        mutated[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    assert_sound(shipped, outcome(shipped, bytes(mutated)))


@given(junk=st.binary(max_size=200) | ANYTHING.map(lambda value: json.dumps(value).encode("utf-8", "replace")))
@MANY
def test_junk(shipped: Loaded, junk: bytes) -> None:
    assert isinstance(outcome(shipped, junk), KeptFileRefused)


def test_the_check_would_notice_an_answer_that_does_not_fit(shipped: Loaded, file: bytes) -> None:
    kept = brought_back(shipped, file)
    wrong = kept.draft.answers.person["decision"]._replace(codes=("nonsense",))
    answers = kept.draft.answers.merged(None, {"decision": wrong})
    with pytest.raises(Exception, match="Choose from the answers on the page"):
        assert_fits(shipped, Kept(type(kept.draft)(answers), kept.version, current=True))
