"""What the public record adds to a page's bytes."""

from __future__ import annotations

from dataclasses import replace

from decision_aid.core.answers import Answer
from decision_aid.core.record import TrialRecord
from decision_aid.registry import sample
from tests.journeys.walking import everything, walk
from tests.registry.fakes import NUMBER, FakeRegistry, record
from tests.web.fakes import TroubledStore
from tests.web.trials import ASKED, MATCH, SAME, offered
from tests.web.visitor import Visitor

HEADERS = 768  # bytes: more than an answer's take


def test_a_page_with_a_record_weighs_at_most_12_kb_and_a_summary_8_kb_more_for_each(
    visitor: Visitor, store: TroubledStore, registry: FakeRegistry
) -> None:
    registry.records = (record(),)
    draft, _ = walk(everything, length="full", how_many="three")
    given = {"nct": Answer(("told",), note=NUMBER), "same_study": Answer(("yes",))}
    answers = draft.answers.merged(1, given).merged(2, given).merged(3, given)
    visitor.client.set_cookie(
        "__Host-decision-aid", store.start(replace(draft, answers=answers)), domain="localhost", secure=True
    )
    assert len(visitor.get("/summary").response.data) <= (24 + 3 * 8) * 1024
    for address in (SAME, MATCH):
        assert len(visitor.get(address).response.data) <= 12 * 1024 - HEADERS, address


def test_a_page_with_a_real_record_weighs_at_most_13_kb(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = tuple(read for read in sample.found() if isinstance(read, TrialRecord))
    offered(visitor)
    weights = {}
    for number in (each.number for each in registry.records):
        visitor.answer(ASKED, {"nct-codes": "told", "nct-note": number})
        weights[number] = len(visitor.get(MATCH).response.data)
    assert max(weights.values()) <= 12 * 1024, weights  # and a KB for its headers
