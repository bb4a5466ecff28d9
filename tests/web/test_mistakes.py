"""Leaving a page by Back or a pause: what was given is kept, and a mistake is told before it is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.fakes import PassingClock
from tests.web.page import fields
from tests.web.visitor import Shown, Values, Visitor
from tests.web.ways import code_of, way

BACK, PAUSE, LOOK_UP = "Back", "Pause, settings and help", "Look a trial up in the public record"
PRICE = "/offer/1/q/price"
TOO_LONG = "x" * 2001
LEAVE_IT = "Press the same button again to leave this out and keep the rest."


def left(visitor: Visitor, shown: Shown, button: str, given: Values | None = None) -> Shown:
    """Press a button that leads elsewhere, with these fields filled in."""
    return visitor.press(shown, {**(given or {}), "pause": shown.buttons[button]})


def went_back(visitor: Visitor, shown: Shown, given: Values | None = None) -> str:
    """Press Back on a page; return where that leads."""
    sent = left(visitor, shown, BACK, given)
    assert sent.status == 303
    return sent.location


def price(visitor: Visitor) -> tuple[str, str]:
    """Return the number and the words that are kept of a price."""
    kept = fields(visitor.get(PRICE).page.form())
    return kept["price-exact"][0], kept["price-note"][0]


@pytest.fixture
def priced(visitor: Visitor) -> Shown:
    visitor.begin("one", full=True)
    return visitor.get(PRICE)


def test_enter_in_a_field_presses_continue_and_no_other_button(visitor: Visitor) -> None:
    visitor.begin()
    assert [*visitor.get("/q/decision").buttons] == ["Continue", BACK, PAUSE]


def test_back_leads_one_page_back(visitor: Visitor) -> None:
    address = visitor.begin()
    for expected in ("/q/offers", "/q/length", "/q/who", "/"):
        address = went_back(visitor, visitor.get(address))
        assert address == expected


def test_back_keeps_what_was_given_on_the_page(visitor: Visitor) -> None:
    address = visitor.begin()
    before = went_back(visitor, visitor.get(address), {"decision-codes": "which", "decision-note": "Not lost"})
    assert before == "/q/offers"
    given = fields(visitor.get(address).page.form())
    assert (given["decision-codes"], given["decision-note"]) == (["which"], ["Not lost"])


def test_pausing_keeps_what_was_given_on_the_page(visitor: Visitor) -> None:
    shown = visitor.get(visitor.begin())
    paused = left(visitor, shown, PAUSE, {"decision-codes": "which", "decision-note": "Not lost"})
    assert (paused.status, paused.location) == (303, "/settings")
    assert "Not lost" in visitor.get("/answers").text


@pytest.mark.parametrize("button", [BACK, PAUSE])
def test_a_page_that_is_left_as_it_was_found_is_still_to_be_answered(visitor: Visitor, button: str) -> None:
    address = visitor.begin()
    assert left(visitor, visitor.get(address), button).status == 303
    assert visitor.get("/q/how-far").location == address


@pytest.mark.parametrize("kept", ["", "500"])
@pytest.mark.parametrize(("button", "leads"), [(BACK, "/offer/1/q/"), (PAUSE, "/settings")])
def test_a_mistake_is_told_then_left_for_what_was_kept_and_the_rest_is_kept(
    visitor: Visitor, priced: Shown, button: str, leads: str, kept: str
) -> None:
    visitor.press(priced, {"price-exact": kept})
    told = left(visitor, visitor.get(PRICE), button, {"price-exact": "a lot", "price-note": "Not lost"})
    assert (told.status, fields(told.page.form())["price-exact"]) == (422, ["a lot"])
    assert LEAVE_IT in told.text
    gone = left(visitor, told, button)
    assert gone.status == 303
    assert gone.location.startswith(leads)
    assert price(visitor) == (kept, "Not lost")


def test_two_mistakes_of_one_question_are_told_together_each_at_its_field_and_then_left(
    visitor: Visitor, priced: Shown
) -> None:
    wrong = {"price-exact": "a lot", "price-note": TOO_LONG, "price-codes": "nothing"}
    told = left(visitor, priced, BACK, wrong)
    summary = told.page.by_class("errors")[0]
    assert [link.get("href") for link in summary.all("a")] == ["#price-exact", "#price-note"]
    for link in summary.all("a"):
        control = told.page.by_id(link.get("href").removeprefix("#"))
        assert control.get("aria-invalid") == "true"
        assert told.page.by_id(control.get("aria-describedby")).text == f"Error: {link.text}"
    assert fields(told.page.form())["price-note"] == [TOO_LONG]
    assert went_back(visitor, told).startswith("/offer/1/q/")
    kept = fields(visitor.get(PRICE).page.form())
    assert (kept["price-codes"], kept["price-exact"], kept["price-note"]) == (["nothing"], [""], [""])


def test_a_mistake_that_comes_up_beside_one_that_was_told_is_told_before_either_is_left(
    visitor: Visitor, priced: Shown
) -> None:
    told = left(visitor, priced, BACK, {"price-note": TOO_LONG})
    anew = left(visitor, told, BACK, {"price-exact": "a lot"})
    assert (anew.status, "Write only a number" in anew.text) == (422, True)
    assert went_back(visitor, anew).startswith("/offer/1/q/")


@pytest.mark.parametrize("again", ["y" * 2050, TOO_LONG + "x"])
def test_a_mistake_in_other_words_than_those_that_were_told_is_told_first(
    visitor: Visitor, priced: Shown, again: str
) -> None:
    told = left(visitor, priced, BACK, {"price-note": TOO_LONG})
    anew = left(visitor, told, BACK, {"price-note": again})
    assert (anew.status, fields(anew.page.form())["price-note"]) == (422, [again])


def test_a_mistake_that_continue_was_pressed_on_is_told_again_before_it_is_left(
    visitor: Visitor, priced: Shown
) -> None:
    told = visitor.press(priced, {"price-note": TOO_LONG})
    assert LEAVE_IT not in told.text
    anew = left(visitor, told, BACK)
    assert (anew.status, LEAVE_IT in anew.text) == (422, True)


def test_what_stands_there_already_and_does_not_go_with_the_rest_is_left_empty(visitor: Visitor, priced: Shown) -> None:
    visitor.press(priced, {"price-exact": "500"})
    told = left(visitor, visitor.get(PRICE), BACK, {"price-codes": "nothing", "price-note": "Not lost"})
    assert told.status == 422
    went_back(visitor, told)
    assert price(visitor) == ("", "Not lost")


def test_of_ticks_that_do_not_go_together_what_excludes_the_others_is_left(visitor: Visitor) -> None:
    visitor.begin("one", full=True)
    shown = visitor.get("/q/devices")
    ticks = [one.get("value") for one in shown.page.all("input") if one.get("name") == "devices-codes"]
    told = left(visitor, shown, BACK, {"devices-codes": [*ticks[:2], ticks[-1]]})
    assert told.status == 422
    went_back(visitor, told)
    assert fields(visitor.get("/q/devices").page.form())["devices-codes"] == ticks[:2]


def test_a_choice_that_nobody_offers_is_left_as_well(visitor: Visitor) -> None:
    visitor.begin("one", full=True)
    told = left(visitor, visitor.get("/q/devices"), BACK, {"devices-codes": ["nonsense"]})
    assert told.status == 422
    assert left(visitor, told, BACK, {"devices-codes": ["nonsense"]}).status == 303


def test_whoever_pressed_back_finds_it_beside_the_mistake_and_ten_stops_are_enough(visitor: Visitor) -> None:
    visitor.begin(full=True)
    few = visitor.press(visitor.get("/q/alsfrs"), {"alsfrs-exact": "49"})
    wrong = {"devices-codes": ["other", "not_sure"]}
    went_on, went = (
        visitor.press(visitor.get("/q/devices"), wrong),
        left(visitor, visitor.get("/q/devices"), BACK, wrong),
    )
    assert [*few.buttons] == ["Continue", BACK, PAUSE]
    assert [*went_on.buttons] == ["Continue", PAUSE]
    assert [*went.buttons] == ["Continue", BACK]


@pytest.mark.parametrize(
    ("button", "address", "leads"),
    [
        (BACK, "/q/decision", "/q/offers"),
        (PAUSE, "/q/decision", "/settings"),
        (LOOK_UP, "/offer/1/q/nct", "/trials?on=/offer/1/q/nct"),
    ],
)
def test_whichever_answer_is_kept_of_two_windows_the_button_leads_where_it_says(
    visitor: Visitor, button: str, address: str, leads: str
) -> None:
    visitor.begin("one", full=True)
    shown, name = visitor.get(address), address.rpartition("/")[2]
    visitor.answer(address, {f"{name}-note": "Elsewhere"})
    asked = left(visitor, shown, button, {f"{name}-note": "Here"})
    assert asked.status == 409
    assert leads in [link.get("href") for link in asked.page.by_class("main") if link.tag == "a"]
    assert visitor.press(asked).location == leads


def test_a_mistake_that_is_left_does_not_come_again_where_two_windows_differ(visitor: Visitor, priced: Shown) -> None:
    told = left(visitor, priced, BACK, {"price-exact": "a lot", "price-note": "Here"})
    visitor.answer(PRICE, {"price-note": "Elsewhere"})
    asked = left(visitor, told, BACK)
    assert (asked.status, "a lot" in asked.text) == (409, False)
    assert visitor.press(asked).status == 303


def test_a_change_that_ended_with_the_visit_is_a_change_again(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin("one", full=True)
    code, shown = code_of(visitor), visitor.get(f"{PRICE}?then=answers")
    clock.pass_days(2)
    ended = visitor.press(shown, {"price-note": "Not lost"})
    again = visitor.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert fields(again.page.form())["price-note"] == ["Not lost"]
    assert went_back(visitor, again).startswith("/answers")


class TestInHaste:
    """Presses that come before anybody can have read the page."""

    @pytest.fixture
    def clock(self) -> PassingClock:
        return PassingClock(step=timedelta(milliseconds=5))

    def test_a_second_press_on_back_goes_no_further(self, visitor: Visitor) -> None:
        address = visitor.begin()
        assert went_back(visitor, visitor.get(address)) == address

    def test_it_leaves_no_mistake(self, visitor: Visitor, priced: Shown, clock: PassingClock) -> None:
        clock.time += timedelta(seconds=1)
        told = left(visitor, priced, BACK, {"price-note": TOO_LONG})
        assert left(visitor, told, BACK).status == 422
        clock.time += timedelta(seconds=1)
        assert left(visitor, told, BACK).status == 303

    def test_where_choosing_goes_on_at_once_it_is_no_mistake(self, visitor: Visitor) -> None:
        address = visitor.begin("one")
        visitor.press(visitor.get("/settings"), {"going": "choice"}, "/settings")
        assert went_back(visitor, visitor.get(address)) == address
        assert went_back(visitor, visitor.get("/offer/1/q/ind"), {"ind-note": "Typed before"}) != "/offer/1/q/ind"
