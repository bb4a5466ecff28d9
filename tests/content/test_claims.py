"""Whatever is answered, nothing we say is a verdict on an offer or a person."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from decision_aid import assets
from decision_aid.core import journey
from decision_aid.core.summarise import summarise
from decision_aid.core.summary import Raised, Summary
from decision_aid.core.words import Words
from decision_aid.loader import load
from tests.content.chance import answers_by

SHIPPED = load(assets.questions()).questionnaire
TODAY = date(2026, 11, 23)

_VERDICT = r"(safe|legitimate|legit|approved|right for|eligible|ineligible|trustworthy|proven|harmless|recommended)"
CLAIMS = re.compile(
    rf"\b(is|are|was|were|be|looks|seems|appears|sounds)\s+(?!not\b|never\b|no\b)(?:\w+\s+){{0,2}}?{_VERDICT}\b"
    rf"|\b(a|an|the) {_VERDICT} (offer|clinic|trial|treatment|choice)\b"
    r"|\b(you|they|the person) (do |does )?(qualif(y|ies)|fits?|meets? the)\b"
    r"|\b(grade|score|rating|total|rank) (of|for) (this|the|your|their) (offer|clinic|trial)\b"
    r"|\b(good|bad|best|better|worst|safest) (offer|clinic|trial|choice)\b"
    r"|\b\d+ (of|out of) \d+ (points|stars|signs)\b",
    re.IGNORECASE,
)


def spoken(summary: Summary, words: Words) -> Iterator[str]:
    """Go through every sentence that we say ourselves: no answer, no record quoted, no question to ask."""
    for raised in (*summary.signs, *summary.notes):
        yield from _raised(raised)
    yield from (words(text) for text in _texts(summary.texts))
    yield from (
        section.title for section in (*summary.offers, *summary.answers) if "Offer by name" not in section.title
    )
    yield from (topic.title for topic in summary.open_topics)
    yield from (summary.decline, summary.answered_by)
    given = {line.label for line in SHIPPED.printout.box if line.style == "given"}
    yield from (line.value for offer in summary.offers for line in offer.lines if line.label in given)


def _raised(raised: Raised) -> Iterator[str]:
    names = {field.name for field in fields(raised)} & {"brief", "text", "brief_why", "why"}
    yield from (getattr(raised, name) for name in sorted(names))


def _texts(model: BaseModel) -> Iterator[str]:
    for _, value in model:
        if isinstance(value, BaseModel):
            yield from _texts(value)
        else:
            yield str(value)


@pytest.mark.parametrize(
    "claim",
    [
        "This offer is safe.", "The clinic looks very trustworthy.", "This is an approved treatment.",
        "You are not pressed, so this is right for you.", "They are eligible.", "You may be ineligible.",
        "You qualify for this trial.", "The person meets the rules.", "Score of this offer: 7", "2 of 18 signs",
        "It is FDA approved.", "The best choice is a trial.",
    ],
)  # fmt: skip
def test_a_claim_would_be_found(claim: str) -> None:
    assert CLAIMS.search(claim)


@settings(max_examples=2000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_said_is_a_verdict(seed: int) -> None:
    answers = journey.asked_only(SHIPPED, answers_by(SHIPPED, Random(seed)))  # noqa: S311 - no secret
    words = Words(journey.voice(SHIPPED, answers))
    summary = summarise(SHIPPED, answers, words, TODAY, "0" * 64)
    assert [text for text in spoken(summary, words) if CLAIMS.search(text)] == []
