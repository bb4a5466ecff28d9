"""Looking a trial up by its number or by words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.registry.fakes import DAY, NUMBER, FakeRegistry, record
from tests.web.conftest import Make
from tests.web.fakes import PassingClock
from tests.web.page import fields
from tests.web.trials import AS_WRITTEN, ASKED, buttons, columns, note, offered, pressed, sought
from tests.web.visitor import Visitor

TITLE = "Cells for People With ALS"
OTHER = "NCT07654321"
FIND = "Find trials for Amyotrophic Lateral Sclerosis"
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }} %(count)s {0}", "\x02token\x03")


@pytest.fixture(autouse=True)
def listed(registry: FakeRegistry) -> None:
    registry.records = (record(), record(number=OTHER, title="A study that is over", status="COMPLETED"))


@pytest.mark.parametrize(
    "typed", [NUMBER, AS_WRITTEN, f"https://clinicaltrials.gov/study/{NUMBER}?tab=table", "01234567"]
)
def test_a_number_as_people_write_it_leads_to_its_record_without_a_visit(visitor: Visitor, typed: str) -> None:
    shown = sought(visitor, typed)
    assert (shown.status, shown.response.headers["Cache-Control"]) == (200, "no-store")
    assert TITLE in [heading.text for heading in shown.page.all("h2")]
    assert f"https://clinicaltrials.gov/study/{NUMBER}" in shown.text
    assert [len(row) for row in columns(shown)] == [2] * 14  # nobody was told anything
    assert not [label for label in buttons(shown) if label.startswith("Put")]


def test_the_button_that_puts_a_number_into_an_offer_stands_before_the_rows(visitor: Visitor) -> None:
    offered(visitor, "")
    html = sought(visitor, NUMBER).html
    assert html.index(TITLE) < html.index("Put this number into offer 1") < html.index("<table")


def test_nobody_must_type(visitor: Visitor) -> None:
    found = pressed(visitor, visitor.get("/trials"), FIND)
    assert "Studies found: 1 of 1" in found.text
    shown = pressed(visitor, found, f"Show {NUMBER}")
    assert TITLE in shown.text
    assert (
        "Studies found: 1 of 1"
        in pressed(visitor, shown, "See what was found for “Amyotrophic Lateral Sclerosis”").text
    )


def test_a_study_that_is_found_says_what_tells_it_from_others(visitor: Visitor) -> None:
    (card,) = sought(visitor, "cells als").page.by_class("card")
    for said in (TITLE, "Phase 1 / Phase 2", "Recruiting", "Boston", "As of", "1 October 2026", f"Show {NUMBER}"):
        assert said in card.text


def test_only_what_recruits_and_tests_a_treatment_is_found_unless_the_ticks_are_taken_away(visitor: Visitor) -> None:
    boxes = [box for box in visitor.get("/trials").page.all("input") if box.get("type") == "checkbox"]
    assert [("checked" in box.attributes, box.within("label")) for box in boxes] == [(True, True)] * 2
    assert "No study was found" in sought(visitor, "over").text
    wide = sought(visitor, "over", recruiting=[])  # type: ignore[arg-type]  # a tick that is taken away sends nothing
    assert "A study that is over" in wide.text
    kept = [box.get("name") for box in wide.page.all("input") if "checked" in box.attributes]
    assert kept == ["interventional"]


def test_words_that_no_record_holds_prove_nothing(visitor: Visitor) -> None:
    shown = sought(visitor, "no such words")
    assert (shown.status, shown.page.one("h1").text) == (200, "No study was found")
    assert "“no such words”. That proves nothing." in shown.text
    assert "Go to clinicaltrials.gov." in shown.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write an NCT number or some words"),
        (" \u202e ", "Write an NCT number or some words"),
        ("*", "Write an NCT number or some words"),
        ('"', "Write an NCT number or some words"),
        ("nct 0123", "No NCT number could be read here."),
        ("NCT012345678", "No NCT number could be read here."),
        ("3280056", "No NCT number could be read here."),
        ("0345-6789", "No NCT number could be read here."),
        ("x" * 201, "Write at most 200 characters."),
        (f"{NUMBER} {'x' * 200}", "Write at most 200 characters."),
    ],
)
def test_what_cannot_be_looked_up_comes_back_with_the_mend(
    visitor: Visitor, registry: FakeRegistry, typed: str, said: str
) -> None:
    shown = sought(visitor, typed, interventional=[])  # type: ignore[arg-type]  # a tick that is taken away
    assert shown.status == 422
    assert shown.page.one("title").text.startswith("Error:")
    (link,) = shown.page.by_class("errors")[0].all("a")
    assert link.text.startswith(said)
    field = shown.page.by_id(link.get("href").removeprefix("#"))
    assert field.get("value") == typed.replace("\u202e", "").strip()
    assert said in shown.page.by_id(field.get("aria-describedby")).text
    assert [box.get("name") for box in shown.page.all("input") if "checked" in box.attributes] == ["recruiting"]
    assert registry.asked == []


def test_of_several_numbers_the_first_is_shown_and_the_others_have_buttons(visitor: Visitor) -> None:
    shown = sought(visitor, f"{NUMBER}, {OTHER}")
    assert TITLE in shown.text
    assert "A study that is over" in pressed(visitor, shown, f"Show {OTHER}").text


def test_a_number_that_is_not_in_the_list_proves_nothing_and_goes_into_no_offer(visitor: Visitor) -> None:
    offered(visitor, "")
    shown = sought(visitor, "NCT00000042")
    assert "Not in our list. That proves nothing. The list has 2 records, dated 1 October 2026." in shown.text
    assert not [label for label in buttons(shown) if label.startswith("Put")]


def test_without_a_list_only_a_number_is_asked_for(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = ()
    shown = visitor.get("/trials")
    assert "There is no list of studies here." in shown.text
    assert "Go to clinicaltrials.gov." in shown.text
    assert "A number is not needed" not in shown.text
    assert shown.page.one("label").text == "NCT number"
    assert buttons(shown) == ["Look this up"]
    assert "There is no list of trial records here." in sought(visitor, NUMBER).text
    assert sought(visitor, "").page.by_class("errors")[0].one("a").text == "Write an NCT number."


def test_a_list_that_cannot_be_read_is_told_from_none(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records, registry.unreadable = (), True
    for shown in (visitor.get("/trials"), sought(visitor, "cells")):
        assert "The list of studies here could not be read." in shown.text
        assert "No record in this list" not in shown.text
    assert "Our list of trial records could not be read." in sought(visitor, NUMBER).text


def test_without_a_list_words_are_answered_with_the_steps_on_the_public_site(
    visitor: Visitor, registry: FakeRegistry
) -> None:
    registry.records = ()
    shown = sought(visitor, "cells")
    assert (shown.status, shown.page.one("h1").text) == (200, "Words cannot be looked for here")
    assert "take the ticks away" not in shown.text
    assert shown.html.count("Go to clinicaltrials.gov.") == 1
    assert shown.html.index("Go to clinicaltrials.gov.") < shown.html.index('id="words"')


def test_a_number_that_is_not_in_an_old_list_says_so_first(
    visitor: Visitor, registry: FakeRegistry, clock: PassingClock
) -> None:
    day = clock.time.date() - timedelta(days=366)
    registry.records = (record(provenance={"via": "sample", "obtained": day, "data": day}),)
    registry.sample = True
    html = sought(visitor, OTHER).html
    old, sample, missing = (
        html.index(said) for said in ("more than a year old", "is a sample of 1", "Not in our list")
    )
    assert old < sample < html.index(OTHER, old) < missing


def test_one_fresh_record_does_not_hide_that_the_list_is_old(
    visitor: Visitor, registry: FakeRegistry, clock: PassingClock
) -> None:
    today = clock.time.date()
    days = {NUMBER: today, OTHER: today - timedelta(days=366)}
    registry.records = tuple(
        record(number=number, provenance={"via": "file", "obtained": DAY, "data": day}) for number, day in days.items()
    )
    (banner,) = visitor.get("/trials").page.by_class("banner")
    assert banner.text.startswith("Some of our list is more than a year old")


@pytest.mark.parametrize(("days", "said"), [(1, ""), (91, "more than 90 days old"), (366, "more than a year old")])
def test_the_age_of_the_list_is_told(
    visitor: Visitor, registry: FakeRegistry, clock: PassingClock, days: int, said: str
) -> None:
    day = clock.time.date() - timedelta(days=days)
    registry.records = (record(provenance={"via": "file", "obtained": DAY, "data": day}),)
    shown = visitor.get("/trials")
    assert "The list has 1 record, dated" in shown.text
    assert [said in banner.text for banner in shown.page.by_class("banner")] == [True] * bool(said)
    registry.sample = True
    assert "a sample of old records" in visitor.get("/trials").text


def test_a_stale_form_of_this_visit_keeps_what_was_typed_and_one_of_another_shows_nothing(
    visitor: Visitor, other: Visitor
) -> None:
    offered(visitor, "")
    form = fields(visitor.get("/trials").page.form("/trials")) | {"words": "my words", "token": "stale"}
    assert fields(visitor.post("/trials", form).page.form("/trials"))["words"] == ["my words"]
    other.begin()
    assert "my words" not in other.post("/trials", form).html


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_shown_to_the_letter_and_nothing_of_it_is_run(visitor: Visitor, text: str) -> None:
    shown = sought(visitor, text)
    assert shown.page.by_id("words").get("value") == "".join(sign for sign in text if sign.isprintable())
    assert not list(shown.page.all("script", "img"))


def test_nothing_that_was_typed_is_in_an_address(visitor: Visitor) -> None:
    offered(visitor, "")
    shown = sought(visitor, f"{NUMBER} Kolibri")
    assert shown.response.request.path == "/trials"
    addresses = [one.get("href") or one.get("action") for one in shown.page.all("a", "form")]
    ours = [address for address in addresses if not address.startswith("https://clinicaltrials.gov/")]
    assert not [address for address in ours if "Kolibri" in address or NUMBER in address]


def test_the_pages_lead_there_and_keep_what_was_given(visitor: Visitor) -> None:
    offered(visitor, "")
    left = visitor.press(visitor.get(ASKED), {"nct-note": OTHER, "pause": "trials"})
    assert left.location == f"/trials?on={ASKED}"
    assert note(visitor) == OTHER
    back = visitor.get(left.location).page.by_class("back")[0].one("a")
    assert back.get("href") == ASKED
    for address in ("/settings", "/summary"):
        assert [a for a in visitor.get(address).page.all("a") if a.get("href").startswith("/trials")], address
    for address in (ASKED, "/q/search"):
        assert "Look a trial up in the public record" in buttons(visitor.get(address)), address
    assert not [a for a in visitor.get("/").page.all("a") if "/trials" in a.get("href")]


def test_a_mistake_on_the_page_is_told_before_it_is_left(visitor: Visitor) -> None:
    offered(visitor, "")
    told = visitor.press(visitor.get(ASKED), {"nct-note": "x" * 2001, "pause": "trials"})
    assert told.status == 422
    button = next(b for b in told.page.all("button") if b.text == "Look a trial up in the public record")
    left = visitor.press(told, {"pause": button.get("value")})
    assert left.location == f"/trials?on={ASKED}"


@pytest.mark.parametrize("on", ["https://evil.example", "//evil.example", "/q/nothing", "/offer/2/q/nct", "/finish"])
def test_it_leads_back_to_a_page_of_the_visit_alone(visitor: Visitor, on: str) -> None:
    offered(visitor, "")
    shown = visitor.get(f"/trials?on={on}")
    assert on not in shown.html


def test_a_questionnaire_without_records_has_no_such_page_and_no_way_to_it(make: Make, shipped: Loaded) -> None:
    bare = shipped.questionnaire.model_copy(update={"registry": None})
    visitor = Visitor(make(replace(shipped, questionnaire=bare), Settings()).test_client())
    assert visitor.get("/trials").status == 404
    assert visitor.post("/trials", {"words": NUMBER}).status == 404
    offered(visitor)
    for address in ("/settings", "/summary", ASKED, "/offer/1/q/same-study", "/q/search"):
        assert "trial up" not in visitor.get(address).text, address


def test_look_ups_are_counted_by_the_address_they_come_from(visitor: Visitor, clock: PassingClock) -> None:
    clock.step = timedelta()
    shown = visitor.get("/trials")
    statuses = [visitor.press(shown, {"words": "cells"}, "/trials").status for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    refused = visitor.press(shown, {"words": "cells"}, "/trials")
    assert int(refused.response.headers["Retry-After"]) >= 1
    again = fields(refused.page.form("/trials"))
    clock.pass_days(1)
    assert visitor.post("/trials", again).status == 200


def test_at_a_shared_tablet_the_page_asks_after_ten_minutes_and_leads_nowhere_else(make: Make, shipped: Loaded) -> None:
    visitor = Visitor(make(shipped, Settings(kiosk=True)).test_client())
    assert sought(visitor, NUMBER).response.headers["Refresh"].startswith("600;")
    assert not [a for a in sought(visitor, NUMBER).page.all("a") if "://" in a.get("href")]


@pytest.mark.parametrize("live", [False, True])
def test_where_a_number_is_typed_it_is_said_that_it_is_sent(make: Make, shipped: Loaded, *, live: bool) -> None:
    visitor = Visitor(make(shipped, Settings(registry_live=live)).test_client())
    visitor.begin("one")
    for address in ("/offer/1/q/nct", "/trials"):
        assert ("looked up at ClinicalTrials.gov" in visitor.get(address).html) is live
