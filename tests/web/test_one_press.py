"""Going on by choosing, for whom every press is work: asked for on the settings page, for this visit."""

from datetime import timedelta

import pytest

from tests.web.fakes import PassingClock
from tests.web.page import Element, fields
from tests.web.visitor import Shown, Visitor
from tests.web.ways import code_of, way


@pytest.fixture
def pressing(visitor: Visitor) -> Visitor:
    visitor.begin("one")
    visitor.press(visitor.get("/settings"), {"going": "choice"}, "/settings")
    return visitor


def buttons(shown: Shown) -> list[Element]:
    return [button for button in shown.page.form().all("button") if button.get("name") != "pause"]


def choose(visitor: Visitor, shown: Shown, button: Element) -> Shown:
    """Press one of several buttons: a browser sends the form with the name and value of that one."""
    pressed = {button.get("name"): button.get("value")} if button.get("name") else {}
    return visitor.post(shown.page.form().get("action"), {**fields(shown.page.form()), **pressed})


def test_usually_choosing_sends_nothing(visitor: Visitor) -> None:
    address = visitor.begin("one")
    assert [button.text for button in buttons(visitor.get(address))] == ["Continue"]


def test_each_choice_is_a_button_that_keeps_it_and_goes_on(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    written = next(button for button in buttons(shown) if button.get("value") == "written")
    assert written.text == "Yes, and in writing"
    sent = choose(pressing, shown, written)
    assert sent.status == 303
    assert "Yes, and in writing" in pressing.get("/answers").text


def test_a_press_that_comes_at_once_after_the_page_before_answers_nothing(
    pressing: Visitor, clock: PassingClock
) -> None:
    clock.step = timedelta(milliseconds=10)
    shown = pressing.get("/offer/1/q/ind")
    at_once = choose(pressing, shown, buttons(shown)[0])
    assert (at_once.status, "so it was not kept" in at_once.text) == (422, True)
    clock.time += timedelta(seconds=1)
    assert "Yes, and in writing" not in pressing.get("/answers").text
    assert choose(pressing, at_once, buttons(at_once)[0]).status == 303
    assert "Yes, and in writing" in pressing.get("/answers").text


def test_pausing_leaves_the_choice_as_it_was(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    choose(pressing, shown, buttons(shown)[0])
    again = {**fields(pressing.get("/offer/1/q/ind").page.form()), "ind-note": "Kolibri", "pause": "yes"}
    assert pressing.post("/offer/1/q/ind", again).location == "/settings"
    assert "Yes, and in writing" in pressing.get("/answers").text
    assert "Kolibri" in pressing.get("/answers").text


def test_nor_does_it_where_another_window_turned_the_buttons_off(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    choose(pressing, shown, buttons(shown)[0])
    open_still = pressing.get("/offer/1/q/ind")
    pressing.press(pressing.get("/settings"), {"going": "continue"}, "/settings")
    pressing.post("/offer/1/q/ind", {**fields(open_still.page.form()), "pause": "yes"})
    assert "Yes, and in writing" in pressing.get("/answers").text


def test_a_pause_after_the_end_brings_the_kept_choice_back(pressing: Visitor, clock: PassingClock) -> None:
    shown = pressing.get("/offer/1/q/ind")
    choose(pressing, shown, buttons(shown)[0])
    late, code = pressing.get("/offer/1/q/ind"), code_of(pressing)
    clock.pass_days(2)
    ended = pressing.post("/offer/1/q/ind", {**fields(late.page.form()), "ind-note": "Kolibri", "pause": "yes"})
    back = pressing.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert choose(pressing, back, buttons(back)[-1]).status == 303
    assert "Yes, and in writing" in pressing.get("/answers").text
    assert "Kolibri" in pressing.get("/answers").text


def test_a_press_that_comes_at_once_costs_no_words(pressing: Visitor, clock: PassingClock) -> None:
    clock.step = timedelta(milliseconds=10)
    shown = pressing.get("/offer/1/q/ind")
    clock.time += timedelta(seconds=1)
    sent = {**fields(shown.page.form()), "ind-codes": "written", "ind-note": "x" * 2001}
    refused = pressing.post("/offer/1/q/ind", sent)
    at_once = choose(pressing, refused, buttons(refused)[0])
    assert "so it was not kept" in at_once.text
    assert fields(at_once.page.form())["ind-note"] == ["x" * 2001]


@pytest.mark.parametrize("shown", ["", "now", "9" * 400, "-5"])
def test_a_form_that_tells_no_time_is_taken(pressing: Visitor, shown: str) -> None:
    sent = {**fields(pressing.get("/offer/1/q/ind").page.form()), "ind-codes": "written", "shown": shown}
    assert pressing.post("/offer/1/q/ind", sent).status == 303


def test_what_was_typed_below_is_kept_with_the_choice(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    pressing.post("/offer/1/q/ind", {**fields(shown.page.form()), "ind-codes": "written", "ind-note": "Kolibri"})
    assert "Kolibri" in pressing.get("/answers").text


def test_continue_keeps_what_was_chosen_before(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    choose(pressing, shown, next(button for button in buttons(shown) if button.get("value") == "written"))
    again = pressing.get("/offer/1/q/ind")
    chosen = [button.get("value") for button in buttons(again) if button.get("aria-current") == "true"]
    assert chosen == ["written"]
    assert choose(pressing, again, buttons(again)[-1]).status == 303
    assert "Yes, and in writing" in pressing.get("/answers").text


def test_continue_leaves_a_question_empty(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    sent = choose(pressing, shown, buttons(shown)[-1])
    assert (sent.status, "ind" in sent.location) == (303, False)


@pytest.mark.parametrize(
    "address", ["/q/decision", "/q/alsfrs", "/q/matters", "/q/visit", "/offer/1/q/signs-1", "/offer/1/q/price"]
)
def test_a_page_with_more_to_give_than_one_choice_keeps_its_continue(pressing: Visitor, address: str) -> None:
    pressing.answer("/q/length", {"length-codes": "full"})
    assert [button.text for button in buttons(pressing.get(address))] == ["Continue"]


def test_a_note_that_is_refused_comes_back_with_buttons_and_all_of_its_text(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    sent = {**fields(shown.page.form()), "ind-codes": "written", "ind-note": "x" * 2001}
    refused = pressing.post("/offer/1/q/ind", sent)
    assert refused.status == 422
    assert fields(refused.page.form())["ind-note"] == ["x" * 2001]
    assert [one.get("value") for one in buttons(refused) if one.get("aria-current")] == ["written"]


def test_a_code_that_we_never_offered_is_refused_and_is_no_markup(pressing: Visitor) -> None:
    shown = pressing.get("/offer/1/q/ind")
    refused = pressing.post("/offer/1/q/ind", {**fields(shown.page.form()), "ind-codes": '"><b>'})
    assert refused.status == 422
    assert "<b>" not in refused.html
