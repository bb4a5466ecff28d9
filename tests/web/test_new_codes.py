"""A new code: the old one and other visits end, and nobody is locked out whose answer is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.rows import give_up_code
from tests.web.fakes import PassingClock
from tests.web.page import fields
from tests.web.refused import assert_refused
from tests.web.visitor import Visitor
from tests.web.ways import CODE, code_of, resumed, session_of, way

SAID = "Is it safe?\nKolibri-7731"


def test_a_new_code_ends_the_old_one_and_other_visits(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    old = code_of(visitor)
    resumed(other, old)
    sent = visitor.press(visitor.get("/keep"), action="/keep")
    assert (sent.status, sent.location) == (303, "/keep")
    assert code_of(visitor) != old
    assert other.get("/answers").status == 303
    assert resumed(other, old).status == 422
    assert resumed(other, code_of(visitor)).status == 303


def test_whose_answer_with_a_new_code_was_lost_finds_it_on_the_same_page(visitor: Visitor, clock: PassingClock) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    form, old, cookie = fields(way(visitor.get("/keep"), "token")), code_of(visitor), session_of(visitor)
    visitor.post("/keep", form)
    visitor.client.set_cookie("__Host-decision-aid", cookie, domain="localhost", secure=True)
    clock.time += timedelta(hours=3)
    assert SAID.splitlines()[1] in visitor.get("/answers").text
    assert visitor.get("/keep").location == "/keep"
    assert code_of(visitor) != old
    assert session_of(visitor) != cookie


def test_a_code_that_was_given_up_is_shown_no_more_and_a_new_one_is_offered(visitor: Visitor, path: Path) -> None:
    visitor.begin()
    give_up_code(path, session_of(visitor))
    shown = visitor.get("/keep")
    assert not CODE.findall(shown.text)
    assert not list(shown.page.all("svg"))
    assert "These answers have no code any more" in shown.text
    assert "still works" not in shown.text
    assert "With the code" not in shown.text
    visitor.press(shown, action="/keep")
    assert resumed(visitor, code_of(visitor)).status == 303


@pytest.mark.parametrize("offers", ["none", "one"])
def test_a_new_code_in_another_window_costs_one_press_and_no_choice(visitor: Visitor, offers: str) -> None:
    address = visitor.begin(offers)
    visitor.answer(address, {"decision-note": "before"})
    page = visitor.get(address)
    visitor.press(visitor.get("/keep"), action="/keep")
    visitor.get("/keep")
    shown = visitor.press(page, {"decision-note": SAID})
    assert_refused(shown, 403)
    assert "in another window" in shown.text
    assert visitor.press(shown).status == 303
    assert fields(visitor.get(address).page.form())["decision-note"] == [SAID]


def test_a_page_saved_in_another_window_is_still_a_choice_after_a_new_code(visitor: Visitor) -> None:
    address = visitor.begin()
    page = visitor.get(address)
    visitor.press(visitor.get("/keep"), action="/keep")
    visitor.answer(address, {"decision-note": "there"})
    assert visitor.press(visitor.press(page, {"decision-note": SAID})).status == 409
