"""How pages look and speak for this visit."""

import pytest

from tests.web.page import fields
from tests.web.visitor import Values, Visitor


def choose(visitor: Visitor, values: Values) -> str:
    sent = visitor.press(visitor.get("/settings"), values, "/settings")
    assert sent.status == 303
    return sent.location


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ({"buttons": "bigger"}, {"bigger"}),
        ({"text": "larger"}, {"larger"}),
        ({"buttons": "bigger", "text": "larger"}, {"bigger", "larger"}),
        ({"buttons": "usual", "text": "nonsense"}, set()),
    ],
)
def test_every_page_keeps_the_size(visitor: Visitor, values: dict[str, str], classes: set[str]) -> None:
    visitor.begin("one")
    choose(visitor, values)
    for address in ("/", "/q/who", "/answers", "/stars", "/summary", "/settings", "/about", "/options", "/nowhere"):
        page = visitor.get(address).page
        assert set(page.one("html").get("class").split()) == classes, address


def test_the_settings_page_shows_what_was_chosen(visitor: Visitor) -> None:
    choose(visitor, {"buttons": "bigger", "wording": "helper"})
    given = fields(visitor.get("/settings").page.form("/settings"))
    assert (given["buttons"], given["text"], given["wording"]) == (["bigger"], ["usual"], ["helper"])
    assert given["going"] == ["continue"]
    choose(visitor, {"going": "choice"})
    assert fields(visitor.get("/settings").page.form("/settings"))["going"] == ["choice"]


def test_the_wording_can_be_chosen_against_who_is_answering(visitor: Visitor) -> None:
    visitor.begin(who="self")
    choose(visitor, {"wording": "helper"})
    assert "What choice does the person face now?" in visitor.get("/q/decision").text
    choose(visitor, {"wording": ""})
    assert "What choice do you face now?" in visitor.get("/q/decision").text


def test_settings_lead_back_to_the_first_thing_still_to_answer(visitor: Visitor) -> None:
    assert choose(visitor, {}) == "/"
    on = visitor.begin()
    assert choose(visitor, {}) == on


def test_settings_end_with_the_visit(visitor: Visitor) -> None:
    visitor.begin()
    choose(visitor, {"buttons": "bigger", "wording": "helper"})
    visitor.get(visitor.press(visitor.get("/finish"), action="/finish").location)
    assert "class" not in visitor.get("/").page.one("html").attributes


def test_settings_from_another_site_change_nothing(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.post("/settings", {"buttons": "bigger"}, {"Sec-Fetch-Site": "cross-site"}).status == 403
    assert "class" not in visitor.get("/").page.one("html").attributes


def test_the_cookie_holds_nothing_about_a_person(visitor: Visitor) -> None:
    choose(visitor, {"buttons": "bigger", "text": "larger", "wording": "person"})
    cookie = visitor.client.get_cookie("decision-aid-look", "localhost")
    assert cookie is not None
    assert cookie.value == "btp"


def test_a_broken_cookie_is_passed_over(visitor: Visitor) -> None:
    visitor.client.set_cookie("decision-aid-look", '"<script>', domain="localhost", path="/")
    assert visitor.get("/").status == 200


def test_the_settings_offer_the_way_out_only_to_who_is_in(visitor: Visitor) -> None:
    assert "Finish and clear" not in visitor.get("/settings").text
    visitor.begin()
    assert "Finish and clear" in visitor.get("/settings").text


def test_who_paused_while_changing_an_answer_comes_back_to_where_it_stands(visitor: Visitor) -> None:
    visitor.begin("two")
    paused = visitor.press(visitor.get("/offer/2/q/price?then=answers"), {"pause": "yes", "price-codes": "nothing"})
    shown = visitor.get(paused.location)
    assert shown.page.by_class("main")[0].get("href") == "/answers?offer=2"
    assert visitor.press(shown, {"buttons": "bigger"}, "/settings").location == "/answers?offer=2"


@pytest.mark.parametrize("on", ["https://else.example", "//else.example", "/finish", "/answers?offer=9"])
def test_settings_lead_nowhere_else(visitor: Visitor, on: str) -> None:
    address = visitor.begin("two")
    shown = visitor.get("/settings")
    assert visitor.press(shown, {"on": on}, "/settings").location == address


def test_the_sizes_and_their_button_come_first(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.get("/settings").page.one("main")
    stops = [one for one in page.all("a", "input", "button") if one.get("type") != "hidden"]
    assert [one.text or one.get("value") for one in stops[:6]] == [
        "Go on",
        *("usual", "bigger"),
        *("usual", "larger"),
        "Use these sizes",
    ]


def test_the_button_of_the_sizes_keeps_every_other_setting(visitor: Visitor) -> None:
    visitor.begin()
    form = visitor.get("/settings").page.form("/settings")
    assert [button.text for button in form.all("button")] == ["Use these sizes", "Use these settings"]
    assert {"buttons", "text", "going", "wording"} <= {one.get("name") for one in form.all("input")}
