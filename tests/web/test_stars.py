"""Up to three questions for the neurologist."""

import pytest

from tests.web.fakes import FakePress
from tests.web.page import Element, fields
from tests.web.visitor import Shown, Visitor


def choices(shown: Shown) -> list[Element]:
    return [control for control in shown.page.all("input") if control.get("name") == "star"]


def star(visitor: Visitor, count: int) -> Shown:
    shown = visitor.get("/stars")
    return visitor.press(shown, {"star": [choice.get("value") for choice in choices(shown)[:count]]}, "/stars")


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
    assert "star" not in fields(visitor.get("/stars").page.form("/stars"))


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
    assert visitor.press(visitor.get("/stars"), {"star": star}, "/stars").status == 422


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
