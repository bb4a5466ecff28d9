"""A file of an older version gives what still fits; the person's own words are never lost."""

from __future__ import annotations

import pytest

from decision_aid import assets
from decision_aid.core.answers import Answer
from decision_aid.core.errors import KeptFileRefused
from decision_aid.core.words import Words
from decision_aid.fhir import naming
from decision_aid.loader import Loaded, load
from decision_aid.services import LeftOut
from tests.fhir.damaging import (
    Change,
    Data,
    around,
    brought_back,
    changed,
    code,
    full_visit,
    item,
    move,
    new,
    put,
    twice,
    value,
    written,
)
from tests.house.checkout import ROOT

CLINIC = ROOT / "examples" / "local" / "clinic.yaml"

OLD_ANSWER = {"valueCoding": {"system": "urn:old", "code": "yes"}}


@pytest.fixture(scope="module")
def file(shipped: Loaded) -> bytes:
    """Return a full visit as the version before ours wrote it."""

    def older(data: Data) -> None:
        data["questionnaire"] = naming.canonical(shipped.questionnaire) + "|2026.9.12"
        data["meta"]["tag"][0]["code"] = "0" * 64

    return changed(written(shipped, full_visit()), older)


def test_what_still_fits_is_taken_whole(shipped: Loaded, file: bytes) -> None:
    now, then = brought_back(shipped, written(shipped, full_visit())), brought_back(shipped, file)
    assert then.draft == now.draft
    assert (then.version, then.current, then.left_out) == ("2026.9.12", False, ())


@pytest.mark.parametrize("version", ["2026.11", "2026.11.0"])
def test_the_same_version_with_other_content_is_read_like_an_older_one(
    shipped: Loaded, file: bytes, version: str
) -> None:
    address = naming.canonical(shipped.questionnaire)
    kept = brought_back(shipped, changed(file, lambda data: data.update(questionnaire=f"{address}|{version}")))
    assert (kept.version, kept.current) == (version, False)


@pytest.mark.parametrize(
    "lose", [lambda data: data.pop("meta"), lambda data: data.update(meta={"tag": [{"code": "lforms"}]})]
)
def test_a_file_that_does_not_say_its_content_is_read_like_an_older_one(shipped: Loaded, lose: Change) -> None:
    kept = brought_back(shipped, changed(written(shipped, full_visit()), lose))
    assert (kept.version, kept.current, kept.left_out) == (shipped.questionnaire.version, False, ())


@pytest.mark.parametrize(("written_as", "read_as"), [("2026.11", "2026.11"), ("<b>", "")])
def test_the_version_of_a_clinics_own_file_comes_back(shipped: Loaded, written_as: str, read_as: str) -> None:
    ours = load(assets.questions(), CLINIC)
    file = written(ours, full_visit())

    def told(data: Data) -> None:
        (tag,) = (tag for tag in data["meta"]["tag"] if tag["system"] == naming.local(ours.questionnaire))
        assert tag["code"] == "2026.11"
        tag["code"] = written_as

    kept = brought_back(shipped, changed(file, told))
    assert (kept.local, kept.current) == (read_as, False)


def test_versions_are_compared_as_numbers(shipped: Loaded, file: bytes) -> None:
    address = naming.canonical(shipped.questionnaire)
    assert brought_back(shipped, changed(file, lambda data: data.update(questionnaire=f"{address}|2026.2"))).version
    with pytest.raises(KeptFileRefused, match=r"version 2026\.11\.1 of the questions"):
        brought_back(shipped, changed(file, lambda data: data.update(questionnaire=f"{address}|2026.11.1")))


MISFITS: dict[str, tuple[str, Change]] = {
    "a code that is gone": ("What choice do I face?", code("decision", "gone")),
    "a scale that is another": (
        "What choice do I face?",
        lambda data: value(data, "decision")["valueCoding"].update(system="urn:old"),
    ),
    "a number out of new bounds": ("ALSFRS-R total", put("alsfrs.exact", valueInteger=60)),
    "an answer of another kind": ("What choice do I face?", put("decision", valueString="")),
    "the person's question in an offer": ("What choice do I face?", move("decision", "cells")),
}


@pytest.mark.parametrize("planted", MISFITS)
def test_what_no_longer_fits_is_left_out_and_named(shipped: Loaded, file: bytes, planted: str) -> None:
    brief, change = MISFITS[planted]
    kept = brought_back(shipped, changed(file, change))
    gone = {question for question in ("decision", "alsfrs") if question not in kept.draft.answers.person}
    assert [left.question for left in kept.left_out] == [brief]
    assert gone == {"alsfrs" if "ALSFRS" in brief else "decision"}
    assert kept.draft.answers.person["who"] == Answer(("self",))


def test_own_words_stay_where_the_answer_does_not_fit(shipped: Loaded, file: bytes) -> None:
    kept = brought_back(shipped, changed(file, code("product", "gone")))
    assert kept.draft.answers.offers[0]["product"] == Answer(note="In a bag")
    assert kept.left_out == (LeftOut("What is the exact product, and who makes it?", 1),)


def test_own_words_stay_when_a_question_in_words_becomes_a_choice(shipped: Loaded, file: bytes) -> None:
    kept = brought_back(shipped, changed(file, put("cells", valueString="From my hip")))
    assert kept.draft.answers.offers[0]["cells"] == Answer(note="From my hip")


def test_own_words_stay_when_a_choice_becomes_a_question_in_words(shipped: Loaded, file: bytes) -> None:
    def was_a_choice(data: Data) -> None:
        words = item(data, "offer_name")["answer"]
        item(data, "offer_name")["answer"] = [OLD_ANSWER]
        around(data, "offer_name").append({"linkId": "offer_name.note", "answer": words})

    kept = brought_back(shipped, changed(file, was_a_choice))
    assert kept.draft.answers.offers[0]["offer_name"] == Answer(note="The first")


def test_a_question_that_is_gone_is_named_by_the_file_and_its_words_stay(shipped: Loaded, file: bytes) -> None:
    def asked_more(data: Data) -> None:
        new("herbs", text="Which  herbs?\u202e", answer=[OLD_ANSWER])(data)
        new("herbs.note", text="Say more", answer=[{"valueString": "Ginger\r\n"}])(data)
        new("teas", text="x" * 400, answer=[OLD_ANSWER])(data)

    kept = brought_back(shipped, changed(file, asked_more))
    assert kept.left_out == (LeftOut("Which herbs?", None, "Ginger"), LeftOut("x" * 71 + "…"))
    assert kept.draft.answers.person["herbs"] == Answer(note="Ginger")
    assert "teas" not in kept.draft.answers.person


def test_an_unanswered_question_that_is_gone_is_not_missed(shipped: Loaded, file: bytes) -> None:
    kept = brought_back(shipped, changed(file, new("herbs", text="Which herbs?")))
    assert kept == brought_back(shipped, file)


def test_groups_that_are_gone_do_not_matter(shipped: Loaded, file: bytes) -> None:
    def regrouped(data: Data) -> None:
        data["item"] = [{**part, "linkId": part["linkId"].replace("part.", "part.old_")} for part in data["item"]]

    assert brought_back(shipped, changed(file, regrouped)) == brought_back(shipped, file)


def test_a_star_that_is_gone_is_left_out(shipped: Loaded, file: bytes) -> None:
    kept = brought_back(shipped, changed(file, code("stars", "herbs")))
    assert kept.draft.answers.stars == ("large_payment",)
    assert kept.left_out == (LeftOut(Words()(shipped.questionnaire.texts.stars.title)),)


def test_an_item_that_stands_twice_is_refused_in_any_version(shipped: Loaded, file: bytes) -> None:
    with pytest.raises(KeptFileRefused, match=r"“What choice do I face\?”"):
        brought_back(shipped, changed(file, twice("decision")))


def test_a_helper_reads_a_helpers_words(shipped: Loaded, file: bytes) -> None:
    def helped(data: Data) -> None:
        code("who", "family")(data)
        code("decision", "gone")(data)

    assert brought_back(shipped, changed(file, helped)).left_out == (LeftOut("What choice do they face?"),)
