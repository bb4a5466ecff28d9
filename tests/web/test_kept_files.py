"""Coming back with a file that one has kept: what is in it is shown before anything is replaced."""

from __future__ import annotations

import hmac
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from decision_aid.core.answers import Answer
from decision_aid.services import Kept, LeftOut
from decision_aid.store.crypto import written
from tests.store.rows import rows
from tests.web.fakes import FakeExchange, TroubledStore
from tests.web.page import fields
from tests.web.refused import assert_refused
from tests.web.visitor import Visitor
from tests.web.ways import code_of, moved, opened, read, refusing, session_of, taking, way

SAID = "Is it safe?\nKolibri-7731"


def kept(visitor: Visitor, store: TroubledStore, **other: object) -> Kept:
    """Return a kept file's content: the answers of a visitor."""
    visit = store.open(session_of(visitor))
    assert visit
    return replace(Kept(visit.draft, "2026.11", current=True), **other)  # type: ignore[arg-type]  # any of its fields


def test_a_file_that_came_too_often_is_to_be_opened_again(visitor: Visitor) -> None:
    for _ in range(40):
        told = opened(visitor, b"no file of ours")
        if told.status == 429:
            break
    assert [link.get("href") for link in told.page.by_class("main")] == ["/resume"]


def test_a_kept_file_shows_what_it_brings_before_anything_is_replaced(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    other.answer(other.begin(), {"decision-note": "mine"})
    shown = opened(other, b"file")
    assert "Kolibri-7731" in shown.text
    assert "They take the place of the answers that are open in this browser now" in shown.text
    assert "mine" in other.get("/answers").text
    old = code_of(other)
    sent = other.post("/resume", taking(shown))
    assert (sent.status, sent.location) == (303, "/keep")
    assert "Kolibri-7731" in other.get("/answers").text
    assert code_of(other) != old
    moved(visitor, old)
    assert "mine" in visitor.get("/answers").text


def test_a_finger_that_takes_a_file_over_twice_loses_nothing(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    shown = opened(other, b"file")
    assert [other.post("/resume", taking(shown)).location for _ in range(2)] == ["/keep", "/keep"]
    assert code_of(other)
    assert "Kolibri-7731" in other.get("/answers").text


def test_nor_does_one_that_does_so_over_an_open_visit(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    other.begin()
    page = taking(opened(other, b"file"))
    other.post("/resume", page)
    assert other.post("/resume", page).location == "/keep"
    assert "Kolibri-7731" in other.get("/answers").text


def test_the_server_key_and_the_page_that_showed_a_file_do_not_open_what_was_taken_over(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    page = taking(opened(other, b"file"))
    other.post("/resume", page)
    key, begun = store.store.key_for(b"once"), session_of(other)
    assert store.open(begun)
    for known in (page["taken"][0], f"{page['token'][0]} {page['taken'][0]}"):
        assert written(hmac.digest(key, known.encode(), "sha256")) != begun


def test_a_no_that_comes_after_the_yes_takes_nothing_away(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    shown = opened(other, b"file")
    other.post("/resume", taking(shown))
    assert other.post("/resume", refusing(shown)).location == "/keep"
    assert "Kolibri-7731" in other.get("/answers").text


def test_a_file_with_the_answers_that_are_open_says_so_and_leads_back_to_them(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    next_page = visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    shown = opened(visitor, b"file")
    assert "These answers are open in this browser now. Nothing is replaced." in shown.text
    assert "take the place" not in shown.text
    assert [link.get("href") for link in shown.page.by_class("main")] == [next_page]
    assert shown.buttons == {}


def test_a_no_to_the_answers_that_are_open_goes_on_where_they_were(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    """They were given in another window, after the file was looked at."""
    address = visitor.begin()
    next_page = visitor.answer(address, {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    visitor.answer(address, {"decision-note": ""})
    shown = opened(visitor, b"file")
    assert "Nothing is replaced" not in shown.text
    visit = store.open(session_of(visitor))
    assert visit
    store.save(visit, exchange.kept[b"file"].draft)
    assert visitor.post("/resume", refusing(shown)).location == next_page


def test_nor_one_that_comes_when_other_answers_were_opened_since(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    shown = opened(other, b"file")
    other.post("/resume", taking(shown))
    mine = code_of(other)
    moved(other, code_of(visitor))
    other.post("/resume", refusing(shown))
    moved(other, mine)
    assert code_of(visitor) != mine
    assert "Kolibri-7731" in other.get("/answers").text


def test_a_kept_file_that_is_not_taken_over_leaves_nothing(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    exchange.kept[b"file"] = kept(visitor, store)
    shown = opened(other, b"file")
    assert [other.post("/resume", refusing(shown)).location for _ in range(2)] == ["/resume", "/resume"]
    assert other.get("/answers").status == 303


def test_a_file_that_was_only_looked_at_is_kept_by_nobody(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange, path: Path
) -> None:
    address = visitor.begin()
    exchange.kept[b"file"] = kept(visitor, store)
    visitor.answer(address, {"decision-note": SAID})
    page = taking(opened(visitor, b"file"))
    assert rows(path, "draft") == 1
    asked = visitor.get("/finish")
    assert visitor.post("/finish", read(asked.page.form("/finish"))).location == "/finished"
    assert rows(path, "draft") == rows(path, "session") == 0
    assert store.open(page["taken"][0]) is None
    assert visitor.post("/resume", page).status == 403
    assert rows(path, "draft") == 0


def test_what_a_file_brings_opens_in_the_page_that_showed_it_alone(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    address = visitor.begin()
    exchange.kept[b"file"] = kept(visitor, store)
    visitor.answer(address, {"decision-note": SAID})
    page = taking(opened(visitor, b"file"))
    mine = fields(way(other.get("/resume"), "code"))
    told = other.post("/resume", {**mine, "taken": page["taken"]})
    assert_refused(told, 422)
    assert "Open your file again" in told.text
    assert other.get("/answers").status == 303


def test_a_file_with_the_most_and_widest_words_is_taken_over(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.begin()
    found = kept(visitor, store)
    words = MappingProxyType(
        {f"gone_{number}": Answer(note="\N{FACE WITH TEARS OF JOY}" * 2000) for number in range(30)}
    )
    draft = replace(found.draft, answers=replace(found.draft.answers, person={**found.draft.answers.person, **words}))
    exchange.kept[b"file"] = replace(found, draft=draft)
    assert other.post("/resume", taking(opened(other, b"file"))).location == "/keep"
    taken = store.open(session_of(other))
    assert taken
    assert taken.draft == draft


def test_a_kept_file_tells_what_is_new_changed_and_left_out(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    visitor.begin()
    found = kept(
        visitor, store, version="2025.3", current=False, left_out=(LeftOut("An old question", 2, "Ginger & <tea>"),)
    )
    asked = {name: mark for name, mark in found.draft.asked.items() if name != "who"} | {"length": "00000000"}
    exchange.kept[b"file"] = replace(found, draft=replace(found.draft, asked=asked))
    text = opened(visitor, b"file").text
    assert "1 question is new since then" in text
    assert "1 question has changed since then" in text
    assert "Offer 2: An old question" in text
    assert "Ginger & <tea>" in text
    assert "Your own words here stay." in text
    assert "version 2025.3" in text


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"local": "2026.3"}, "made with version 2026.11 with the clinic's own file 2026.3 of the questions"),
        ({}, "The questions have been changed since the file was made."),
    ],
)
def test_the_version_of_a_clinics_own_file_is_told(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange, other: dict[str, str], said: str
) -> None:
    visitor.begin()
    exchange.kept[b"file"] = kept(visitor, store, current=False, **other)
    assert said in opened(visitor, b"file").text


@pytest.mark.parametrize(("file", "said"), [(b"", "Choose your file first"), (b"rubbish", "holds no answers")])
def test_a_file_that_cannot_be_read_says_why(visitor: Visitor, file: bytes, said: str) -> None:
    shown = opened(visitor, file)
    assert_refused(shown, 422)
    assert said in shown.text


def test_a_file_over_two_megabytes_is_refused(visitor: Visitor) -> None:
    told = opened(visitor, bytes(2 * 1024 * 1024 + 300 * 1024))
    assert (told.status, told.page.one("h1").text) == (413, "This file is too large")
    assert [link.get("href") for link in told.page.by_class("main")] == ["/resume"]
