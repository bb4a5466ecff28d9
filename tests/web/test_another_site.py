"""What a page of somebody else can do to a visit that is open in the same browser: nothing."""

import pytest

from tests.web.page import fields
from tests.web.visitor import Shown, Visitor

ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
NEIGHBOUR = {"Sec-Fetch-Site": "same-site"}
BY_HAND = {"Sec-Fetch-Site": "none"}


def cookies_set(shown: Shown) -> set[str]:
    return {line.partition("=")[0] for line in shown.response.headers.getlist("Set-Cookie")}


def chosen(shown: Shown) -> set[str]:
    """Return the ids or values of all that is ticked on a page."""
    return {tick.get("value") for tick in shown.page.all("input") if "checked" in tick.attributes}


@pytest.fixture
def stranger(visitor: Visitor) -> Visitor:
    """Be a browser that keeps its cookies to itself, as it does for a link on another site."""
    visitor.client.delete_cookie("__Host-decision-aid", domain="localhost")
    return visitor


@pytest.mark.parametrize("headers", [ELSEWHERE, NEIGHBOUR])
def test_a_link_from_another_site_has_the_browser_ask_again_with_its_cookies(
    stranger: Visitor, headers: dict[str, str]
) -> None:
    shown = stranger.get("/", headers)
    assert shown.response.headers["Refresh"] == "0; url=/"
    assert cookies_set(shown) == set()
    assert "Refresh" not in stranger.get("/").response.headers


def test_a_link_to_a_question_leads_there_too(stranger: Visitor) -> None:
    assert stranger.get("/q/who", ELSEWHERE).location == "/"


@pytest.mark.parametrize(
    "address", ["/", "/resume", "/settings", "/about", "/finished", "/ended", "/q/who", "/keep", "/pause"]
)
def test_no_link_takes_the_visits_cookie_away(stranger: Visitor, address: str) -> None:
    shown = stranger.get(address, ELSEWHERE)
    assert "__Host-decision-aid" not in cookies_set(shown)
    assert "Clear-Site-Data" not in shown.response.headers


@pytest.mark.parametrize("address", ["/start", "/finish", "/settings", "/resume", "/keep", "/q/decision", "/stars"])
def test_no_form_of_another_site_takes_it_away_or_has_its_words_shown(stranger: Visitor, address: str) -> None:
    shown = stranger.post(address, {"decision-note": "Call 0900 now", "code": "Call 0900 now"}, ELSEWHERE)
    assert "__Host-decision-aid" not in cookies_set(shown)
    assert "Clear-Site-Data" not in shown.response.headers
    assert "0900" not in shown.html


@pytest.fixture
def offered(visitor: Visitor) -> Visitor:
    visitor.begin("one", full=True)
    visitor.answer("/q/decision", {"decision-codes": "trial", "decision-note": "Mine"})
    return visitor


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("/q/decision", {"decision-codes": "which", "decision-note": "Call 0900 now"}),
        ("/q/matters", {"matter_time-codes": "r5"}),
        ("/offer/1/q/price", {"price-codes": "told", "price-note": "Call 0900 now"}),
        ("/stars", {"star": "0900", "before": "0900"}),
        ("/trials", {"words": "Call 0900 now"}),
        ("/resume", {"sealed": "0900", "code": "Call 0900 now"}),
    ],
)
def test_a_neighbours_form_that_comes_with_the_visits_cookie_puts_nothing_into_a_page(
    offered: Visitor, address: str, values: dict[str, str]
) -> None:
    """A program at another port of this host, or under another name of its domain."""
    before = chosen(offered.get(address))
    shown = offered.post(address, values, NEIGHBOUR)
    assert shown.status == 403
    assert "0900" not in shown.html
    assert chosen(shown) == chosen(offered.get(address)) == before


@pytest.mark.parametrize("address", ["/q/nowhere", "/offer/9/q/price", "/offer/1/q/decision"])
@pytest.mark.parametrize("headers", [NEIGHBOUR, ELSEWHERE, {}])
def test_a_neighbours_form_to_a_page_that_is_not_asked_finds_no_page(
    offered: Visitor, address: str, headers: dict[str, str]
) -> None:
    page = fields(offered.get("/q/decision").page.form("/q/decision"))
    for ours in ({}, {"visit": page["visit"]}, page):
        shown = offered.post(address, {**ours, "x-note": "Call 0900 now"}, headers)
        assert shown.status == 404
        assert "0900" not in shown.html


def test_a_page_of_our_own_that_is_asked_no_more_gives_its_words_back_whatever_session_it_was_shown_in(
    offered: Visitor,
) -> None:
    page = fields(offered.get("/q/decision").page.form("/q/decision"))
    for own in (page, {**page, "token": "of the session before"}):
        shown = offered.post("/q/nowhere", {**own, "x-note": "Mine"})
        assert shown.status == 410
        assert [text.text for text in shown.page.by_class("own")] == ["Mine", "Mine"]


def test_a_neighbour_ticks_no_star(offered: Visitor) -> None:
    stars = [tick.get("value") for tick in offered.get("/stars").page.all("input") if tick.get("name") == "star"]
    shown = offered.post("/stars", {"star": stars[:3]}, NEIGHBOUR)
    assert shown.status == 403
    assert "nothing of it was taken" in shown.text
    assert chosen(shown) == set()
    assert offered.press(shown, {"star": stars[0]}, "/stars").status == 303


def test_an_address_typed_by_hand_is_answered_at_once(visitor: Visitor) -> None:
    assert "Refresh" not in visitor.get("/", BY_HAND).response.headers


def test_a_browser_that_tells_nothing_clears_what_it_has_of_ours(visitor: Visitor) -> None:
    visitor.client.set_cookie("of_the_clinics_pages", "1", domain="localhost", path="/")
    assert "Clear-Site-Data" not in visitor.get("/finished", {}).response.headers
    visitor.get("/resume")
    assert "Clear-Site-Data" in visitor.get("/finished", {}).response.headers
    assert "Clear-Site-Data" not in visitor.get("/finished", {}).response.headers
