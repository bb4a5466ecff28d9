"""What was typed when a visit ended comes back with the person's own file too, in their own browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decision_aid.core.answers import Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import StoreUnavailable
from decision_aid.services import Kept
from tests.web.fakes import FakeExchange, PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.visitor import Shown, Visitor
from tests.web.ways import code_of, opened, refusing, resumed, session_of, taking, way

SAID = "Is it safe?\nKolibri-7731"
NEW_CODE = "These answers have a new code. You see it after Continue. The code from before does not open them."
WITH_CODE = "does not come back with a file"


def ended(visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore) -> Shown:
    """Keep a file, type on a page, and press Continue when the visit is over."""
    page = visitor.get(visitor.begin())
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    clock.pass_days(2)
    return visitor.press(page, {"decision-codes": "which", "decision-note": SAID})


def draft_of(visitor: Visitor, store: TroubledStore) -> Draft:
    visit = store.open(session_of(visitor))
    assert visit
    return visit.draft


def test_a_file_brings_the_page_back_with_what_was_typed(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    shown = opened(visitor, b"file", ended(visitor, clock, exchange, store))
    assert "After that you see the last page again" in shown.text
    assert "Kolibri" not in shown.html
    back = [visitor.post("/resume", taking(shown)) for _ in range(2)][-1]
    assert back.status == 200
    assert fields(back.page.form())["decision-note"] == [SAID]
    assert fields(back.page.form())["decision-codes"] == ["which"]
    assert visitor.press(back).status == 303
    assert "Kolibri-7731" in visitor.get("/answers").text


def test_the_new_code_is_shown_as_soon_as_what_was_typed_is_kept(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    address = visitor.begin()
    old = code_of(visitor)
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    page = visitor.get(address)
    clock.pass_days(2)
    shown = opened(visitor, b"file", visitor.press(page, {"decision-note": SAID}))
    back = visitor.post("/resume", taking(shown))
    assert NEW_CODE in back.text
    refused = visitor.press(back, {"decision-note": SAID * 200})
    assert refused.status == 422
    assert visitor.press(refused, {"decision-note": SAID}).location == "/keep"
    kept = visitor.get("/keep")
    assert kept.page.by_class("code")[0].text != old
    assert [link.get("href") for link in kept.page.by_class("main")] == ["/q/due"]


@pytest.mark.parametrize(("button", "leads"), [("yes", "/settings"), ("back", "/q/offers")])
def test_who_pauses_or_goes_back_instead_goes_where_that_leads(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore, button: str, leads: str
) -> None:
    shown = opened(visitor, b"file", ended(visitor, clock, exchange, store))
    back = visitor.post("/resume", taking(shown))
    assert visitor.press(back, {"pause": button}).location == leads


def test_where_the_file_leads_past_that_page_its_words_are_shown_and_then_the_code(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    visitor.begin("one", full=True)
    page = visitor.get("/offer/1/q/ind")
    exchange.kept[b"file"] = Kept(replace(draft_of(visitor, store), answers=Answers()), "2026.11", current=True)
    clock.pass_days(2)
    shown = opened(visitor, b"file", visitor.press(page, {"ind-note": SAID}))
    told = visitor.post("/resume", taking(shown))
    assert "Kolibri-7731" in told.text
    assert [link.get("href") for link in told.page.by_class("main")] == ["/keep"]


def test_a_code_that_brings_the_page_back_is_no_new_one(visitor: Visitor, clock: PassingClock) -> None:
    page = visitor.get(visitor.begin())
    code = code_of(visitor)
    clock.pass_days(2)
    late = visitor.press(page, {"decision-note": SAID})
    back = visitor.post("/resume", {**fields(way(late, "code")), "code": code})
    assert NEW_CODE not in back.text
    assert visitor.press(back).location == "/q/due"


def test_what_was_typed_takes_the_place_of_what_the_file_has_on_that_page(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-note": "before"})
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    page = visitor.get(address)
    clock.pass_days(2)
    shown = opened(visitor, b"file", visitor.press(page, {"decision-note": SAID}))
    assert visitor.press(visitor.post("/resume", taking(shown))).status == 303
    assert "Kolibri-7731" in visitor.get("/answers").text


def test_stars_come_back_with_a_file_as_well(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    visitor.begin()
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    page = visitor.get("/stars")
    star = next(box.get("value") for box in page.page.all("input") if box.get("name") == "star")
    clock.pass_days(2)
    shown = opened(visitor, b"file", visitor.press(page, {"star": star}))
    back = visitor.post("/resume", taking(shown))
    assert fields(back.page.form("/stars"))["star"] == [star]
    assert NEW_CODE in back.text
    assert visitor.press(back, action="/stars").location == "/keep"


def test_the_new_code_is_shown_also_after_more_pages_of_the_list_of_stars(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    visitor.begin("one", full=True)
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    page = visitor.get("/stars")
    keys = [box.get("value") for box in page.page.all("input") if box.get("name") == "star"]
    clock.pass_days(2)
    shown = opened(visitor, b"file", visitor.press(page, {"star": keys[0]}))
    first = visitor.post("/resume", taking(shown))
    second = visitor.get(visitor.press(first, {"star": keys[0], "more": "2"}, "/stars").location)
    assert {button.text for button in second.page.by_class("main")} == {"Continue"}
    refused = visitor.press(second, {"star": keys[:4]}, "/stars")
    assert refused.status == 422
    assert visitor.press(refused, {"star": keys[:3]}, "/stars").location == "/keep"


@pytest.mark.parametrize("file", [b"", b"rubbish"])
def test_a_file_that_cannot_be_read_keeps_what_was_typed(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore, file: bytes
) -> None:
    shown = opened(visitor, file, ended(visitor, clock, exchange, store))
    assert shown.status == 422
    back = visitor.post("/resume", taking(opened(visitor, b"file", shown)))
    assert fields(back.page.form())["decision-note"] == [SAID]


def test_a_store_in_trouble_keeps_what_was_typed_beside_a_file(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    page = ended(visitor, clock, exchange, store)
    store.cannot_open = StoreUnavailable("no answers now")
    told = opened(visitor, b"file", page)
    assert told.status == 503
    store.cannot_open = None
    again = visitor.press(told)
    assert again.status == 422
    back = visitor.post("/resume", taking(opened(visitor, b"file", again)))
    assert fields(back.page.form())["decision-note"] == [SAID]


def test_who_takes_nothing_over_still_has_what_was_typed_for_the_code(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    page = visitor.get(visitor.begin())
    code = code_of(visitor)
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    clock.pass_days(2)
    shown = opened(visitor, b"file", visitor.press(page, {"decision-note": SAID}))
    refused = visitor.post("/resume", refusing(shown))
    assert refused.status == 200
    back = visitor.post("/resume", {**fields(way(refused, "code")), "code": code})
    assert fields(back.page.form())["decision-note"] == [SAID]


def test_where_the_answers_of_the_file_are_open_again_one_press_puts_in_what_was_typed(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    """Another window came back with the code meanwhile."""
    page, code = visitor.get(visitor.begin()), code_of(visitor)
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    clock.pass_days(2)
    late = visitor.press(page, {"decision-note": SAID})
    next_page = resumed(visitor, code).location
    shown = opened(visitor, b"file", opened(visitor, b"file", late))
    assert "Nothing is replaced." in shown.text
    assert WITH_CODE not in shown.text
    assert list(shown.buttons) == ["Put in what I gave"]
    assert next_page in [link.get("href") for link in shown.page.by_class("button")]
    assert fields(visitor.press(shown, action="/resume").page.form())["decision-note"] == [SAID]


def test_what_was_typed_in_other_answers_than_those_open_still_needs_their_code(
    visitor: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    page = visitor.get(visitor.begin())
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    clock.pass_days(2)
    late = visitor.press(page, {"decision-note": SAID})
    visitor.post("/resume", taking(opened(visitor, b"file")))
    shown = opened(visitor, b"file", opened(visitor, b"file", late))
    assert "Nothing is replaced." in shown.text
    assert WITH_CODE in shown.text
    assert list(shown.buttons) == ["Back to the ways to come back"]
    assert [link.text for link in shown.page.by_class("button") if link.get("href")] == ["Go on where you were"]


def test_the_next_persons_file_does_not_open_it(
    visitor: Visitor, other: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    """Somebody else goes back in the history of a shared tablet, and has the page sent once more."""
    form = fields(visitor.get(visitor.begin()).page.form())
    exchange.kept[b"file"] = Kept(draft_of(visitor, store), "2026.11", current=True)
    clock.pass_days(2)
    other.get("/resume")
    shown = other.post("/q/decision", {**form, "decision-note": SAID})
    assert WITH_CODE in shown.text
    looked = opened(other, b"file", shown)
    assert WITH_CODE in looked.text
    assert other.post("/resume", taking(looked)).location == "/keep"


def test_nor_does_it_with_the_page_of_the_person_before(
    visitor: Visitor, other: Visitor, clock: PassingClock, exchange: FakeExchange, store: TroubledStore
) -> None:
    theirs = fields(way(ended(visitor, clock, exchange, store), "here"))
    mine = fields(way(other.get("/resume"), "code"))
    shown = other.post("/resume", {**mine, "code": "oops", "sealed": theirs["sealed"], "own": theirs["own"]})
    assert "own" not in fields(way(shown, "code"))
    assert WITH_CODE in shown.text
