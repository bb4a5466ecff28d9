"""A data file brings everything back, or it is refused with a sentence and nothing is taken over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import KeptFileRefused
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import Loaded
from tests.fhir.clients import visits
from tests.fhir.damaging import (
    Change,
    Data,
    brought_back,
    changed,
    full_visit,
    item,
    items,
    put,
    root,
    value,
    written,
)


def on_the_path(asked: Questionnaire, draft: Draft) -> tuple[Answers, set[str]]:
    walk = journey.walk(asked, draft.answers)
    return replace(walk.answers, stars=()), {step.key for step in walk.steps} & draft.pages.keys()


def assert_comes_back(shipped: Loaded, draft: Draft) -> None:
    asked, file = shipped.questionnaire, written(shipped, draft)
    kept = brought_back(shipped, file)
    assert on_the_path(asked, kept.draft) == on_the_path(asked, draft)
    assert written(shipped, kept.draft) == file
    assert (kept.version, kept.current, kept.left_out) == (asked.version, True, ())
    assert kept.draft.questionnaire == (asked.id, asked.version, shipped.digest)
    assert set(kept.draft.pages.values()) <= {1}


@pytest.mark.parametrize("seed", range(200))
def test_any_visit_comes_back_as_it_was(shipped: Loaded, seed: int) -> None:
    assert_comes_back(shipped, visits.by_chance(seed))


@pytest.mark.parametrize("name", visits.chosen())
def test_a_chosen_visit_comes_back_as_it_was(shipped: Loaded, name: str) -> None:
    assert_comes_back(shipped, visits.chosen()[name])


def test_stars_come_back_in_their_order(shipped: Loaded) -> None:
    draft = visits.chosen()["stars"]
    assert brought_back(shipped, written(shipped, draft)).draft.answers.stars == draft.answers.stars


def test_an_offer_left_empty_keeps_its_place(shipped: Loaded) -> None:
    kept = brought_back(shipped, written(shipped, visits.chosen()["an offer left empty between two"]))
    assert [bool(offer) for offer in kept.draft.answers.offers] == [True, False, True]


def test_an_offer_stands_where_it_says_whatever_the_order(shipped: Loaded, file: bytes) -> None:
    def turn(data: Data) -> None:
        data["item"] = [each for each in data["item"] if each["linkId"] != "offer"] + [
            each for each in reversed(data["item"]) if each["linkId"] == "offer"
        ]

    assert brought_back(shipped, changed(file, turn)) == brought_back(shipped, file)


def test_offers_that_do_not_say_which_they_are_come_in_order(shipped: Loaded, file: bytes) -> None:
    def silent(data: Data) -> None:
        for each in items(data):
            each["item"] = [one for one in each.get("item", []) if one["linkId"] != "computed.offer"]

    assert brought_back(shipped, changed(file, silent)) == brought_back(shipped, file)


@pytest.fixture(scope="module")
def file(shipped: Loaded) -> bytes:
    return written(shipped, full_visit())


ADDED: dict[str, Change] = {
    "a subject": root(subject={"reference": "Patient/7"}, encounter={"reference": "Encounter/7"}),
    "an id, a narrative and who it is from": root(
        id="x", text={"status": "generated", "div": "<div/>"}, author={}, source={}, identifier={}
    ),
    "what is contained and based on": root(contained=[{}], basedOn=[], partOf=[], extension=[{"url": "urn:x"}]),
    "a hint to a date": root(_authored={"extension": []}),
    "meta data of its own": lambda data: data["meta"].update(
        profile=["urn:x"], versionId="3", tag=[{"code": "other"}, *data["meta"]["tag"], 7]
    ),
    "another status": root(status="amended"),
    "the time of day": root(authored="2026-11-23T09:30:00.123-05:00"),
    "ids of items": lambda data: [each.update(id="x", definition="urn:x") for each in items(data)],
    "no texts": lambda data: [each.pop("text", None) for each in items(data)],
    "other texts": lambda data: [each.update(text="Something else") for each in items(data)],
    "more about a code": lambda data: value(data, "who")["valueCoding"].update(
        version="1", userSelected=True, extension=[{"url": "urn:x"}]
    ),
    "nothing in a list": lambda data: item(data, "who").update(item=[]),
    "something worked out anew": put("computed.decline", valueString="anything"),
}


@pytest.mark.parametrize("added", ADDED)
def test_what_a_clinic_adds_does_not_matter(shipped: Loaded, file: bytes, added: str) -> None:
    assert brought_back(shipped, changed(file, ADDED[added])) == brought_back(shipped, file)


def test_empty_items_that_a_client_drops_are_not_missed(shipped: Loaded) -> None:
    draft = visits.chosen()["not sure of anything"]

    def drop(data: Data) -> None:
        data["item"] = _without_empty(data["item"])

    kept = brought_back(shipped, changed(written(shipped, draft), drop))
    assert on_the_path(shipped.questionnaire, kept.draft)[0] == on_the_path(shipped.questionnaire, draft)[0]


def _without_empty(found: list[Data]) -> list[Data]:
    lean = [{**each, "item": _without_empty(each.get("item", []))} for each in found]
    return [{name: told for name, told in each.items() if told} for each in lean if each["item"] or each.get("answer")]


def test_groups_do_not_matter(shipped: Loaded, file: bytes) -> None:
    def flat(data: Data) -> None:
        offers = [each for each in data["item"] if each["linkId"] == "offer"]
        data["item"] = [
            *(leaf for each in data["item"] if each not in offers for leaf in _leaves(each)),
            *({"linkId": "offer", "item": _leaves(offer)} for offer in offers),
        ]

    assert brought_back(shipped, changed(file, flat)) == brought_back(shipped, file)


def _leaves(group: Data) -> list[Data]:
    return [each for each in items({"item": [group]}) if "item" not in each]


def test_an_endless_number_names_its_question(shipped: Loaded, file: bytes) -> None:
    endless = changed(file, put("price.exact", valueInteger=77777)).replace(b"77777", b"1e999")
    with pytest.raises(KeptFileRefused, match=r"What is every cost, in writing\?"):
        brought_back(shipped, endless)


def test_a_byte_order_mark_does_not_matter(shipped: Loaded, file: bytes) -> None:
    assert brought_back(shipped, b"\xef\xbb\xbf" + file) == brought_back(shipped, file)


def test_a_day_that_was_to_come_may_be_over_now(shipped: Loaded, file: bytes) -> None:
    kept = brought_back(shipped, file, today=date(2029, 1, 1))
    assert kept.draft.answers.person["due"].exact == "2027-02-09"


def test_a_file_from_tomorrow_is_judged_today(shipped: Loaded, file: bytes) -> None:
    tomorrow = changed(file, root(authored="2027-06-01"))
    assert brought_back(shipped, tomorrow) == brought_back(shipped, file)
    late_onset = changed(tomorrow, lambda data: value(data, "onset.year").update(valueInteger=2027))
    with pytest.raises(KeptFileRefused, match="nothing was taken over"):
        brought_back(shipped, late_onset)


@pytest.mark.parametrize("authored", ["1970-01-01", "0001-01-01", "2026", "yesterday", None])
def test_a_file_without_a_day_is_judged_today(shipped: Loaded, file: bytes, authored: str | None) -> None:
    undated = changed(file, lambda data: data.pop("authored") if authored is None else data.update(authored=authored))
    assert brought_back(shipped, undated) == brought_back(shipped, file)


def test_a_choice_that_time_has_moved_on_from_still_comes_back(shipped: Loaded) -> None:
    # Told in November, printed in March: "within a month" was true of the day when it was chosen.
    near = Answer(("month",), "2026-12-20")
    draft = visits.been_through(Answers().merged(None, {"due": near}))
    kept = brought_back(shipped, written(shipped, draft, date(2027, 3, 1)), today=date(2027, 3, 1))
    assert kept.draft.answers.person["due"] == near


def test_json_written_otherwise_is_the_same(shipped: Loaded, file: bytes) -> None:
    pretty = json.dumps(json.loads(file), indent=4, ensure_ascii=False, sort_keys=True).encode()
    assert brought_back(shipped, pretty) == brought_back(shipped, file)
