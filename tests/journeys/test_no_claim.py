"""No combination of answers makes us claim anything about an offer or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from decision_aid.core.schema import both_voices
from decision_aid.core.summary import Raised, Summary
from tests.content.chance import answers_by
from tests.journeys.claims import claims
from tests.journeys.walking import shipped, summary_of

PLANTED = """
This offer is safe.
The treatment is very safe.
The clinic seems legitimate.
It sounds right for you.
An FDA-approved product.
This is an approved treatment.
FDA has approved this product.
FDA approves this.
The product has been cleared.
A legitimate clinic.
This clinic can be trusted.
The safest option is a trial.
Offer 2 is the better choice.
The best offer is the second one.
It is a good trial.
You should join.
They should not only wait, you should accept.
We recommend offer 1.
It works for ALS.
This will help you.
You are eligible.
You are not eligible.
The person may be ineligible.
You may qualify.
They do not qualify.
You meet the rules.
The person does not fit.
They cannot join.
Score of this offer: 7
Offer 1: 3 of 5 checks
The offer has a grade of B.
This clinic passed.
Offer 2 scores 7.
The trial ranks high.
A high-risk offer
No sign was seen, so the offer is safe.
A listing is not approval, but the clinic is legitimate.
""".strip().splitlines()

CAUTIOUS = """
A listing is not FDA approval.
It does not prove that the offer is safe.
No sign was ticked. That does not mean there is none.
FDA has approved no stem cell product for ALS, as far as the sources here tell.
"No risk", "proven" or "guaranteed" is said
Nobody can promise that a treatment is safe.
Only the team can say who fits.
A sign is a reason to ask more.
The study missed its main goal, or only a subgroup did better.
ALSFRS-R points lost a month, first symptom to score (delta FS)
I need help with the facts: the ways open, and the good and bad points of each.
It is called legal under a state law, for ALS
Is it safe?
given in writing
""".strip().splitlines()


@pytest.mark.parametrize("sentence", PLANTED)
def test_a_planted_claim_is_found(sentence: str) -> None:
    assert claims(sentence)


@pytest.mark.parametrize("sentence", CAUTIOUS)
def test_a_cautious_sentence_is_no_claim(sentence: str) -> None:
    assert claims(sentence) == []


def texts_of(model: BaseModel) -> Iterator[str]:
    for _, value in model:
        if isinstance(value, BaseModel):
            yield from texts_of(value)
        elif isinstance(value, str):
            yield value


@cache
def sayable() -> frozenset[str]:
    """Return all that a summary can say of itself, in both voices."""
    asked = shipped()
    texts = [text for sign in asked.warning_signs for text in (sign.label, sign.brief, sign.brief_why, sign.why)]
    texts += [text for note in asked.notes for text in (note.text, note.why)]
    texts += [topic.title for topic in asked.topics] + [part.title for part in asked.parts]
    texts += texts_of(asked.texts.summary)
    return frozenset(said for text in texts for said in both_voices(text))


def generated(summary: Summary) -> Iterator[str]:
    """Go through every sentence that is ours: no answer, no label quoted, no question to ask."""
    for raised in (*summary.signs, *summary.notes):
        yield from _raised(raised)
    yield from texts_of(summary.texts)
    yield from (topic.title for topic in summary.open_topics)
    yield from (section.title.rpartition(": ")[2] for section in summary.answers)
    given_lines = {line.label for line in shipped().printout.box if line.style == "given"}
    yield from (line.value for offer in summary.offers for line in offer.lines if line.label in given_lines)


def _raised(raised: Raised) -> Iterator[str]:
    yield from (raised.brief, raised.text, raised.brief_why, raised.why)


def test_nothing_that_can_be_said_is_a_claim() -> None:
    found = {text: claims(" ".join(text.split())) for text in sayable()}
    assert {text: claim for text, claim in found.items() if claim} == {}


@settings(max_examples=4000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_else_is_ever_said(seed: int) -> None:
    summary = summary_of(answers_by(shipped(), Random(seed)))  # noqa: S311 - no secret
    assert set(generated(summary)) <= sayable()
    # the monthly loss is the only sentence with a sum in it, and it is about the person's own score
    assert re.fullmatch(r"(Not worked out\. .*|\(48 − \d+\) / .* points a month)?", summary.decline)
    assert not claims(summary.decline)
