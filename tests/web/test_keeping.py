"""How to come back, and coming back by each of the ways."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from decision_aid.core import codes
from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from decision_aid.store.passing import open_passing
from decision_aid.store.sessions import Lasting
from decision_aid.store.typed import TypedSealer
from tests.web.conftest import Make
from tests.web.fakes import PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.refused import assert_refused
from tests.web.visitor import HOME, Visitor
from tests.web.ways import CODE, code_of, moved, resumed, session_of, way

SAID = "Is it safe?\nKolibri-7731"


def test_the_way_back_is_offered_before_the_first_answer(visitor: Visitor) -> None:
    sent = visitor.press(visitor.get("/"), action="/start")
    assert (sent.status, sent.location) == (303, "/keep")
    shown = visitor.get("/keep")
    assert codes.read(code_of(visitor))
    link = next(link.get("href") for link in shown.page.all("a") if "resume#" in link.get("href"))
    assert link == f"{HOME}/resume#{code_of(visitor)}"
    assert next(shown.page.all("svg")).get("aria-label")


def test_one_press_goes_on_from_the_way_back(visitor: Visitor) -> None:
    assert visitor.start() == "/q/who"


def test_the_code_brings_the_answers_back_in_another_browser(visitor: Visitor, other: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-note": SAID})
    sent = resumed(other, code_of(visitor).lower().replace("-", " "))
    assert sent.status == 303
    assert SAID.splitlines()[1] in other.get("/answers").text
    assert sent.location in visitor.get("/").html


def test_the_code_stands_on_one_page_alone(visitor: Visitor) -> None:
    visitor.begin()
    code = code_of(visitor)
    for address in ("/", "/q/who", "/answers", "/stars", "/summary", "/settings", "/about", "/options", "/resume"):
        html = visitor.get(address).html
        assert code not in html
        assert code.replace("-", "") not in html


def test_no_cookie_and_no_address_holds_the_code(visitor: Visitor) -> None:
    sent = visitor.press(visitor.get("/"), action="/start")
    code = code_of(visitor)
    headers = str(sent.response.headers) + str(visitor.get("/keep").response.headers)
    assert code not in headers
    assert code.replace("-", "") not in headers


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "A code has 16 letters and numbers. This one has 0."),
        ("ABCD-EFGH", "This one has 8."),
        ("ABCD-EFGH-JKMN-PQR*", "No code has “*” in it."),
        ("0000-0000-0000-0001", "There is a slip in this code."),
    ],
)
def test_a_slip_is_told_apart_and_costs_no_try(visitor: Visitor, typed: str, said: str) -> None:
    for _ in range(12):
        shown = resumed(visitor, typed)
        assert_refused(shown, 422)
        assert said in shown.text
    assert fields(way(shown, "code"))["code"] == [typed]


def test_a_wrong_code_opens_nothing_and_is_limited(visitor: Visitor, clock: PassingClock) -> None:
    wrong = codes.written(codes.made(b"0123456789"))
    shown = [resumed(visitor, wrong) for _ in range(20)]
    assert "No answers are kept under this code" in shown[9].text
    assert {one.status for one in shown[:10]} == {422}
    refused = next(one for one in shown if one.status == 429)
    assert int(refused.response.headers["Retry-After"]) >= 1
    assert wrong in refused.html  # what was typed is sent again with one press
    clock.time = clock.time.replace(hour=clock.time.hour + 1)
    assert resumed(visitor, wrong).status == 422


def test_who_came_back_with_a_code_is_not_shown_it_again(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    code = code_of(visitor)
    resumed(other, code)
    assert code not in other.get("/keep").html
    assert "The code you came back with still works" in other.get("/keep").text


def test_coming_back_to_other_answers_ends_this_browsers_visit_and_keeps_its_answers(
    visitor: Visitor, other: Visitor
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": "first"})
    other.answer(other.begin(), {"decision-note": "second"})
    first, second = code_of(visitor), code_of(other)
    before = visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
    moved(visitor, second)
    assert "second" in visitor.get("/answers").text
    moved(other, first)
    assert "first" in other.get("/answers").text
    after = visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
    assert before
    assert after
    assert before.value != after.value


def test_a_code_of_other_answers_is_not_gone_on_with_before_that_was_asked(visitor: Visitor, other: Visitor) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    other.answer(other.begin(), {"decision-note": "a trap"})
    code = code_of(other)
    asked = resumed(visitor, code)
    assert asked.status == 200
    assert "Leave the visit that is open?" in asked.text
    assert code in asked.text
    assert SAID.splitlines()[1] in visitor.get("/answers").text
    assert visitor.post("/resume", fields(way(asked, "sure"))).status == 303
    assert "a trap" in visitor.get("/answers").text


def test_a_finger_that_goes_on_with_a_code_twice_is_asked_nothing(visitor: Visitor, other: Visitor) -> None:
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    form = {**fields(way(other.get("/resume"), "code")), "code": code_of(visitor)}
    assert [other.post("/resume", form).status for _ in range(2)] == [303, 303]
    assert SAID.splitlines()[1] in other.get("/answers").text


def test_who_typed_in_those_answers_before_is_asked_nothing(
    visitor: Visitor, other: Visitor, clock: PassingClock
) -> None:
    page, code = visitor.get(visitor.begin()), code_of(visitor)
    clock.pass_days(2)
    sealed = fields(way(visitor.press(page, {"decision-note": SAID}), "code"))["sealed"]
    other.begin()
    shown = other.post("/resume", {**fields(way(other.get("/resume"), "code")), "code": code, "sealed": sealed})
    assert SAID.splitlines()[1] in shown.html


def test_what_was_typed_elsewhere_waits_while_it_is_asked(
    visitor: Visitor, other: Visitor, clock: PassingClock
) -> None:
    page = visitor.get(visitor.begin())
    clock.pass_days(2)
    sealed = fields(way(visitor.press(page, {"decision-note": SAID}), "code"))["sealed"]
    visitor.begin()
    code = code_of(visitor)
    other.begin()
    asked = other.post("/resume", {**fields(way(other.get("/resume"), "code")), "code": code, "sealed": sealed})
    assert fields(way(asked, "sure"))["sealed"] == sealed


@pytest.mark.parametrize("whose", ["their own", "somebody else's"])
def test_coming_back_ends_the_session_that_this_browser_had(
    app: Flask, visitor: Visitor, other: Visitor, whose: str
) -> None:
    visitor.begin()
    other.begin()
    before = visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
    assert before
    (resumed if whose == "their own" else moved)(visitor, code_of(visitor if whose == "their own" else other))
    copied = Visitor(app.test_client())
    copied.client.set_cookie(before.key, before.value, domain="localhost", path="/")
    assert copied.get("/keep").location == "/resume"
    assert visitor.get("/keep").status == other.get("/keep").status == 200


def test_what_was_typed_when_the_visit_ended_comes_back_to_the_letter(visitor: Visitor, clock: PassingClock) -> None:
    address = visitor.begin()
    code, shown = code_of(visitor), visitor.get(address)
    clock.pass_days(2)
    ended = visitor.press(shown, {"decision-codes": "which", "decision-note": SAID})
    assert ended.status == 403
    assert "Kolibri" not in ended.html
    back = visitor.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert back.status == 200
    form = back.page.form()
    assert fields(form)["decision-note"] == [SAID]
    assert fields(form)["decision-codes"] == ["which"]
    assert visitor.press(back).status == 303
    assert "Kolibri-7731" in visitor.get("/answers").text


def test_what_was_typed_comes_back_without_typing_for_whom_another_window_came_back(
    visitor: Visitor, clock: PassingClock
) -> None:
    shown, code = visitor.get(visitor.begin()), code_of(visitor)
    clock.pass_days(2)
    ended = visitor.press(shown, {"decision-note": SAID})
    too_early = visitor.post("/resume", fields(way(ended, "here")))
    assert (too_early.status, "not open in this browser yet" in too_early.text) == (422, True)
    assert resumed(visitor, code).status == 303
    stale = visitor.post("/resume", fields(way(too_early, "here")))
    assert stale.status == 403
    back = visitor.post("/resume", fields(way(stale, "here")))
    assert fields(back.page.form())["decision-note"] == [SAID]


def test_words_of_a_page_that_an_update_took_away_are_shown(
    visitor: Visitor, store: TroubledStore, clock: PassingClock
) -> None:
    visitor.begin()
    code, visit = code_of(visitor), store.open(session_of(visitor))
    assert visit
    typed = {"step": ["gone", None], "form": [["gone-note", SAID]], "revision": 1}
    sealer = TypedSealer(store.store)
    sealed = sealer.seal(sealer.name_of(visit), json.dumps(typed).encode())
    clock.pass_days(2)
    back = visitor.post("/resume", {**fields(way(visitor.get("/resume"), "code")), "code": code, "sealed": sealed})
    assert (back.status, back.page.by_class("own")[0].raw) == (200, SAID)


def test_another_drafts_code_does_not_bring_it_back(visitor: Visitor, other: Visitor, clock: PassingClock) -> None:
    shown = visitor.get(visitor.begin())
    other.begin()
    code = code_of(other)
    clock.pass_days(2)
    ended = visitor.press(shown, {"decision-note": SAID})
    sent = visitor.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert sent.status == 303
    assert "Kolibri" not in visitor.get(sent.location).html


def test_a_slip_in_the_code_keeps_the_sealed_text(visitor: Visitor, clock: PassingClock) -> None:
    shown, code = visitor.get(visitor.begin()), code_of(visitor)
    clock.pass_days(2)
    ended = visitor.press(shown, {"decision-note": SAID})
    slip = visitor.post("/resume", {**fields(way(ended, "code")), "code": "oops"})
    back = visitor.post("/resume", {**fields(way(slip, "code")), "code": code})
    assert fields(back.page.form())["decision-note"] == [SAID]


def test_a_draft_whose_time_is_up_gives_its_text_back_plainly(visitor: Visitor, clock: PassingClock) -> None:
    shown = visitor.get(visitor.begin())
    clock.pass_days(31)
    ended = visitor.press(shown, {"decision-note": SAID})
    assert ended.page.by_class("own")[0].raw == SAID


def test_only_the_page_to_come_back_may_run_the_one_script(visitor: Visitor) -> None:
    visitor.begin()
    for address in ("/", "/keep", "/q/who", "/answers", "/summary", "/settings", "/about"):
        assert "script-src" not in visitor.get(address).response.headers["Content-Security-Policy"]
    policy = visitor.get("/resume").response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy


def test_nothing_is_shown_without_a_visit(visitor: Visitor) -> None:
    assert visitor.get("/keep").location == "/resume"


def test_a_form_that_keeps_nothing_gives_no_code(
    make: Make, shipped: Loaded, clock: PassingClock, store: TroubledStore
) -> None:
    store.store.close()
    store.store = open_passing(clock=clock, session=Lasting())
    app = make(shipped, Settings(no_retention=True))
    visitor = Visitor(app.test_client())
    visitor.answer(visitor.begin(), {"decision-note": SAID})
    assert "Kolibri-7731" in visitor.get("/answers").text
    assert not CODE.findall(visitor.get("/keep").text)
    assert "Nothing is kept here after this visit" in visitor.get("/keep").text
    assert "Nothing is written to a disk here" in visitor.get("/about").text
    for code in ("", "0000-0000-0000-0000"):  # there is no field for a link to lead to
        assert_refused(visitor.post("/resume", {**fields(way(visitor.get("/resume"), "token")), "code": code}), 422)
    store.store.close()
