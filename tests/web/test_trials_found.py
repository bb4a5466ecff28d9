"""The studies that are found by words, twenty at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decision_aid.core.record import Site
from tests.registry.fakes import DAY, NUMBER, FakeRegistry, record
from tests.web.fakes import PassingClock
from tests.web.trials import buttons, pressed, sought
from tests.web.visitor import Shown, Visitor

OTHER = "NCT07654321"


@pytest.fixture(autouse=True)
def listed(registry: FakeRegistry) -> None:
    registry.records = (record(), record(number=OTHER, title="A study that is over", status="COMPLETED"))


def numbers_shown(shown: Shown) -> list[str]:
    return [label for label in buttons(shown) if label.startswith("Show NCT")]


def test_at_most_twenty_are_shown_of_all_that_were_found(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = tuple(record(number=f"NCT{number:08}") for number in range(1, 58))
    shown = sought(visitor, "cells")
    assert shown.page.one("h1").text == "Studies found: 20 of 57"
    assert len(numbers_shown(shown)) == 20


def test_the_others_are_twenty_further_on_by_one_button_each_time(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = tuple(record(number=f"NCT{number:08}") for number in range(1, 58))
    shown, seen = sought(visitor, "cells"), []
    for button, heading in (
        ("Show the next 20 studies", "Studies found: 21 to 40 of 57"),
        ("Show the next 17 studies", "Studies found: 41 to 57 of 57"),
    ):
        seen += numbers_shown(shown)
        shown = pressed(visitor, shown, button)
        assert shown.response.request.full_path == "/trials?"
        assert shown.page.one("h1").text == heading
        assert "autofocus" in shown.page.one("h1").attributes  # a keyboard goes on where the studies begin
    seen += numbers_shown(shown)
    assert len(seen) == len(set(seen)) == 57
    assert not [label for label in buttons(shown) if label.startswith("Show the")]


def test_from_a_record_it_leads_back_to_the_studies_that_were_shown(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = tuple(record(number=f"NCT{number:08}") for number in range(1, 42))
    further = pressed(visitor, sought(visitor, "cells"), "Show the next 20 studies")
    one = pressed(visitor, further, "Show NCT00000030")
    assert "21 to 40 of 41" in pressed(visitor, one, "See what was found for “cells”").page.one("h1").text
    assert "Show the last study" in buttons(further)


@pytest.mark.parametrize("after", ["9999", "60", "x", "-1", "²", "1" * 30])
def test_where_there_are_no_more_it_begins_anew(visitor: Visitor, registry: FakeRegistry, after: str) -> None:
    registry.records = tuple(record(number=f"NCT{number:08}") for number in range(1, 58))
    assert sought(visitor, "cells", after=after).page.one("h1").text == "Studies found: 20 of 57"


def test_each_study_that_is_found_says_that_it_is_old(
    visitor: Visitor, registry: FakeRegistry, clock: PassingClock
) -> None:
    today = clock.time.date()
    registry.records = tuple(
        record(number=f"NCT0000000{days % 9}", provenance={"via": "file", "obtained": DAY, "data": day})
        for days in (1, 91, 366)
        for day in [today - timedelta(days=days)]
    )
    cards = [card.text for card in sought(visitor, "cells").page.by_class("card")]
    assert [("More than 90 days old." in card, "More than a year old." in card) for card in cards] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_studies_that_are_found_name_whose_the_records_are(visitor: Visitor) -> None:
    for shown in (sought(visitor, "cells als"), sought(visitor, NUMBER)):
        assert shown.text.count("Source: ClinicalTrials.gov, U.S. National Library of Medicine") == 1


def test_what_kind_of_study_was_found_is_said_where_not_only_trials_were_looked_for(
    visitor: Visitor, registry: FakeRegistry
) -> None:
    registry.records = (record(), record(number=OTHER, study_type="OBSERVATIONAL"))
    every = sought(visitor, "cells", interventional=[])  # type: ignore[arg-type]  # a tick that is taken away
    assert "It watches people; no treatment is listed as tested" in every.text
    assert every.text.count("Kind of study") == 2
    assert "Kind of study" not in sought(visitor, "cells").text


@pytest.mark.parametrize(("year", "most"), [(2026, 16), (2020, 17)])
def test_a_page_of_twenty_studies_weighs_at_most_16_kb_and_1_kb_more_where_they_are_old(
    visitor: Visitor, registry: FakeRegistry, year: int, most: int
) -> None:
    site = Site(facility="Department of Neurology of a University Hospital", city="A Town", country="United States")
    title = "A Phase 2 Study of the Safety of Autologous Cells Given Twice to People With Amyotrophic Lateral Sclerosis"
    of_then = {"via": "file", "obtained": DAY, "data": DAY.replace(year=year)}
    registry.records = tuple(
        record(number=f"NCT{number:08}", title=title, sites=(site,) * 9, provenance=of_then) for number in range(1, 58)
    )
    assert len(sought(visitor, "cells").response.data) <= most * 1024


def test_the_illness_is_looked_for_by_all_its_names(visitor: Visitor, registry: FakeRegistry) -> None:
    sought(visitor, "als")
    assert {"Amyotrophic Lateral Sclerosis", "ALS", "Lou Gehrig's disease"} <= set(registry.sought[-1].names)


def test_a_list_of_days_not_known_is_of_no_day_on_the_page(visitor: Visitor, registry: FakeRegistry) -> None:
    registry.records = (record(provenance={"via": "file", "obtained": DAY}),)
    assert "The list has 1 record. Its date is not known." in visitor.get("/trials").text


TICKS = ("recruiting", "interventional")


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        (TICKS, "No study in this list that is looking for people and tests a treatment holds all of these words"),
        (TICKS[:1], "No study in this list that is looking for people holds all of these words"),
        (TICKS[1:], "No study in this list that tests a treatment holds all of these words"),
    ],
)
def test_what_the_ticks_leave_out_is_counted_and_one_press_away(
    visitor: Visitor, registry: FakeRegistry, ticked: tuple[str, ...], said: str
) -> None:
    over = {"status": "COMPLETED", "study_type": "OBSERVATIONAL", "title": "Over"}
    registry.records = (record(number=OTHER, **over), record(number="NCT07654322", **over))
    shown = sought(visitor, "over", **{tick: ["yes"] if tick in ticked else [] for tick in TICKS})  # type: ignore[arg-type]
    assert f"{said}: “over”. That proves nothing." in shown.text
    every = pressed(visitor, shown, "Show the 2 studies that are found without a tick")
    assert every.page.one("h1").text == "Studies found: 2 of 2"
    assert not [box for box in every.page.all("input") if "checked" in box.attributes]


def test_where_taking_the_ticks_away_finds_nothing_it_is_not_proposed(visitor: Visitor) -> None:
    shown = sought(visitor, "no such words")
    assert "No record in this list holds all of these words: “no such words”. That proves nothing." in shown.text
    assert "tick" not in shown.page.one("main").text


def test_one_study_that_the_ticks_leave_out_is_one_press_away(visitor: Visitor) -> None:
    shown = pressed(visitor, sought(visitor, "over"), "Show the one study that is found without a tick")
    assert numbers_shown(shown) == [f"Show {OTHER}"]


def test_without_a_tick_nothing_is_looked_for_twice(visitor: Visitor, registry: FakeRegistry) -> None:
    sought(visitor, "no such words", recruiting=[], interventional=[])  # type: ignore[arg-type]  # ticks that are taken away
    assert len(registry.sought) == 1
