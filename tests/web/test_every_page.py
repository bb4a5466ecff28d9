"""Every page of the whole journey, in both voices."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from decision_aid.core.schema import Questionnaire, Voice, voiced
from tests.journeys.walking import Choose, everything, first, last, skip, walk
from tests.web.fakes import FakePress, TroubledStore
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


def journey(visitor: Visitor, who: str, offers: str = "three") -> list[str]:
    """Walk everything there is for these offers; return every address to look at."""
    address = visitor.begin(offers, full=True, who=who)
    known = {"alsfrs-codes": "from_30", "breathing_kind-codes": "fvc", "breathing-exact": "80", "nct-codes": "told"}
    seen = visitor.walk(address, {**known, "nct-note": "NCT01234567", "cells-codes": "lab_made"})
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
        "/about/facts",
    ]


def sizes_of(visitor: Visitor, addresses: list[str]) -> dict[str, int]:
    """Return the bytes of each question page."""
    return {address: len(visitor.get(address).response.data) for address in addresses if "/q/" in address}


def test_a_question_page_has_at_most_12_kb(visitor: Visitor, questionnaire: Questionnaire) -> None:
    sizes = sizes_of(visitor, journey(visitor, "self")) | sizes_of(visitor, visitor.walk(visitor.begin(full=True)))
    assert {address.rpartition("/")[2] for address in sizes} == set(questionnaire.page)
    assert max(sizes.values()) <= 12 * 1024, max(sizes, key=lambda address: sizes[address])


SAID = ("why", "say", "specific", "vague")


def told_on(visitor: Visitor, addresses: list[str]) -> dict[str, str]:
    """Return the paragraphs of each question page."""
    asking = [address for address in addresses if "/q/" in address]
    return {
        address.rpartition("/")[2]: " ".join(piece.text for piece in visitor.get(address).page.all("p"))
        for address in asking
    }


@pytest.mark.parametrize("who", ["self", "family"])
def test_each_question_has_its_own_words_on_its_page_once(
    visitor: Visitor, questionnaire: Questionnaire, who: str
) -> None:
    voice = Voice.PERSON if who == "self" else Voice.HELPER
    pages = told_on(visitor, journey(visitor, who, "one"))
    pages |= told_on(visitor, visitor.walk(visitor.begin(full=True, who=who)))
    assert set(pages) == set(questionnaire.page)
    for _, page in questionnaire.pages():
        told = pages[page.id]
        texts = {getattr(question, name) for question in page.questions for name in SAID} - {None, ""}
        for text in texts:
            assert told.count(" ".join(voiced(text, voice).split())) == 1, (page.id, text)


HEADERS = 1024
LOOKED_OVER = ("/answers", "/answers?offer=1", "/answers?offer=3", "/stars", "/stars?page=2", "/stars?page=3")


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("how_many", ["none", "one", "two", "three"])
@pytest.mark.parametrize("choose", [everything, first, last, skip])
def test_so_has_every_page_of_a_visit_but_the_summary(
    visitor: Visitor, store: TroubledStore, length: str, how_many: str, choose: Choose
) -> None:
    """The summary shows what the paper does, in one piece: it weighs what was given."""
    draft, _ = walk(choose, length=length, how_many=how_many)
    visitor.client.set_cookie("__Host-decision-aid", store.start(draft), domain="localhost", secure=True)
    for address in (*LOOKED_OVER, "/keep", "/settings", "/resume", "/finish", "/"):
        assert len(visitor.get(address).response.data) <= 12 * 1024 - HEADERS, address
    assert len(visitor.get("/summary").response.data) <= 25 * 1024


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
