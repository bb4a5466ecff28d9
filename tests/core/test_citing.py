"""Publisher and date of a source in words: what is missing is said, and nothing is made up."""

from __future__ import annotations

from datetime import date

import pytest

from decision_aid.core.citing import is_public, published
from decision_aid.core.schema import Source
from decision_aid.core.words import Words

NOWHERE, UNKNOWN = "not public", "not reported"


def source(publisher: str = "A journal", day: str = "2021-06-03", address: str = "https://example.org") -> Source:
    return Source(
        id="one", title="A title", publisher=publisher, address=address, date=day, read_on=date(2026, 11, 22), brief="A"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (source(), "A journal, day 2021-06-03"),
        (source(day="2021-06"), "A journal, day 2021-06"),
        (source(day="2021"), "A journal, 2021"),
        (source(day=UNKNOWN), "A journal, date not reported"),
        (source(publisher=UNKNOWN), "Publisher not reported, day 2021-06-03"),
        (source(UNKNOWN, UNKNOWN), "Publisher and date not reported"),
        (source(UNKNOWN, UNKNOWN, NOWHERE), "Publisher and date not reported; not public"),
        (source(address=NOWHERE), "A journal, day 2021-06-03; not public"),
    ],
)
def test_what_is_not_reported_is_said_once_and_in_words(given: Source, said: str) -> None:
    assert published(given, Words(day=lambda day: f"day {day}")) == said


def test_a_source_without_an_address_is_not_public() -> None:
    assert is_public(source())
    assert not is_public(source(address=NOWHERE))
