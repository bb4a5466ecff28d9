"""One more offer, one less."""

import pytest
from flask import Flask

from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import TroubledStore
from tests.web.page import fields
from tests.web.visitor import Visitor
from tests.web.ways import read


def names(visitor: Visitor) -> list[str]:
    """Return the names of the offers that check answers lets one take away."""
    buttons = [button.text for button in visitor.get("/answers").page.all("button")]
    return [text.partition(": ")[2] or text for text in buttons if text.startswith("Remove")]


def add(visitor: Visitor) -> str:
    return visitor.press(visitor.get("/answers"), action="/offer/add").location


def name(visitor: Visitor, offer: int, text: str) -> None:
    visitor.answer(f"/offer/{offer}/q/offer", {"offer_name-note": text})


def test_an_offer_more_leads_to_its_first_page(visitor: Visitor) -> None:
    visitor.begin("none")
    assert add(visitor) == "/offer/1/q/offer"
    assert add(visitor) == "/offer/2/q/offer"
    assert names(visitor) == ["Remove offer 1", "Remove offer 2"]


def test_adding_answers_the_question_how_many(visitor: Visitor) -> None:
    visitor.begin("one")
    add(visitor)
    assert fields(visitor.get("/q/offers").page.form())["how_many-codes"] == ["two"]


def test_with_three_there_is_no_button_for_a_fourth(visitor: Visitor) -> None:
    visitor.begin("three")
    assert not [form for form in visitor.get("/answers").page.all("form") if form.get("action") == "/offer/add"]


def test_a_fourth_offer_is_refused_with_the_mend(visitor: Visitor) -> None:
    visitor.begin("two")
    shown = visitor.get("/answers")
    visitor.press(shown, action="/offer/add")
    refused = visitor.press(shown, {"count": "3"}, action="/offer/add")
    assert refused.status == 422
    assert "room for three offers" in refused.text


def test_adding_from_another_site_asks_to_press_again(visitor: Visitor) -> None:
    visitor.begin("one")
    refused = visitor.post("/offer/add", {"token": "stale"})
    assert refused.status == 403
    assert visitor.press(refused, action="/offer/add").location == "/offer/2/q/offer"


def test_a_finger_that_presses_twice_adds_one(visitor: Visitor) -> None:
    visitor.begin("none")
    shown = visitor.get("/answers")
    sent = [visitor.press(shown, action="/offer/add").location for _ in range(2)]
    assert sent == ["/offer/1/q/offer"] * 2
    assert names(visitor) == ["Remove offer 1"]


def test_a_finger_that_presses_twice_removes_one(visitor: Visitor) -> None:
    visitor.begin("two")
    name(visitor, 2, "Still there")
    asked = visitor.press(visitor.get("/answers"), action="/offer/1/remove")
    sent = [visitor.press(asked, action="/offer/1/remove").location for _ in range(2)]
    assert sent == ["/answers"] * 2
    assert names(visitor) == ["Still there"]


@pytest.mark.parametrize(("action", "left"), [("/offer/1/remove", ["Second", "Third"]), ("/offer/add", None)])
def test_two_presses_that_are_kept_at_once_count_as_one(
    visitor: Visitor, store: TroubledStore, action: str, left: list[str] | None
) -> None:
    """The second arrives before the first is kept: it sees the same offers, and is taken up again after it."""
    visitor.begin("three" if left else "one")
    for offer, text in enumerate(("First", "Second", "Third") if left else (), start=1):
        name(visitor, offer, text)
    shown = visitor.get("/answers")
    asked = read((visitor.press(shown, action=action) if left else shown).page.form(action))
    store.before_save = lambda: visitor.post(action, asked)
    assert visitor.post(action, asked).status == 303
    assert names(visitor) == (left or ["Remove offer 1", "Remove offer 2"])


def test_a_page_that_asks_of_before_another_was_removed_removes_nothing(visitor: Visitor) -> None:
    visitor.begin("two")
    name(visitor, 2, "Still there")
    first, second = (visitor.press(visitor.get("/answers"), action="/offer/1/remove") for _ in range(2))
    visitor.post("/offer/1/remove", read(first.page.form()))
    add(visitor)
    visitor.post("/offer/1/remove", read(second.page.form()))
    assert names(visitor) == ["Still there", "Remove offer 2"]


def test_removing_is_asked_once_more_first(visitor: Visitor) -> None:
    visitor.begin("two")
    name(visitor, 1, "By the sea")
    asked = visitor.press(visitor.get("/answers"), action="/offer/1/remove")
    assert asked.status == 200
    assert "By the sea" in asked.text
    assert names(visitor) == ["By the sea", "Remove offer 2"]


def test_the_offers_after_a_removed_one_move_up_with_their_answers(visitor: Visitor) -> None:
    visitor.begin("three")
    for offer, text in enumerate(("First", "Second", "Third"), start=1):
        name(visitor, offer, text)
    visitor.answer("/offer/3/q/price", {"price-note": "As the third said"})
    asked = visitor.press(visitor.get("/answers"), action="/offer/1/remove")
    sent = visitor.press(asked, action="/offer/1/remove")
    assert (sent.status, sent.location) == (303, "/answers")
    assert names(visitor) == ["Second", "Third"]
    assert fields(visitor.get("/offer/2/q/price").page.form())["price-note"] == ["As the third said"]
    assert "First" not in [line.text for line in visitor.get("/summary").page.all("h3")]


def test_a_removed_offer_does_not_come_back_with_the_next(visitor: Visitor) -> None:
    visitor.begin("one")
    name(visitor, 1, "Gone")
    visitor.press(visitor.press(visitor.get("/answers"), action="/offer/1/remove"), action="/offer/1/remove")
    assert names(visitor) == []
    add(visitor)
    assert names(visitor) == ["Remove offer 1"]


def test_pages_of_an_offer_that_moved_up_are_not_asked_again(visitor: Visitor) -> None:
    visitor.begin("two")
    visitor.walk("/q/decision")
    visitor.press(visitor.press(visitor.get("/answers"), action="/offer/1/remove"), action="/offer/1/remove")
    assert not visitor.get("/answers").page.by_class("back")


def test_removing_from_another_site_removes_nothing(visitor: Visitor) -> None:
    visitor.begin("one")
    refused = visitor.post("/offer/1/remove", {"sure": "yes"}, {"Sec-Fetch-Site": "cross-site"})
    assert refused.status == 403
    assert names(visitor) == ["Remove offer 1"]
    assert visitor.press(refused, action="/offer/1/remove").status == 303


def test_an_offer_that_is_not_there_cannot_be_removed(visitor: Visitor) -> None:
    visitor.begin("one")
    token = fields(visitor.get("/answers").page.form("/offer/add"))
    for offer in ("0", "2", "4", "x"):
        assert visitor.post(f"/offer/{offer}/remove", token).status == 404


def test_without_a_visit_there_is_nothing_to_add_or_remove(visitor: Visitor) -> None:
    for address in ("/offer/add", "/offer/1/remove"):
        assert visitor.post(address, {}).location == "/"


def test_where_the_short_path_asks_nothing_about_an_offer_adding_one_stays_on_the_list(
    make: Make, smallest: Loaded
) -> None:
    app: Flask = make(smallest, Settings())
    visitor = Visitor(app.test_client())
    visitor.start()
    assert add(visitor) == "/answers"
    assert names(visitor) == ["Remove offer 1"]
