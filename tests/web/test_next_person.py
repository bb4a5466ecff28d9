"""Who sits down at the same browser next, goes back in its history and has a page sent once more: sees nothing."""

import pytest

from decision_aid.core.errors import StoreUnavailable
from tests.web.fakes import PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.visitor import Shown, Values, Visitor
from tests.web.ways import code_of, way

SAID = "Kolibri-7731"
TOO_LONG = SAID * 300


def sent_again(visitor: Visitor, shown: Shown, changes: Values) -> Shown:
    """Send a form of a page as it was sent before, whatever the browser holds by now."""
    return visitor.press(shown, changes)


def finish(visitor: Visitor) -> None:
    visitor.get(visitor.press(visitor.get("/finish"), action="/finish").location)


def test_after_finish_and_clear_what_was_typed_is_not_shown_again(visitor: Visitor) -> None:
    shown = visitor.get(visitor.begin())
    refused = sent_again(visitor, shown, {"decision-note": TOO_LONG})
    assert (refused.status, SAID in refused.html) == (422, True)
    finish(visitor)
    again = sent_again(visitor, shown, {"decision-note": TOO_LONG})
    assert again.status == 403
    assert SAID not in again.html
    assert "What was on the page is not shown" in again.text


def test_nor_is_it_in_the_next_persons_own_visit(visitor: Visitor) -> None:
    shown = visitor.get(visitor.begin())
    finish(visitor)
    visitor.begin()
    again = sent_again(visitor, shown, {"decision-note": SAID})
    assert again.status == 403
    assert SAID not in again.html


@pytest.mark.parametrize("count", [3, 4])
def test_nor_are_the_questions_that_were_ticked(visitor: Visitor, count: int) -> None:
    visitor.begin("one")
    shown = visitor.get("/stars")
    stars = [tick.get("value") for tick in shown.page.all("input") if tick.get("name") == "star"][:count]
    visitor.press(shown, {"star": stars}, "/stars")
    finish(visitor)
    visitor.begin("one")
    again = visitor.press(shown, {"star": stars}, "/stars")
    assert (again.status, "checked" in again.html) == (303, False)
    assert "star" not in fields(visitor.get("/stars").page.form("/stars"))


def test_nor_when_the_store_cannot_be_reached(visitor: Visitor, store: TroubledStore) -> None:
    shown = visitor.get(visitor.begin())
    finish(visitor)
    store.cannot_open = StoreUnavailable("The disk is full.")
    again = sent_again(visitor, shown, {"decision-note": SAID})
    assert SAID not in again.html


def test_a_code_that_was_typed_is_not_in_its_field_again(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    code = code_of(visitor)
    page = other.get("/resume")
    wrong = f"{code[:-1]}{'0' if code[-1] != '0' else '1'}"
    slip = {**fields(way(page, "code")), "code": wrong}
    assert wrong in other.post("/resume", slip).html
    other.post("/resume", {**fields(way(page, "code")), "code": code})
    finish(other)
    again = other.post("/resume", slip)
    assert (again.status, wrong in again.html) == (403, False)


@pytest.mark.parametrize("still_open", [False, True], ids=["the visit has ended", "the visit is still open"])
def test_nor_in_the_visit_of_who_starts_next(
    visitor: Visitor, other: Visitor, clock: PassingClock, *, still_open: bool
) -> None:
    visitor.begin()
    code = code_of(visitor)
    page = other.get("/resume")
    wrong = f"{code[:-1]}{'0' if code[-1] != '0' else '1'}"
    slip = {**fields(way(page, "code")), "code": wrong}
    other.post("/resume", slip)
    other.post("/resume", {**fields(way(page, "code")), "code": code})
    if not still_open:
        clock.pass_days(3)
    other.press(other.get("/"), {"sure": "yes"} if still_open else {}, action="/start")
    again = other.post("/resume", slip)
    assert (again.status, wrong in again.html) == (403, False)


def test_how_the_pages_looked_is_forgotten_too_where_a_browser_tells_nothing_of_itself(visitor: Visitor) -> None:
    visitor.begin()
    visitor.press(visitor.get("/settings"), {"buttons": "bigger"}, "/settings")
    visitor.press(visitor.get("/finish"), action="/finish")
    assert 'class="bigger' in visitor.get("/finished", {}).html
    assert 'class="bigger' not in visitor.get("/").html


def test_a_code_that_came_too_often_is_not_in_its_page_again(visitor: Visitor) -> None:
    page = visitor.get("/resume")
    tried = {**fields(way(page, "code")), "code": "0000-0000-0000-0000"}
    for _ in range(40):
        too_often = visitor.post("/resume", tried)
        if too_often.status != 422:
            break
    assert (too_often.status, "0000-0000" in too_often.html) == (429, True)
    visitor.get("/finished")
    again = visitor.post("/resume", tried)
    assert (again.status, "0000-0000" in again.html) == (403, False)


def test_starting_again_ends_the_visit_before(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    cookie = visitor.client.get_cookie("__Host-decision-aid", "localhost")
    assert cookie
    other.client.set_cookie("__Host-decision-aid", cookie.value, domain="localhost", path="/")
    assert other.get("/keep").status == 200
    visitor.press(visitor.get("/"), {"sure": "yes"}, "/start")
    assert other.get("/keep").location == "/resume"


def test_each_visits_forms_begin_with_a_name_of_their_own(visitor: Visitor, other: Visitor) -> None:
    """By a form's first two names Chromium and Safari know it again, and fill in what the person before left there."""
    firsts = set()
    for each in (visitor, visitor, other):
        each.begin()
        forms = [form for address in ("/q/decision", "/settings") for form in each.get(address).page.all("form")]
        (first,) = {next(form.all("input")).get("name") for form in forms}
        firsts.add(first)
        finish(each)
    assert len(firsts) == 3


@pytest.mark.parametrize("days", [0, 31])
def test_the_words_of_a_visit_whose_cookie_is_gone_are_shown_to_nobody(
    visitor: Visitor, clock: PassingClock, days: int
) -> None:
    shown = visitor.get(visitor.begin())
    visitor.client.delete_cookie("__Host-decision-aid", domain="localhost")
    clock.pass_days(days)
    assert SAID not in sent_again(visitor, shown, {"decision-note": SAID}).html
