"""What cannot be taken comes back with everything that was given, and says the mend."""

from collections.abc import Iterator, Mapping
from itertools import islice, product, takewhile

import pytest

from tests.web.fakes import PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.refused import assert_refused, refused, said
from tests.web.visitor import HOME, Shown, Values, Visitor
from tests.web.ways import code_of, way

PAGES_WITH_NOTES = (
    "product",
    "cells",
    "route",
    "ind",
    "nct",
    "irb",
    "leader",
    "undo",
    "stop-care",
    "price",
    "time-limit",
)
TYPED = "  <b>Typed</b> & kept\nبند  "


def test_10000_characters_come_back_whole_with_their_count(visitor: Visitor) -> None:
    address = visitor.begin()
    long = "wörd " * 1999 + "total"
    shown = refused(visitor, address, {"decision-note": long})
    assert "2,000" in said(shown)
    assert "10,000" in said(shown)
    assert fields(shown.page.form())["decision-note"] == [long]


def test_2000_characters_are_kept_and_2001_are_not(visitor: Visitor) -> None:
    address = visitor.begin()
    assert visitor.answer(address, {"decision-note": "x" * 2000}) == "/q/due"
    refused(visitor, address, {"decision-note": "x" * 2001})


def test_40_line_breaks_are_kept_and_41_are_not(visitor: Visitor) -> None:
    address = visitor.begin()
    assert visitor.answer(address, {"decision-note": "\r\n".join("x" * 41)}) == "/q/due"
    shown = refused(visitor, address, {"decision-note": "\r\n".join("x" * 42)})
    assert "41" in said(shown)


def long_texts(visitor: Visitor) -> Iterator[tuple[str, Shown]]:
    """Give 2,000 characters on one page after the other; tell each page and what came of it."""
    visitor.begin("three", full=True)
    for offer, page in product((1, 2, 3), PAGES_WITH_NOTES):
        place, name = f"/offer/{offer}/q/{page}", f"{page.replace('-', '_')}-note"
        yield place, visitor.press(visitor.get(place), {name: "x" * 2000})


def test_all_texts_together_have_a_limit_that_names_the_one_to_shorten(visitor: Visitor) -> None:
    kept = list(takewhile(lambda done: done[1].status == 303, long_texts(visitor)))
    assert len(kept) == 30
    shown = refused(visitor, "/q/decision", {"decision-note": "x"})
    assert "60,000" in said(shown)


def test_two_windows_together_give_no_more_than_that_and_the_second_is_told(
    visitor: Visitor, store: TroubledStore
) -> None:
    assert len(list(islice(long_texts(visitor), 29))) == 29
    here, there = visitor.get("/q/decision"), visitor.get("/offer/3/q/price")
    store.before_save = lambda: visitor.press(there, {"price-note": "y" * 1000})
    shown = visitor.press(here, {"decision-note": "z" * 1001})
    assert (shown.status, fields(shown.page.form())["decision-note"]) == (422, ["z" * 1001])
    assert "60,001" in said(shown)
    assert visitor.press(shown, {"decision-note": "z" * 1000}).status == 303


def test_a_full_draft_takes_what_adds_no_text(visitor: Visitor) -> None:
    list(islice(long_texts(visitor), 30))
    assert visitor.answer("/q/decision", {"decision-codes": "which"}) == "/q/due"
    place, name = next((f"/offer/1/q/{page}", page.replace("-", "_")) for page in PAGES_WITH_NOTES)
    visitor.answer(place, {f"{name}-note": "shorter"})
    assert visitor.answer("/q/decision", {"decision-note": "x"}) == "/q/due"


@pytest.mark.parametrize(
    "values",
    [
        {"decision-codes": "nonsense"},
        {"decision-codes": ["whether", "which"]},
        {"decision-codes": ["whether", "not_sure"]},
        {"decision-codes": ""},
        {"decision-codes": "<script>alert(1)</script>"},
    ],
)
def test_a_choice_that_is_not_on_the_page_is_refused_with_the_typed_text(visitor: Visitor, values: Values) -> None:
    address = visitor.begin()
    shown = refused(visitor, address, {**values, "decision-note": TYPED})
    assert fields(shown.page.form())["decision-note"] == [TYPED]


@pytest.mark.parametrize("codes", [["none", "paid_clinic"], ["not_known", "clinical_trial"], ["none", "not_known"]])
def test_none_or_dont_know_beside_another_tick_is_refused_with_every_tick(visitor: Visitor, codes: list[str]) -> None:
    visitor.begin(full=True)
    shown = refused(visitor, "/q/considering", {"considering-codes": codes})
    assert sorted(fields(shown.page.form())["considering-codes"]) == sorted(codes)


def test_both_words_about_the_rest_of_the_signs_are_refused(visitor: Visitor) -> None:
    visitor.begin("one")
    codes = ["cure_promised", "not_seen", "unsure"]
    shown = refused(visitor, "/offer/1/q/signs-1", {"signs_1-codes": codes})
    assert fields(shown.page.form())["signs_1-codes"] == codes


def test_the_valid_answers_of_a_page_are_shown_beside_the_wrong_one(visitor: Visitor) -> None:
    visitor.begin()
    shown = refused(visitor, "/q/matters", {"matter_time-codes": "r5", "matter_home-codes": "r9"})
    assert fields(shown.page.form())["matter_time-codes"] == ["r5"]


def test_nothing_of_a_refused_page_is_kept(visitor: Visitor) -> None:
    visitor.begin()
    refused(visitor, "/q/matters", {"matter_time-codes": "r5", "matter_home-codes": "r9"})
    assert "matter_time-codes" not in fields(visitor.get("/q/matters").page.form())


def test_a_refused_page_mended_is_kept(visitor: Visitor) -> None:
    address = visitor.begin()
    shown = refused(visitor, address, {"decision-codes": "nonsense", "decision-note": "A note"})
    assert visitor.press(shown, {"decision-codes": "which"}).status == 303
    given = fields(visitor.get(address).page.form())
    assert (given["decision-codes"], given["decision-note"]) == (["which"], ["A note"])


def test_an_unknown_field_is_refused_with_the_typed_text(visitor: Visitor) -> None:
    address = visitor.begin()
    shown = visitor.press(visitor.get(address), {"decision-note": TYPED, "decision-extra": "x"})
    assert_refused(shown, 400)
    assert fields(shown.page.form())["decision-note"] == [TYPED]
    assert visitor.press(shown).status == 303


@pytest.mark.parametrize("name", ["who-note", "who-exact", "who-day", "who"])
def test_a_part_that_the_question_does_not_have_is_unknown(visitor: Visitor, name: str) -> None:
    visitor.begin()
    assert_refused(visitor.press(visitor.get("/q/who"), {name: "1"}), 400)


def test_a_field_of_another_page_is_unknown(visitor: Visitor) -> None:
    address = visitor.begin()
    assert_refused(visitor.press(visitor.get(address), {"wants-codes": "x"}), 400)


@pytest.mark.parametrize("token", ["", "0" * 64, "ü" * 64, "x"])
def test_a_stale_token_costs_nothing_that_was_typed(visitor: Visitor, token: str) -> None:
    address = visitor.begin()
    shown = visitor.press(visitor.get(address), {"decision-codes": "which", "decision-note": TYPED, "token": token})
    assert_refused(shown, 403)
    given = fields(shown.page.form())
    assert (given["decision-codes"], given["decision-note"]) == (["which"], [TYPED])
    assert visitor.press(shown).status == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://localhost"},
        {"Origin": "https://else.example"},
        {"Origin": "https://localhost.else.example"},
        {"Origin": "null"},
        {"Referer": "https://else.example/https://localhost/"},
        {"Origin": "https://localhost:8443"},
        {"Origin": "http://[::1"},
        {"Referer": "https://[x"},
        {"Referer": "https://localhost@else.example/"},
        {"Origin": "https://else.example", "Referer": "https://localhost/"},
        {},
    ],
)
def test_what_a_page_of_another_origin_sends_is_neither_kept_nor_shown(
    visitor: Visitor, headers: Mapping[str, str]
) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-codes": "trial", "decision-note": "Mine"})
    given = fields(visitor.get(address).page.form())
    shown = visitor.post(address, {**given, "decision-codes": "which", "decision-note": TYPED}, headers)
    assert_refused(shown, 403)
    assert "nothing of it was taken" in shown.text
    for kept in (shown, visitor.get(address)):
        again = fields(kept.page.form())
        assert (again["decision-codes"], again["decision-note"]) == (["trial"], ["Mine"])
    assert visitor.press(shown).status == 303


def test_a_page_that_is_not_asked_is_not_shown_for_what_another_origin_sends(visitor: Visitor) -> None:
    visitor.begin()
    shown = visitor.post("/offer/1/q/price", {"price-note": TYPED}, {"Sec-Fetch-Site": "same-site"})
    assert (shown.status, shown.location) == (303, "/q/decision")


@pytest.mark.parametrize("name", ["Origin", "Referer"])
def test_a_browser_that_does_not_name_the_site_says_by_another_header_that_the_page_was_ours(
    visitor: Visitor, name: str
) -> None:
    address = visitor.begin()
    headers = {name: f"{HOME}/" if name == "Referer" else HOME}
    given = fields(visitor.get(address).page.form())
    shown = visitor.post(address, {**given, "token": "stale", "decision-note": TYPED}, headers)
    assert_refused(shown, 403)
    assert fields(shown.page.form())["decision-note"] == [TYPED]
    assert visitor.post(address, {**given, "decision-note": TYPED}, headers).status == 303


def test_a_token_of_another_session_is_refused(visitor: Visitor, other: Visitor) -> None:
    address = visitor.begin()
    other.begin()
    token = fields(other.get(address).page.form())["token"]
    assert_refused(visitor.press(visitor.get(address), {"token": token}), 403)


def test_a_page_sent_after_the_visit_ended_shows_what_was_given(visitor: Visitor, clock: PassingClock) -> None:
    visitor.begin(full=True)
    shown = visitor.get("/q/onset")
    clock.pass_days(31)
    ended = visitor.press(shown, {"onset-month": "March", "onset-year": "2025"})
    assert ended.status == 403
    assert "This visit has ended" in ended.text
    assert {"March", "2025"} <= {own.text for own in ended.page.by_class("own")}
    assert visitor.press(ended, action="/start").status == 303


def test_a_text_sent_after_the_visit_ended_is_shown_to_the_letter(visitor: Visitor, clock: PassingClock) -> None:
    address = visitor.begin()
    shown = visitor.get(address)
    clock.pass_days(31)
    ended = visitor.press(shown, {"decision-codes": "which", "decision-note": TYPED})
    assert ended.page.by_class("own")[0].raw == TYPED
    assert "Which offer to choose" in ended.text


def test_a_page_sent_from_a_visit_before_this_one_is_sealed_for_that_one(visitor: Visitor) -> None:
    address = visitor.begin()
    code = code_of(visitor)
    visitor.answer(address, {"decision-codes": "which"})
    shown = visitor.get(address)
    visitor.press(visitor.get("/"), {"sure": "yes"}, "/start")
    ended = visitor.press(shown, {"decision-note": TYPED})
    assert ended.status == 403
    assert "Typed" not in ended.html
    back = visitor.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert fields(back.page.form())["decision-note"] == [TYPED]
    assert visitor.press(back).status == 303


def test_a_page_sent_from_a_visit_before_this_one_replaces_nothing(visitor: Visitor) -> None:
    address = visitor.begin()
    visitor.answer(address, {"decision-codes": "which"})
    shown = visitor.get(address)
    visitor.begin()
    visitor.answer(address, {"decision-codes": "trial"})
    assert visitor.press(shown, {"decision-codes": "learning"}).status == 403
    assert "checked" in visitor.get(address).page.by_id("decision-is-trial").attributes
