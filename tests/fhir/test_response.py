"""Answers as others read them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import fhirkit
import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse as Oracle

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir import model
from decision_aid.fhir.invariants import broken_response
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.fhir.response import response
from decision_aid.loader import Loaded
from tests.core.given import answers, chose
from tests.fhir.clients.visits import DAY, by_chance
from tests.fhir.clients.visits import chosen as chosen_visits
from tests.fhir.conftest import DIGEST
from tests.fhir.filling import Filler

EVERY_SEED = range(200)


def been_through(asked: Questionnaire, given: Answers) -> Draft:
    return Draft(given, MappingProxyType({step.key: 1 for step in journey.path(asked, given)}))


def made(asked: Questionnaire, draft: Draft) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(response(asked, draft, DAY, DIGEST).as_json())
    return told


def leaves(items: list[dict[str, Any]]) -> Iterator[tuple[str, list[Any] | None]]:
    """Go through the items that are no groups: link id, and the bare values or nothing."""
    for item in items:
        if item["linkId"].startswith(("part.", "page.", "offer", "stars.group")) and "answer" not in item:
            yield from leaves(item.get("item", []))
        else:
            yield item["linkId"], [bare(answer) for answer in item["answer"]] if "answer" in item else None


def bare(answer: dict[str, Any]) -> Any:
    value = next(iter(answer.values()))
    return value["code"] if isinstance(value, dict) else value


def told(asked: Questionnaire, given: Answers) -> dict[str, list[Any] | None]:
    return dict(leaves(made(asked, been_through(asked, given))["item"]))


@pytest.fixture(scope="module")
def form(small: Questionnaire) -> model.Questionnaire:
    return questionnaire(small, DIGEST)


@pytest.mark.parametrize("seed", EVERY_SEED)
def test_any_answers_agree_with_the_questionnaire_and_with_what_others_read(
    shipped: Loaded, exported: model.Questionnaire, seed: int
) -> None:
    found = response(shipped.questionnaire, by_chance(seed), DAY, shipped.digest)
    assert broken_response(found, exported) == ()
    Oracle.model_validate_json(found.as_json())
    assert fhirkit.validate(found.as_json()) == []


@pytest.mark.parametrize("visit", chosen_visits())
def test_a_visit_of_every_kind_agrees(shipped: Loaded, exported: model.Questionnaire, visit: str) -> None:
    found = response(shipped.questionnaire, chosen_visits()[visit], DAY, shipped.digest)
    assert broken_response(found, exported) == ()
    assert fhirkit.validate(found.as_json()) == []


@pytest.mark.parametrize("seed", EVERY_SEED)
def test_a_form_filler_shows_what_the_journey_asks(shipped: Loaded, exported: model.Questionnaire, seed: int) -> None:
    asked, given = shipped.questionnaire, by_chance(seed).answers
    steps = journey.path(asked, given)
    expected = {(question.id, offer) for page, offer in steps for question in asked.page[page][1].questions}
    filler = Filler(asked, given, journey.offer_count(asked, given))
    shown = set(filler.shown(json.loads(exported.as_json())["item"]))
    assert {(link, offer) for link, offer in shown if link in asked.questions} == expected


def test_the_same_draft_and_day_give_the_same_bytes_in_any_process(shipped: Loaded) -> None:
    here = response(shipped.questionnaire, by_chance(7), DAY, shipped.digest).as_json()
    program = (
        "import sys; from tests.fhir.clients.visits import DAY, by_chance\n"
        "from decision_aid import assets, loader\n"
        "from decision_aid.fhir.response import response\n"
        "loaded = loader.load(assets.questions())\n"
        "sys.stdout.buffer.write(response(loaded.questionnaire, by_chance(7), DAY, loaded.digest).as_json())"
    )
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, timeout=60
        )
        assert there.stdout == here
    assert here.endswith(b"}\n")


def test_it_names_what_was_answered_and_when_and_by_nobody(small: Questionnaire) -> None:
    found = made(small, been_through(small, answers()))
    assert found["questionnaire"].endswith("|2026.11")
    assert found["authored"] == "2026-11-23"
    assert found["meta"]["tag"][0]["code"] == DIGEST
    assert "subject" not in found
    assert "author" not in found


def test_it_is_completed_when_every_page_was_been_through(small: Questionnaire) -> None:
    draft = been_through(small, answers())
    assert made(small, draft)["status"] == "completed"
    without_last = MappingProxyType(dict.fromkeys(list(draft.pages)[:-1], 1))
    assert made(small, replace(draft, pages=without_last))["status"] == "in-progress"
    assert "item" not in made(small, Draft())


def test_each_kind_of_answer_has_its_own_shape(small: Questionnaire) -> None:
    person = {
        "who": chose("self"),
        "decision": chose("which", note="Which of two?"),
        "wants": chose("advice"),
        "due": Answer(exact="2027-02-09"),
        "score": Answer(("high",), "36"),
        "score_date": Answer(exact="2026-03"),
        "onset": Answer(exact="2025-03"),
    }
    found = told(
        small, answers(person, {"offer_name": Answer(note="Offer by name"), "signs_1": chose("pay", "not_seen")})
    )
    assert found["who"] == ["self"]
    assert (found["decision"], found["decision.note"]) == (["which"], ["Which of two?"])
    assert found["wants"] == ["advice"]
    assert [found[f"due.{piece}"] for piece in ("year", "month", "day")] == [[2027], [2], [9]]
    assert "score_date.day" not in found
    assert (found["score"], found["score.exact"]) == (["high"], [36])
    assert found["offer_name"] == ["Offer by name"]
    assert found["signs_1"] == ["pay", "not_seen"]
    assert found["computed.decline"] == [1.0]


def test_a_number_with_decimals_keeps_them(kinds: Questionnaire) -> None:
    assert told(kinds, answers({"dose": Answer(exact="12.5")}))["dose.exact"] == [12.5]


def test_what_was_passed_by_is_an_item_without_answer_and_what_was_never_seen_is_none(small: Questionnaire) -> None:
    draft = Draft(answers({"who": chose("self")}), MappingProxyType({"who": 1, "numbers": 1}))
    found = dict(leaves(made(small, draft)["item"]))
    assert found["score"] is None
    assert "score.exact" not in found
    assert "decision" not in found


def test_an_answer_is_told_though_its_page_was_not_been_through(small: Questionnaire) -> None:
    found = dict(leaves(made(small, Draft(answers({"decision": chose("which")})))["item"]))
    assert found == {"length": ["full"], "how_many": ["none"], "decision": ["which"]}


def test_answers_off_the_path_are_left_out(small: Questionnaire) -> None:
    full = answers({"decision": chose("which")}, {"offer_kind": chose("trial")}, {"offer_kind": chose("trial")})
    short = full.merged(None, {"length": chose("short"), "how_many": chose("one")})
    assert "decision" not in told(small, short)
    assert told(small, full.merged(None, {"how_many": chose("none")})).keys().isdisjoint({"offer_kind", "offer_name"})


def test_a_page_that_is_asked_no_more_is_left_out(small: Questionnaire) -> None:
    short = answers({"length": chose("short")}, {"offer_kind": Answer()})
    draft = Draft(short, MappingProxyType({"who": 1, "numbers": 1, "ind@1": 1, "offer@2": 1}))
    assert dict(leaves(made(small, draft)["item"])) == {"who": None, "length": ["short"], "how_many": ["one"]}


def test_each_offer_has_a_group_and_one_of_which_nothing_was_said_keeps_its_place(small: Questionnaire) -> None:
    given = answers({}, {}, {"offer_kind": chose("trial")})
    found = [item for item in made(small, Draft(given))["item"] if item["linkId"] == "offer"]
    assert [list(leaves(offer.get("item", []))) for offer in found] == [
        [("computed.offer", [1])],
        [("computed.offer", [2]), ("offer_kind", ["trial"])],
    ]


def test_stars_stand_in_the_order_they_were_given_and_only_of_what_can_be_asked(
    small: Questionnaire, form: model.Questionnaire
) -> None:
    starred = replace(answers({"who": chose("self")}, {"offer_kind": chose("trial")}), stars=("ind", "decision"))
    assert told(small, starred)["stars"] == ["ind", "decision"]
    gone = starred.merged(1, {"offer_kind": Answer()})
    assert told(small, gone)["stars"] == ["decision"]
    assert broken_response(response(small, been_through(small, starred), DAY, DIGEST), form) == ()


def test_a_loss_that_cannot_be_worked_out_is_left_out(small: Questionnaire) -> None:
    total = {"score": Answer(exact="36")}
    assert "computed.decline" not in told(small, answers(total))
    assert "computed.decline" not in told(small, answers({"onset": Answer(exact="2025-03")}))


def test_words_come_out_as_they_were_written(small: Questionnaire) -> None:
    words = '<b>„Ärger“</b>\n\tящик "and" \\ משהו 👩\u200d⚕️'
    assert told(small, answers({"decision": Answer(note=words)}))["decision.note"] == [words]


def test_labels_are_in_the_person_s_own_voice(small: Questionnaire) -> None:
    found = response(
        small, been_through(small, answers({"who": chose("family")}, {"offer_kind": chose("trial")})), DAY, DIGEST
    )
    assert b"[" not in found.as_json().replace(b":[", b"").replace(b"|2026", b"")
    assert b"me|us" not in found.as_json()
