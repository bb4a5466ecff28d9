"""The way in and out: sessions, their cookie, finish and clear."""

import re

import pytest
from flask import Flask

from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.refused import assert_refused
from tests.web.visitor import HOME, Visitor
from tests.web.ways import code_of, resumed, session_of, way

NAME = "__Host-decision-aid"
CHOSEN = "A" * 43


def cookie_of(visitor: Visitor) -> str:
    found = visitor.client.get_cookie(NAME, "localhost")
    assert found is not None
    return found.value


def test_the_start_page_has_one_main_form_that_posts_to_start(visitor: Visitor) -> None:
    page = visitor.get("/").page
    assert [form.get("action") for form in page.one("main").all("form")] == ["/start"]


def test_start_leads_to_the_first_page_with_303(visitor: Visitor) -> None:
    assert visitor.start() == "/q/who"


def test_the_cookie_is_bound_to_this_host_and_lasts_as_long_as_the_browser(visitor: Visitor) -> None:
    sent = visitor.press(visitor.get("/"), action="/start")
    (cookie,) = sent.response.headers.getlist("Set-Cookie")
    name, *attributes = re.split(r"; ", cookie)
    assert re.fullmatch(rf"{NAME}=[A-Za-z0-9_-]{{43}}", name)
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]


def test_a_new_session_begins_at_start(visitor: Visitor) -> None:
    visitor.start()
    before = cookie_of(visitor)
    visitor.start()
    assert cookie_of(visitor) != before


def test_a_self_chosen_session_is_never_adopted(visitor: Visitor) -> None:
    visitor.client.set_cookie(NAME, CHOSEN, domain="localhost", path="/")
    visitor.start()
    assert cookie_of(visitor) != CHOSEN


def test_a_cookie_that_is_no_token_is_passed_over(visitor: Visitor) -> None:
    visitor.client.set_cookie(NAME, "../../etc", domain="localhost", path="/")
    assert visitor.start() == "/q/who"


def test_starting_again_leaves_the_old_answers_unreachable(visitor: Visitor) -> None:
    visitor.begin()
    visitor.press(visitor.get("/"), {"sure": "yes"}, "/start")
    page = visitor.get("/q/who").page
    assert not [control for control in page.all("input") if "checked" in control.attributes]


@pytest.mark.parametrize("where", ["/settings", "/summary"])
def test_finish_is_asked_once_more_where_nothing_can_be_cleared_by_a_slip(visitor: Visitor, where: str) -> None:
    on = visitor.begin()
    assert visitor.press(visitor.get(where), action="/finish").location == "/finish"
    asked = visitor.get("/finish")
    assert "It cannot be undone." in asked.text
    assert [link.get("href") for link in asked.page.by_class("main")] == [on]
    assert visitor.get("/answers").status == 200


def test_where_nothing_is_open_there_is_nothing_to_finish(visitor: Visitor) -> None:
    assert visitor.get("/finish").location == "/"


@pytest.mark.parametrize("where", ["/settings", "/summary"])
def test_a_page_that_grew_old_does_not_say_that_all_is_cleared(
    visitor: Visitor, clock: PassingClock, where: str
) -> None:
    visitor.begin()
    shown = visitor.get(where)
    clock.pass_days(2)
    assert "So nothing was cleared now." in visitor.press(shown, action="/finish").text


def test_a_link_from_another_site_is_not_told_that_all_is_cleared(visitor: Visitor) -> None:
    for address in ("/finish", "/finished"):
        assert visitor.get(address, {"Sec-Fetch-Site": "cross-site"}).location == "/"


def test_finish_clears_the_cookie_and_the_browsers_own_data(visitor: Visitor) -> None:
    visitor.begin()
    sent = visitor.press(visitor.get("/finish"), action="/finish")
    assert (sent.status, sent.location) == (303, "/finished")
    done = visitor.get(sent.location)
    assert "Everything is cleared" in done.text
    assert done.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.client.get_cookie(NAME, "localhost") is None


def test_a_copied_cookie_is_dead_after_finish(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    other.client.set_cookie(NAME, cookie_of(visitor), domain="localhost", path="/")
    assert other.get("/q/who").status == 200
    visitor.press(visitor.get("/finish"), action="/finish")
    assert other.get("/q/who").location == "/resume"


def test_finish_from_another_site_clears_nothing(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.post("/finish", {}, {"Sec-Fetch-Site": "cross-site"}).status == 403
    assert visitor.get("/answers").status == 200


def test_finish_twice_is_as_good_as_once(visitor: Visitor) -> None:
    visitor.begin()
    shown = visitor.get("/finish")
    visitor.press(shown, action="/finish")
    assert visitor.press(shown, action="/finish").location == "/finished"


def test_everything_is_cleared_is_said_to_nobody_whose_answers_are_there(visitor: Visitor) -> None:
    on = visitor.begin()
    assert visitor.get("/finished").location == on


def test_the_last_page_still_speaks_as_the_visit_did_and_then_forgets_that_too(visitor: Visitor) -> None:
    visitor.begin()
    visitor.press(visitor.get("/settings"), {"buttons": "bigger"}, action="/settings")
    done = visitor.get(visitor.press(visitor.get("/finish"), action="/finish").location)
    assert 'class="bigger' in done.html
    assert 'class="bigger' not in visitor.get("/").html


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://else.example"}, {}])
def test_start_from_another_site_is_refused_on_the_start_page(visitor: Visitor, headers: dict[str, str]) -> None:
    (token,) = fields(visitor.get("/").page.form())["token"]
    refused = visitor.post("/start", {"token": token}, headers)
    assert refused.status == 403
    assert visitor.press(refused, action="/start").status == 303


@pytest.mark.parametrize("headers", [{"Origin": HOME}, {"Referer": f"{HOME}/"}])
def test_start_is_taken_from_a_browser_that_only_tells_its_origin(visitor: Visitor, headers: dict[str, str]) -> None:
    (token,) = fields(visitor.get("/").page.form())["token"]
    assert visitor.post("/start", {"token": token}, headers).status == 303


@pytest.mark.parametrize(("page", "action"), [("/", "/start"), ("/settings", "/settings"), ("/resume", "/resume")])
def test_a_browser_that_keeps_no_cookies_is_told_that_they_are_needed(app: Flask, page: str, action: str) -> None:
    refusing = Visitor(app.test_client(use_cookies=False))
    form = fields(next(form for form in refusing.get(page).page.all("form") if form.get("action") == action))
    for _ in range(2):
        shown = refusing.post(action, form)
        assert_refused(shown, 403)
        assert "This browser sends no cookies" in shown.text
        assert "came from another place" not in shown.text
    assert "no cookies" not in refusing.post(action, form, {"Sec-Fetch-Site": "cross-site"}).text


def test_starting_again_is_asked_once_more(visitor: Visitor) -> None:
    on = visitor.begin()
    asked = visitor.press(visitor.get("/"), action="/start")
    assert asked.status == 200
    assert "Without that code you cannot come back to them." in asked.text
    assert on in asked.html
    assert visitor.get("/keep").status == 200
    assert visitor.press(asked, action="/start").location == "/keep"


def test_a_start_page_that_grew_old_still_leads_back_to_an_open_visit(visitor: Visitor) -> None:
    on = visitor.begin()
    refused = visitor.post("/start", {"token": "stale"})
    assert refused.status == 403
    assert [link.get("href") for link in refused.page.by_class("main") if link.tag == "a"] == [on]


def test_finish_after_the_visit_ended_says_that_nothing_was_cleared(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin()
    code, shown = code_of(visitor), visitor.get("/finish")
    clock.pass_days(2)
    told = visitor.press(shown, action="/finish")
    assert told.status == 403
    assert "So nothing was cleared now." in told.text
    page = visitor.get("/resume")
    back = visitor.post("/resume", {**fields(way(page, "code")), "code": code})
    assert back.status == 303


def test_finish_says_so_too_where_a_new_code_was_made_elsewhere_in_that_moment(
    visitor: Visitor, other: Visitor, store: TroubledStore
) -> None:
    visitor.begin()
    resumed(other, code_of(visitor))
    shown = visitor.get("/finish")
    store.before_finish = lambda: store.reissue(session_of(other))
    told = visitor.press(shown, action="/finish")
    assert (told.status, "So nothing was cleared now." in told.text) == (403, True)
    assert other.get("/answers").status == 200


def test_an_ended_visit_leads_to_the_ways_back(visitor: Visitor, clock: PassingClock) -> None:
    address = visitor.begin()
    clock.pass_days(2)
    for page in (address, "/answers", "/summary", "/stars"):
        assert visitor.get(page).location == "/resume"


def test_without_a_visit_every_personal_page_leads_to_the_start(visitor: Visitor) -> None:
    for address in ("/q/who", "/offer/1/q/offer", "/answers", "/stars", "/summary", "/summary.pdf"):
        shown = visitor.get(address)
        assert (shown.status, shown.location) == (303, "/"), address


def test_who_comes_back_goes_on_at_the_first_thing_still_to_answer(visitor: Visitor) -> None:
    on = visitor.begin()
    links = [link.get("href") for link in visitor.get("/").page.by_class("main") if link.tag == "a"]
    assert links == [on]


def test_a_visit_ends_when_its_days_are_over(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin()
    clock.pass_days(4)
    assert visitor.get("/q/who").location == "/resume"


def test_over_declared_plain_http_the_cookie_asks_for_no_secure_connection(make: Make, shipped: Loaded) -> None:
    app = make(shipped, Settings(allow_insecure_http=True))
    response = app.test_client().get("/", base_url="http://localhost")
    assert response.headers["Set-Cookie"].startswith("decision-aid-form=")
    assert "Secure" not in response.headers["Set-Cookie"]
    assert "not encrypted" in response.get_data(as_text=True)
