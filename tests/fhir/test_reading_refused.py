"""A data file that does not fit is refused with a sentence: nothing of it is taken over."""

from __future__ import annotations

import pytest

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.errors import KeptFileRefused
from decision_aid.core.schema import Voice, voiced
from decision_aid.fhir import naming
from decision_aid.loader import Loaded
from tests.fhir.clients import visits
from tests.fhir.damaging import (
    Change,
    Data,
    again,
    around,
    brought_back,
    changed,
    code,
    full_visit,
    item,
    items,
    move,
    new,
    put,
    root,
    twice,
    value,
    written,
)


@pytest.fixture(scope="module")
def file(shipped: Loaded) -> bytes:
    return written(shipped, full_visit())


def offers(count: int, **place: int) -> Change:
    """Put in so many more groups of offers; `place` is the number that each says."""
    says = [{"linkId": "computed.offer", "answer": [{"valueInteger": each}]} for each in place.values()]
    return lambda data: data["item"].extend([{"linkId": "offer", "item": says}] * count)


YES = {"valueCoding": {"system": "urn:x", "code": "yes"}}

MISFITS: dict[str, tuple[str, Change]] = {
    "an unknown code": ("decision", code("decision", "nonsense")),
    "a code of another question": ("cells", code("cells", "from_30")),
    "two answers to one choice": ("who", again("who")),
    "no system": ("decision", lambda data: value(data, "decision")["valueCoding"].pop("system")),
    "another system": ("decision", lambda data: value(data, "decision")["valueCoding"].update(system="urn:other")),
    "words for a choice": ("decision", put("decision", valueString="whether")),
    "a number for words": ("product", put("product.note", valueInteger=7)),
    "words for a number": ("alsfrs", put("alsfrs.exact", valueString="36")),
    "words in a whole number's place": ("alsfrs", put("alsfrs.exact", valueInteger="36")),
    "true for a number": ("alsfrs", put("alsfrs.exact", valueInteger=True)),
    "a fraction for a whole number": ("alsfrs", put("alsfrs.exact", valueDecimal=36.5)),
    "a number out of bounds": ("alsfrs", put("alsfrs.exact", valueInteger=49)),
    "two values in one answer": ("alsfrs", put("alsfrs.exact", valueInteger=36, valueString="36")),
    "an answer without a value": ("alsfrs", put("alsfrs.exact")),
    "a value of a kind that is not used": ("alsfrs", put("alsfrs.exact", valueDate="2026-01-01")),
    "a choice that does not fit its number": ("alsfrs", code("alsfrs", "below_10")),
    "a note that is too long": ("product", put("product.note", valueString="x" * 2001)),
    "too many lines": ("product", put("product.note", valueString="x\n" * 42)),
    "a month that is none": ("onset", put("onset.month", valueInteger=13)),
    "a day that is none": ("due", put("due.day", valueInteger=30)),
    "a day below zero": ("due", put("due.day", valueInteger=-1)),
    "a month without a year": ("onset", lambda data: around(data, "onset").remove(item(data, "onset.year"))),
    "a year without a month": ("onset", lambda data: around(data, "onset").remove(item(data, "onset.month"))),
    "a past day that is to come": ("onset", put("onset.year", valueInteger=2027)),
    "a coming day long over": ("due", put("due.year", valueInteger=2019)),
    "none and another": ("harm_kinds", lambda data: item(data, "harm_kinds")["answer"].extend(_none_too(data))),
    "both answers about the rest": ("signs_1", lambda data: item(data, "signs_1")["answer"].extend(_unsure_too(data))),
    "the same item twice": ("decision", twice("decision")),
    "the same note twice": ("product", twice("product.note")),
    "an offer's question about the person": ("cells", move("cells", "who")),
    "the person's question in an offer": ("decision", move("decision", "cells")),
    "a question below a question": (
        "decision",
        lambda data: value(data, "who").update(item=[dict(item(data, "decision"))]),
    ),
    "a note beside a question in words": (
        "offer_name",
        lambda data: around(data, "offer_name").append({"linkId": "offer_name.note", "answer": [{"valueString": "x"}]}),
    ),
}


def _none_too(data: Data) -> list[Data]:
    return [{"valueCoding": value(data, "harm_kinds")["valueCoding"] | {"code": "none"}}]


def _unsure_too(data: Data) -> list[Data]:
    return [{"valueCoding": value(data, "signs_1")["valueCoding"] | {"code": "unsure"}}]


@pytest.mark.parametrize("planted", MISFITS)
def test_what_does_not_fit_names_its_question(shipped: Loaded, file: bytes, planted: str) -> None:
    name, change = MISFITS[planted]
    with pytest.raises(KeptFileRefused) as refused:
        brought_back(shipped, changed(file, change))
    brief = voiced(shipped.questionnaire.questions[name].brief, Voice.PERSON)
    assert f"“{brief}”" in str(refused.value)
    assert "nothing was taken over" in str(refused.value)


CHANGED = "This file was changed or damaged, so nothing was taken over."
REFUSED: dict[str, tuple[str, Change]] = {
    "an unknown link id": (CHANGED, new("nobody_asked", answer=[YES])),
    "an unknown link id below a question": (
        CHANGED,
        lambda data: value(data, "who").update(item=[{"linkId": "x", "answer": [YES]}]),
    ),
    "an unknown group": (CHANGED, new("part.nowhere", item=[{"linkId": "who.help"}])),
    "an answer where only help stands": (CHANGED, new("who.help", answer=[{"valueString": "x"}])),
    "an answer to a group": (CHANGED, new("page.matters", answer=[YES])),
    "an unknown element": (CHANGED, root(surprise=1)),
    "an element that changes what is meant": (CHANGED, root(modifierExtension=[{"url": "urn:x"}])),
    "rules of its own": (CHANGED, root(implicitRules="urn:x")),
    "items that are none": (CHANGED, root(item={"linkId": "who"})),
    "an item that is none": (CHANGED, root(item=[7])),
    "a link id that is none": (CHANGED, root(item=[{"linkId": 7}])),
    "no link id": (CHANGED, root(item=[{}])),
    "no status": (CHANGED, lambda data: data.pop("status")),
    "an unknown status": (CHANGED, root(status="final")),
    "no questionnaire": (CHANGED, lambda data: data.pop("questionnaire")),
    "a version that is none": (
        CHANGED,
        lambda data: data.update(questionnaire=data["questionnaire"].partition("|")[0] + "|x"),
    ),
    "no version": (CHANGED, lambda data: data.update(questionnaire=data["questionnaire"].partition("|")[0])),
    "entered in error": ("This file is marked as entered in error", root(status="entered-in-error")),
    "another questionnaire": ("made with another set of questions", root(questionnaire="urn:other|2026.11")),
    "another resource": ("This file holds no answers", root(resourceType="Questionnaire")),
    "more than three offers": ("This file holds more than 3 offers", offers(2)),
    "an offer that is none": (CHANGED, offers(1, says=4)),
    "an offer a second time": (CHANGED, offers(1, says=2)),
    "an offer that says two numbers": (CHANGED, offers(1, says=3, too=3)),
    "an offer's number in words": (CHANGED, put("computed.offer", valueString="1")),
    "a star for nothing": ("The starred questions in this file do not fit", code("stars", "who")),
    "a star that is no coding": ("The starred questions in this file do not fit", put("stars", valueString="ind")),
    "more than three stars": (
        "The starred questions in this file do not fit",
        lambda data: item(data, "stars")["answer"].extend(
            {"valueCoding": value(data, "stars")["valueCoding"] | {"code": code}} for code in ("irb", "nct", "cells")
        ),
    ),
    "far too many items": ("This file is too large", root(item=[{"linkId": "part.choice"}] * 5001)),
    "far too deep": ("This file is too large", lambda data: data.update(item=[_deep(30)])),
}


def _deep(levels: int) -> Data:
    return {"linkId": "part.choice", "item": [_deep(levels - 1)]} if levels else {"linkId": "who"}


@pytest.mark.parametrize("planted", REFUSED)
def test_what_is_not_ours_is_refused(shipped: Loaded, file: bytes, planted: str) -> None:
    sentence, change = REFUSED[planted]
    with pytest.raises(KeptFileRefused) as refused:
        brought_back(shipped, changed(file, change))
    assert sentence in str(refused.value)
    assert "nothing was taken over" in str(refused.value)


UNREADABLE = {
    "nothing": b"",
    "half a file": b'{"resourceType":"QuestionnaireResponse","item":[',
    "not a number": b'{"resourceType":"QuestionnaireResponse","item":NaN}',
    "an endless number": b'{"resourceType":"QuestionnaireResponse","item":-Infinity}',
    "the same key twice": b'{"resourceType":"Questionnaire","resourceType":"QuestionnaireResponse"}',
    "other bytes than UTF-8": '{"resourceType":"QuestionnaireResponse"}'.encode("utf-16"),
    "half of a character": b'{"resourceType":"QuestionnaireResponse","status":"\xf0\x9f"}',
    "too deep": b"[" * 100_000,
    "a number too long to count": b'{"resourceType":' + b"9" * 5000 + b"}",
    "words after its end": b'{"resourceType":"QuestionnaireResponse"} more',
}


@pytest.mark.parametrize("planted", UNREADABLE)
def test_what_is_no_json_is_called_damaged(shipped: Loaded, planted: str) -> None:
    with pytest.raises(KeptFileRefused, match="This file is damaged, so nothing was taken over"):
        brought_back(shipped, UNREADABLE[planted])


@pytest.mark.parametrize("text", [b"[]", b"7", b'"words"', b"{}", b'{"resourceType":["QuestionnaireResponse"]}'])
def test_other_json_holds_no_answers(shipped: Loaded, text: bytes) -> None:
    with pytest.raises(KeptFileRefused, match="holds no answers, so nothing was taken over"):
        brought_back(shipped, text)


def test_half_a_character_written_as_an_escape_is_refused(shipped: Loaded, file: bytes) -> None:
    with pytest.raises(KeptFileRefused, match="was changed or damaged"):
        brought_back(shipped, changed(file, put("product.note", valueString="\ud800")))


def test_a_huge_file_is_refused_unread(shipped: Loaded) -> None:
    with pytest.raises(KeptFileRefused, match="This file is too large"):
        brought_back(shipped, b"{" + b" " * 2 * 1024 * 1024)


def test_a_newer_version_is_refused_and_both_are_named(shipped: Loaded, file: bytes) -> None:
    newer = naming.canonical(shipped.questionnaire) + "|2026.12"
    with pytest.raises(KeptFileRefused, match=r"version 2026\.12 .* version 2026\.11\. Nothing was taken over"):
        brought_back(shipped, changed(file, root(questionnaire=newer)))


def test_notes_over_the_limit_of_a_draft_are_refused(shipped: Loaded) -> None:
    draft = visits.chosen()["longest notes"]
    words = written(shipped, draft)
    assert draft.characters == 60_000
    assert brought_back(shipped, words).draft.characters == 60_000
    longer = new("who.note", answer=[{"valueString": "x"}])
    with pytest.raises(KeptFileRefused, match=r"60,001 characters .* 60,000\. Nothing was taken over"):
        brought_back(shipped, changed(words, longer))


def test_a_refusal_never_says_what_was_answered(shipped: Loaded, file: bytes) -> None:
    canary = "CANARY" * 400

    def spread(data: Data) -> None:
        item(data, "product.note")["answer"][0]["valueString"] = canary
        for each in items(data):
            each["text"] = canary

    with pytest.raises(KeptFileRefused) as refused:
        brought_back(shipped, changed(file, spread))
    assert "CANARY" not in repr((refused.value, refused.value.values, refused.value.__cause__))


def test_a_helper_is_named_the_question_in_a_helpers_words(shipped: Loaded) -> None:
    helped = visits.been_through(Answers().merged(None, {"who": Answer(("family",)), "decision": Answer(("whether",))}))
    with pytest.raises(KeptFileRefused, match=r"What choice do they face\?"):
        brought_back(shipped, changed(written(shipped, helped), code("decision", "x")))
