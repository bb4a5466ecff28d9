"""A page that an update takes away while it is open somewhere gives back what was typed on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.core.draft import Draft
from decision_aid.loader import load
from decision_aid.services import Kept
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import FakeExchange, PassingClock
from tests.web.page import fields
from tests.web.visitor import Shown, Visitor
from tests.web.ways import code_of, opened, taking, way

SAID = "Kolibri & <b>no</b>"
ADDRESS = "/offer/1/q/undo"
LEFT_OUT = """questionnaire: als_stem_cell
version: "2026.1"
leave_out: [{question: undo, why: "We go over this with each person."}]
"""


@pytest.fixture
def shown(visitor: Visitor) -> Shown:
    """The page, open before the update."""
    visitor.begin("one", full=True)
    return visitor.get(ADDRESS)


def updated(visitor: Visitor, make: Make, folder: Path) -> None:
    """Start the form anew, which does not ask the question any more."""
    path = folder / "clinic.yaml"
    path.write_text(LEFT_OUT, encoding="utf-8")
    visitor.client.application = make(load(assets.questions(), path), Settings())


def words(shown: Shown) -> list[str]:
    return [own.raw for own in shown.page.by_class("own")]


def test_what_was_typed_stands_on_the_page_that_says_so_with_a_way_on(
    visitor: Visitor, shown: Shown, make: Make, tmp_path: Path
) -> None:
    updated(visitor, make, tmp_path)
    told = visitor.press(shown, {"undo-note": SAID})
    assert (told.status, words(told)) == (410, [SAID])
    assert SAID not in told.html
    assert told.page.one("h1").text == "This page is no longer asked"
    (on,) = (link.get("href") for link in told.page.by_class("button"))
    assert visitor.get(on).status == 200


def test_a_choice_that_could_not_be_kept_is_told(visitor: Visitor, shown: Shown, make: Make, tmp_path: Path) -> None:
    updated(visitor, make, tmp_path)
    told = visitor.press(shown)
    assert (told.status, words(told)) == (410, [])
    assert "What you chose on that page could not be kept." in told.text


def test_where_the_visit_has_ended_too_the_code_brings_the_words_back(
    visitor: Visitor, shown: Shown, make: Make, tmp_path: Path, clock: PassingClock
) -> None:
    code = code_of(visitor)
    updated(visitor, make, tmp_path)
    clock.pass_days(2)
    sealed = visitor.press(shown, {"undo-note": SAID})
    assert (sealed.status, "Kolibri" in sealed.html) == (403, False)
    back = visitor.post("/resume", {**fields(way(sealed, "code")), "code": code})
    assert words(back) == [SAID]


def test_after_the_words_that_came_back_with_a_file_its_new_code_is_shown(
    visitor: Visitor, shown: Shown, make: Make, tmp_path: Path, clock: PassingClock, exchange: FakeExchange
) -> None:
    exchange.kept[b"file"] = Kept(Draft(), "2026.11", current=True)
    clock.pass_days(2)
    sealed = visitor.press(shown, {"undo-note": SAID})
    updated(visitor, make, tmp_path)
    told = visitor.post("/resume", taking(opened(visitor, b"file", sealed)))
    assert words(told) == [SAID]
    assert [link.get("href") for link in told.page.by_class("main")] == ["/keep"]


def test_what_nobody_brings_back_is_shown_to_the_browser_of_its_visit_alone(
    visitor: Visitor, other: Visitor, shown: Shown, make: Make, tmp_path: Path
) -> None:
    updated(visitor, make, tmp_path)
    lost = {**fields(shown.page.form()), "undo-note": SAID, "visit": "of a form that kept nothing"}
    assert words(visitor.post(ADDRESS, lost)) == [SAID]
    other.client.application = visitor.client.application
    theirs = other.post(ADDRESS, lost)
    assert (theirs.status, "Kolibri" in theirs.html) == (404, False)


def test_an_address_that_never_was_a_page_is_404_without_a_visit(visitor: Visitor) -> None:
    assert visitor.post("/q/nowhere", {"nowhere-note": SAID}).status == 404
