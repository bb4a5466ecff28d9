"""Up to three questions for the neurologist."""

from datetime import timedelta

import pytest

from tests.web.fakes import FakePress, PassingClock
from tests.web.page import Element, fields
from tests.web.refused import assert_refused
from tests.web.visitor import Shown, Visitor
from tests.web.ways import code_of, way


def choices(shown: Shown) -> list[Element]:
    return choices_of(shown.page)


def choices_of(part: Element) -> list[Element]:
    return [control for control in part.all("input") if control.get("name") == "star"]


def star(visitor: Visitor, count: int) -> Shown:
    shown = visitor.get("/stars")
    return visitor.press(shown, {"star": [choice.get("value") for choice in choices(shown)[:count]]}, "/stars")


def led_to(shown: Shown) -> str:
    """Return which star the link of the problem leads to; its group says the same and nobody else does."""
    link, error = shown.page.by_class("errors")[0].one("a"), shown.page.by_class("error")[0]
    star = shown.page.by_id(link.get("href").removeprefix("#"))
    (group,) = (group for group in shown.page.all("fieldset") if group.get("aria-describedby"))
    assert (error.text, group.get("aria-describedby")) == (f"Error: {link.text}", error.get("id"))
    assert star in choices_of(group)
    assert star.get("aria-invalid") == "true"
    return star.get("value")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_up_to_three_stars_stand_on_the_summary(visitor: Visitor, press: FakePress, count: int) -> None:
    visitor.begin("one")
    sent = star(visitor, count)
    assert (sent.status, sent.location) == (303, "/summary")
    starred = [line.text for group in visitor.get("/summary").page.by_class("starred") for line in group.all("li")]
    assert len(starred) == count
    visitor.get("/summary.pdf")
    assert len(press.printed[-1][1].summary.starred) == count


def test_a_fourth_star_is_refused_with_every_tick_kept(visitor: Visitor) -> None:
    visitor.begin("one")
    refused = star(visitor, 4)
    assert refused.status == 422
    assert "You chose 4 questions. Keep 3 or fewer" in refused.text
    assert "autofocus" in refused.page.by_class("errors")[0].attributes
    assert len(fields(refused.page.form("/stars"))["star"]) == 4
    assert led_to(refused) == choices(refused)[0].get("value")
    assert "star" not in fields(visitor.get("/stars").page.form("/stars"))


@pytest.mark.parametrize(
    ("button", "leads"), [("Back to the answers", "/answers"), ("Pause, settings and help", "/settings")]
)
def test_whichever_way_one_leaves_the_page_its_ticks_are_kept(visitor: Visitor, button: str, leads: str) -> None:
    visitor.begin("one")
    shown = visitor.get("/stars")
    more = next(one.get("value") for one in shown.page.form("/stars").all("button") if one.text == button)
    ticked = [choice.get("value") for choice in choices(shown)[:2]]
    left = visitor.press(shown, {"star": ticked, "more": more}, "/stars")
    assert (left.status, left.location) == (303, leads)
    assert fields(visitor.get("/stars").page.form("/stars"))["star"] == ticked


@pytest.mark.parametrize("button", ["Back to the answers", "Pause, settings and help"])
def test_who_leaves_with_too_many_is_told_so_first_and_then_finds_the_choice_as_it_was(
    visitor: Visitor, clock: PassingClock, button: str
) -> None:
    visitor.begin("one")
    star(visitor, 1)
    shown = visitor.get("/stars")
    keys = [choice.get("value") for choice in choices(shown)]
    told = visitor.press(shown, {"star": keys[:4], "more": shown.buttons[button]}, "/stars")
    assert told.status == 422
    assert "Press the same button again to leave your choice as it was before." in told.text
    others = visitor.press(told, {"star": keys[:5], "more": shown.buttons[button]}, "/stars")
    assert (others.status, ticked(others)) == (422, keys[:5])
    clock.step = timedelta()
    assert visitor.press(visitor.press(shown, {"star": keys[:4]}, "/stars"), action="/stars").status == 422
    clock.step = timedelta(seconds=1)
    assert visitor.press(told, {"more": shown.buttons[button]}, "/stars").status == 303
    assert ticked(visitor.get("/stars")) == keys[:1]


def test_what_was_ticked_when_the_visit_ended_is_ticked_again_and_kept_then(
    visitor: Visitor, clock: PassingClock
) -> None:
    visitor.begin("one")
    code, shown = code_of(visitor), visitor.get("/stars")
    keys = [choice.get("value") for choice in choices(shown)]
    clock.pass_days(2)
    ended = visitor.press(shown, {"star": keys[:2]}, "/stars")
    assert (ended.status, keys[0] in ended.html) == (403, False)
    back = visitor.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert (back.status, ticked(back)) == (200, keys[:2])
    assert "is ticked again" in back.text
    assert ticked(visitor.get("/stars")) == []
    assert visitor.press(back, action="/stars").location == "/summary"
    assert ticked(visitor.get("/stars")) == keys[:2]


def test_stars_are_shown_again_and_can_be_taken_back(visitor: Visitor) -> None:
    visitor.begin("one")
    star(visitor, 2)
    assert len(fields(visitor.get("/stars").page.form("/stars"))["star"]) == 2
    visitor.press(visitor.get("/stars"), {"star": []}, "/stars")
    assert not visitor.get("/summary").page.by_class("starred")


def test_the_same_star_sent_twice_counts_once(visitor: Visitor) -> None:
    visitor.begin("one")
    shown = visitor.get("/stars")
    first = choices(shown)[0].get("value")
    assert visitor.press(shown, {"star": [first] * 4}, "/stars").status == 303


@pytest.mark.parametrize("star", ["nonsense", "who", "<b>", ""])
def test_a_star_at_no_open_question_is_refused(visitor: Visitor, star: str) -> None:
    visitor.begin("one")
    shown = visitor.get("/stars")
    refused = visitor.press(shown, {"star": star}, "/stars")
    assert refused.status == 422
    assert led_to(refused) == choices(shown)[0].get("value")
    third = choices(shown)[2].get("value")
    assert led_to(visitor.press(shown, {"star": [star, third]}, "/stars")) == third


def test_a_stale_token_keeps_the_ticks(visitor: Visitor) -> None:
    visitor.begin("one")
    shown = visitor.get("/stars")
    first = choices(shown)[0].get("value")
    refused = visitor.press(shown, {"star": first, "token": "stale"}, "/stars")
    assert refused.status == 403
    assert fields(refused.page.form("/stars"))["star"] == [first]
    assert visitor.press(refused, action="/stars").status == 303


def test_a_known_answer_can_not_be_starred(visitor: Visitor) -> None:
    visitor.begin("one")
    assert "ind" in [choice.get("value") for choice in choices(visitor.get("/stars"))]
    visitor.answer("/offer/1/q/ind", {"ind-codes": "written"})
    assert "ind" not in [choice.get("value") for choice in choices(visitor.get("/stars"))]


def test_without_a_visit_stars_are_not_taken(visitor: Visitor) -> None:
    assert visitor.post("/stars", {"star": "ind"}).location == "/"


def ticked(shown: Shown) -> list[str]:
    return fields(shown.page.form("/stars")).get("star", [])


def test_a_choice_of_another_window_is_not_lost(visitor: Visitor) -> None:
    visitor.begin("one")
    first, second = visitor.get("/stars"), visitor.get("/stars")
    keys = [choice.get("value") for choice in choices(first)]
    visitor.press(first, {"star": keys[:2]}, "/stars")
    told = visitor.press(second, {"star": keys[2:3]}, "/stars")
    assert_refused(told, 409)
    assert "Both choices are ticked now" in told.text
    assert sorted(ticked(told)) == sorted(keys[:3])
    assert visitor.press(told, {"star": keys[2:3]}, "/stars").location == "/summary"
    assert ticked(visitor.get("/stars")) == keys[2:3]


def test_the_same_choice_in_two_windows_is_no_conflict(visitor: Visitor) -> None:
    visitor.begin("one")
    first, second = visitor.get("/stars"), visitor.get("/stars")
    key = choices(first)[0].get("value")
    assert [visitor.press(shown, {"star": [key]}, "/stars").status for shown in (first, second)] == [303, 303]


def test_a_long_list_has_pages_that_keep_what_is_ticked(visitor: Visitor) -> None:
    visitor.begin("one")
    visitor.answer("/q/length", {"length-codes": "full"})
    first = visitor.get("/stars")
    keys = [choice.get("value") for choice in choices(first)]
    assert len(keys) == 40
    sent = visitor.press(first, {"star": keys[:2], "more": "2"}, "/stars")
    assert sent.location == "/stars?page=2"
    second = visitor.get(sent.location)
    assert "Chosen on another page of this list" in second.text
    assert ticked(second) == keys[:2]
    others = [choice.get("value") for choice in choices(second)][2:]
    assert not set(others) & set(keys)
    assert visitor.press(second, {"star": [keys[0], others[0]]}, "/stars").location == "/summary"
    assert ticked(visitor.get("/stars")) == [others[0], keys[0]]


def test_every_question_is_on_one_page_of_the_list(visitor: Visitor) -> None:
    visitor.begin("three")
    visitor.answer("/q/length", {"length-codes": "full"})
    seen, address = [], "/stars"
    while address:
        shown = visitor.get(address)
        seen += [choice.get("value") for choice in choices(shown)]
        more = [button for button in shown.page.all("button") if button.text.startswith("See more")]
        address = f"/stars?page={more[0].get('value')}" if more else ""
    assert len(seen) == len(set(seen)) > 80


def test_too_many_on_two_pages_are_refused_with_every_tick(visitor: Visitor) -> None:
    visitor.begin("one")
    visitor.answer("/q/length", {"length-codes": "full"})
    keys = [choice.get("value") for choice in choices(visitor.get("/stars"))]
    star(visitor, 3)
    second = visitor.get("/stars?page=2")
    other = [choice.get("value") for choice in choices(second)][-1]
    refused = visitor.press(second, {"star": [*keys[:3], other]}, "/stars")
    assert refused.status == 422
    assert ticked(refused) == [*keys[:3], other]


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1000000", "²"])
def test_a_page_that_is_not_there_is_the_nearest(visitor: Visitor, page: str) -> None:
    visitor.begin("one")
    assert choices(visitor.get(f"/stars?page={page}"))
