"""The second of two presses comes upon a page that nobody has read: it answers nothing and says yes to nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decision_aid.services import Kept
from tests.web.fakes import FakeExchange, PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.refused import assert_refused
from tests.web.visitor import Visitor
from tests.web.ways import code_of, opened, resumed, session_of


@pytest.fixture
def clock() -> PassingClock:
    return PassingClock(step=timedelta(milliseconds=5))


def wait(clock: PassingClock) -> None:
    clock.time += timedelta(seconds=1)


def test_finishing_is_asked_again(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin()
    assert visitor.press(visitor.get("/finish"), action="/finish").location == "/finish"
    shown = visitor.get("/finish")
    wait(clock)
    assert visitor.press(shown, action="/finish").location == "/finished"


def test_removing_an_offer_is_asked_again(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin("one")
    wait(clock)
    asked = visitor.press(visitor.get("/answers"), action="/offer/1/remove")
    again = visitor.press(asked, action="/offer/1/remove")
    assert (again.status, again.page.one("h1").text) == (200, "Remove this offer?")
    wait(clock)
    assert visitor.press(again, action="/offer/1/remove").location == "/answers"


def test_starting_again_is_asked_again(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin()
    before = session_of(visitor)
    asked = visitor.press(visitor.get("/"), action="/start")
    again = visitor.press(asked, action="/start")
    assert (again.status, session_of(visitor)) == (200, before)
    wait(clock)
    assert visitor.press(again, action="/start").location == "/keep"


def test_leaving_the_open_visit_for_another_code_is_asked_again(
    visitor: Visitor, other: Visitor, clock: PassingClock
) -> None:
    visitor.begin()
    other.begin()
    before, asked = session_of(visitor), resumed(visitor, code_of(other))
    again = visitor.press(asked, action="/resume")
    assert (again.status, session_of(visitor)) == (200, before)
    wait(clock)
    assert visitor.press(again, action="/resume").status == 303
    assert session_of(visitor) != before


@pytest.mark.parametrize("button", [{}, {"no": ["yes"]}])
def test_nothing_is_taken_over_or_given_up(
    visitor: Visitor,
    other: Visitor,
    store: TroubledStore,
    exchange: FakeExchange,
    clock: PassingClock,
    button: dict[str, list[str]],
) -> None:
    visitor.begin(full=True)
    visit = store.open(session_of(visitor))
    assert visit
    exchange.kept[b"file"] = Kept(visit.draft, "2026.11", current=True)
    before = other.begin() and session_of(other)
    form = fields(opened(other, b"file").page.form("/resume"))
    told = other.post("/resume", {**form, **button})
    assert_refused(told, 422)
    assert "came at once after the page before" in told.text
    assert session_of(other) == before
    wait(clock)
    assert other.post("/resume", form).location == "/keep"


def test_a_page_is_not_skipped(visitor: Visitor, clock: PassingClock) -> None:
    address = visitor.begin()
    assert visitor.press(visitor.get(address)).location == address
    shown = visitor.get(address)
    wait(clock)
    assert visitor.press(shown).location != address


def test_choosing_stars_is_not_skipped(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin("one")
    shown = visitor.get("/stars")
    assert visitor.press(shown, action="/stars").location == "/stars?page=1"
    wait(clock)
    assert visitor.press(shown, action="/stars").location == "/summary"


def test_a_page_that_is_looked_at_once_more_is_not_left_either(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-codes": "which"})
    there = f"{address}?then=answers"
    assert visitor.press(visitor.get(there)).location == there


def test_what_was_given_however_fast_is_kept(visitor: Visitor) -> None:
    address = visitor.begin()
    assert visitor.press(visitor.get(address), {"decision-note": "Typed before"}).location != address
    assert fields(visitor.get(address).page.form())["decision-note"] == ["Typed before"]


def test_pausing_at_once_is_pausing(visitor: Visitor) -> None:
    shown = visitor.get(visitor.begin())
    assert visitor.press(shown, {"pause": "yes"}).location == "/settings"


@pytest.mark.parametrize("shown", ["", "tomorrow", "-1", "9" * 16, "99999999999999"])
def test_a_form_that_tells_no_time_or_a_strange_one_is_taken(visitor: Visitor, shown: str) -> None:
    address = visitor.begin()
    assert visitor.press(visitor.get(address), {"shown": shown}).location != address
