"""Putting a number that was looked up into the answers about an offer: nothing that is there is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from decision_aid.core.answers import Answer
from tests.registry.fakes import NUMBER, FakeRegistry, record
from tests.web.fakes import PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.trials import AS_WRITTEN, ASKED, NAME, button_of, buttons, note, offered, pressed, sought
from tests.web.visitor import OURS, Visitor
from tests.web.ways import session_of

OTHER = "NCT07654321"
PUT = f"Put this number into offer 1: {NAME}"


@pytest.fixture(autouse=True)
def listed(registry: FakeRegistry) -> None:
    registry.records = (record(), record(number=OTHER, title="A study that is over", status="COMPLETED"))


def test_a_number_is_put_into_an_offer_and_its_question_comes_next(visitor: Visitor) -> None:
    offered(visitor, "")
    kept = pressed(visitor, sought(visitor, NUMBER), PUT)
    assert (kept.status, kept.location) == (303, ASKED)
    assert note(visitor) == NUMBER
    assert fields(visitor.get(ASKED).page.form())["nct-codes"] == ["told"]  # what was said is as it was


def test_each_offer_has_a_button_of_its_own(visitor: Visitor) -> None:
    offered(visitor, "", offers="three")
    labels = [label for label in buttons(sought(visitor, NUMBER)) if label.startswith("Put")]
    assert labels == [PUT, *(f"Put this number into offer {n}" for n in (2, 3))]


def test_an_offer_without_a_name_is_not_called_by_its_number_twice_before_it_is_replaced(visitor: Visitor) -> None:
    visitor.begin("one", full=True)
    visitor.answer(ASKED, {"nct-codes": "told", "nct-note": OTHER})
    asked = pressed(visitor, sought(visitor, NUMBER), "Put this number into offer 1")
    assert "Offer 1 has this now beside the question about the NCT number:" in asked.text


def test_the_number_that_is_there_already_is_kept_as_it_was_written(visitor: Visitor, store: TroubledStore) -> None:
    offered(visitor, f"{AS_WRITTEN} they said")
    saves = store.saves
    assert pressed(visitor, sought(visitor, NUMBER), PUT).location == ASKED
    assert (note(visitor), store.saves) == (f"{AS_WRITTEN} they said", saves)


@pytest.mark.parametrize("there", [OTHER, f"{OTHER} or {NUMBER}", "They will send the number"])
def test_something_else_that_is_there_is_replaced_only_when_asked(visitor: Visitor, there: str) -> None:
    offered(visitor, there)
    asked = pressed(visitor, sought(visitor, NUMBER), PUT)
    assert asked.status == 200
    assert there in asked.text
    assert note(visitor) == there
    leave = next(link for link in asked.page.all("a") if link.text == "Leave it as it is")
    assert leave.get("href") == ASKED
    assert pressed(visitor, asked, f"Put {NUMBER} there instead").location == ASKED
    assert note(visitor) == NUMBER


def test_the_second_press_of_two_replaces_nothing(visitor: Visitor, clock: PassingClock) -> None:
    offered(visitor, OTHER)
    asked = pressed(visitor, sought(visitor, NUMBER), PUT)
    clock.step = timedelta()
    shown_now = {
        **fields(asked.page.form("/trials")),
        "shown": [str(int(clock.time.timestamp() * 1000))],
        "offer": ["1"],
    }
    assert visitor.post("/trials", shown_now).status == 200
    assert note(visitor) == OTHER


def test_what_another_window_saved_meanwhile_is_never_lost(visitor: Visitor) -> None:
    offered(visitor, "")
    shown = sought(visitor, NUMBER)
    visitor.answer(ASKED, {"nct-codes": "written"})
    both = pressed(visitor, shown, PUT)
    assert both.status == 409
    assert "Yes, and in writing" in both.text
    assert NUMBER in both.text
    assert note(visitor) == ""


def test_an_offer_that_was_taken_away_gets_nothing(visitor: Visitor) -> None:
    offered(visitor, "")
    shown = sought(visitor, NUMBER)
    visitor.answer("/q/offers", {"how_many-codes": "none"})
    assert pressed(visitor, shown, PUT).location == "/trials"


@pytest.mark.parametrize("offer", ["0", "4", "x", ""])
def test_an_offer_that_there_is_not_gets_nothing(visitor: Visitor, offer: str) -> None:
    offered(visitor, "")
    form, _ = button_of(sought(visitor, NUMBER), PUT)
    assert visitor.post("/trials", {**fields(form), "offer": offer}).location == "/trials"


def test_a_draft_that_is_full_says_so_at_the_question(visitor: Visitor, store: TroubledStore) -> None:
    offered(visitor, "")
    shown, visit = sought(visitor, NUMBER), store.open(session_of(visitor))
    assert visit
    other = {f"of_another_form_{place}": Answer(note="x" * 2000) for place in range(30)}
    store.save(visit, replace(visit.draft, answers=visit.draft.answers.merged(None, other)))
    full = pressed(visitor, shown, PUT)
    assert full.status == 422
    assert "All your texts together" in full.text
    assert fields(full.page.form())["nct-note"] == [NUMBER]


def test_after_the_visit_has_ended_a_number_goes_nowhere(visitor: Visitor) -> None:
    offered(visitor, "")
    shown = sought(visitor, NUMBER)
    visitor.press(visitor.get("/finish"), action="/finish")
    assert pressed(visitor, shown, PUT).status == 403


FORGED = (
    ({"Sec-Fetch-Site": "cross-site"}, True),
    ({"Sec-Fetch-Site": "same-site"}, True),
    ({"Origin": "https://evil.example"}, True),
    (OURS, False),
)


@pytest.mark.parametrize(("headers", "token"), FORGED)
def test_a_form_that_is_not_ours_looks_nothing_up_and_puts_nothing_anywhere(
    visitor: Visitor, registry: FakeRegistry, headers: Mapping[str, str], *, token: bool
) -> None:
    offered(visitor, "")
    form, _ = button_of(sought(visitor, NUMBER), PUT)
    registry.asked.clear()
    values = {**fields(form), "offer": "1"} | ({} if token else {"token": "x"})
    refused = visitor.post("/trials", values, headers)
    assert refused.status == 403
    assert "Press the button again" in refused.text
    assert (registry.asked, note(visitor)) == ([], "")
