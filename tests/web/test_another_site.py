"""What a page of somebody else can do to a visit that is open in the same browser: nothing."""

import pytest

from tests.web.visitor import Shown, Visitor

ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
NEIGHBOUR = {"Sec-Fetch-Site": "same-site"}
BY_HAND = {"Sec-Fetch-Site": "none"}


def cookies_set(shown: Shown) -> set[str]:
    return {line.partition("=")[0] for line in shown.response.headers.getlist("Set-Cookie")}


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


def test_an_address_typed_by_hand_is_answered_at_once(visitor: Visitor) -> None:
    assert "Refresh" not in visitor.get("/", BY_HAND).response.headers


def test_a_browser_that_tells_nothing_clears_what_it_has_of_ours(visitor: Visitor) -> None:
    visitor.client.set_cookie("of_the_clinics_pages", "1", domain="localhost", path="/")
    assert "Clear-Site-Data" not in visitor.get("/finished", {}).response.headers
    visitor.get("/resume")
    assert "Clear-Site-Data" in visitor.get("/finished", {}).response.headers
    assert "Clear-Site-Data" not in visitor.get("/finished", {}).response.headers
