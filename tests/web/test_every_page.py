"""Every page of the whole journey, in both voices."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from decision_aid.core.schema import Questionnaire, Voice, voiced
from tests.web.fakes import FakePress
from tests.web.visitor import Visitor

FEW_WORDS = 3


def texts(data: Any) -> Iterator[str]:
    """Go through every text of the questionnaire."""
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts(value)


def only_person(questionnaire: Questionnaire) -> list[str]:
    """Return what only the person with ALS may read, where a helper reads something else."""
    both = {text for text in texts(questionnaire.model_dump()) if "[" in text}
    said = {voiced(text, Voice.PERSON) for text in both}
    plain = {text for text in texts(questionnaire.model_dump()) if "[" not in text}
    return sorted(text for text in said - plain if len(text.split()) > FEW_WORDS)


def journey(visitor: Visitor, who: str) -> list[str]:
    """Walk everything there is for three offers; return every address to look at."""
    address = visitor.begin("three", full=True, who=who)
    known = {"alsfrs-codes": "from_30", "breathing_kind-codes": "fvc", "breathing-exact": "80", "nct-codes": "told"}
    seen = visitor.walk(address, {**known, "cells-codes": "lab_made"})
    return [
        "/q/who",
        "/q/length",
        "/q/offers",
        *seen,
        "/answers",
        "/stars",
        "/summary",
        "/settings",
        "/options",
        "/about",
    ]


def sizes_of(visitor: Visitor, addresses: list[str]) -> dict[str, int]:
    """Return the bytes of each question page."""
    return {address: len(visitor.get(address).response.data) for address in addresses if "/q/" in address}


def test_a_question_page_has_at_most_12_kb(visitor: Visitor, questionnaire: Questionnaire) -> None:
    sizes = sizes_of(visitor, journey(visitor, "self")) | sizes_of(visitor, visitor.walk(visitor.begin(full=True)))
    assert {address.rpartition("/")[2] for address in sizes} == set(questionnaire.page)
    assert max(sizes.values()) <= 12 * 1024, max(sizes, key=lambda address: sizes[address])


@pytest.mark.parametrize("who", ["family", "worker"])
def test_a_helper_never_reads_the_persons_words(
    visitor: Visitor, press: FakePress, questionnaire: Questionnaire, who: str
) -> None:
    wrong = re.compile("|".join(re.escape(text) for text in only_person(questionnaire)))
    addresses = journey(visitor, who)
    visitor.get("/summary.pdf")
    shown = {address: visitor.get(address).text for address in addresses}
    shown["paper"] = repr(press.printed[-1][1].summary).replace("\\n", " ")
    for address, text in shown.items():
        assert not wrong.findall(text), address


@pytest.mark.parametrize("who", ["self", "family"])
def test_no_mark_of_the_two_voices_is_ever_shown(visitor: Visitor, who: str) -> None:
    for address in journey(visitor, who):
        text = visitor.get(address).text
        assert not re.search(r"\[[^\]]*\||\{\w+\}|%\(\w+\)", text), address


def test_the_check_for_the_persons_words_finds_them(visitor: Visitor, questionnaire: Questionnaire) -> None:
    wrong = re.compile("|".join(re.escape(text) for text in only_person(questionnaire)))
    visitor.begin(who="self")
    assert wrong.search(visitor.get("/q/decision").text)
