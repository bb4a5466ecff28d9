"""A draft meets a form with another questionnaire over the same store: it is neither shown nor changed there."""

from __future__ import annotations

import pytest
from flask import Flask

from decision_aid import loader
from decision_aid.core.draft import Draft
from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.house.checkout import ROOT
from tests.web.conftest import Make
from tests.web.fakes import TroubledStore
from tests.web.page import fields
from tests.web.visitor import Shown, Visitor
from tests.web.ways import code_of, resumed, session_of

SAID = "Kolibri at noon"
PAGES = ("/q/who", "/q/offers", "/answers", "/stars", "/summary", "/keep", "/settings", "/finish", "/summary.fhir.json")


@pytest.fixture(scope="session")
def knee() -> Loaded:
    return loader.load(ROOT / "examples" / "knee_arthritis" / "questions.yaml")


@pytest.fixture
def begun(visitor: Visitor) -> Visitor:
    """Somebody in the middle of the questionnaire that is shipped."""
    visitor.begin("one")
    visitor.answer("/q/decision", {"decision-codes": "whether", "decision-note": SAID})
    return visitor


@pytest.fixture
def elsewhere(begun: Visitor, make: Make, knee: Loaded) -> Visitor:
    """The same browser, whose form was started anew with the other questionnaire."""
    begun.client.application = make(knee, Settings())
    return begun


def draft(store: TroubledStore, token: str) -> Draft:
    visit = store.store.open(token)
    assert visit
    return visit.draft


def is_told(shown: Shown) -> bool:
    heading = shown.page.one("h1").text == "These answers belong to another form"
    return shown.status == 503 and heading and "Nothing is lost" in shown.text


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_answers_of_another_questionnaire(elsewhere: Visitor, store: TroubledStore, address: str) -> None:
    token = session_of(elsewhere)
    before = draft(store, token)
    shown = elsewhere.get(address)
    assert is_told(shown)
    assert SAID not in shown.text
    assert draft(store, token) == before


def test_continue_keeps_the_draft_as_it_was_and_gives_what_was_typed_back(
    begun: Visitor, make: Make, knee: Loaded, app: Flask, store: TroubledStore
) -> None:
    token, old = session_of(begun), begun.get("/q/decision")
    before = draft(store, token)
    begun.client.application = make(knee, Settings())
    told = begun.press(old, {"decision-note": "typed since"})
    assert is_told(told)
    assert [own.text for own in told.page.by_class("own")] == ["typed since"]
    assert draft(store, token) == before
    begun.client.application = app
    assert fields(begun.get("/q/decision").page.form("/q/decision"))["decision-note"] == [SAID]


def test_a_code_of_another_questionnaire_opens_nothing_and_says_why(
    begun: Visitor, make: Make, knee: Loaded, store: TroubledStore
) -> None:
    token, code = session_of(begun), code_of(begun)
    before = draft(store, token)
    there = Visitor(make(knee, Settings()).test_client())
    shown = resumed(there, code)
    assert shown.status == 422
    assert "These answers were given in another questionnaire, so this form does not open them." in shown.text
    assert there.get("/answers").status == 303
    assert draft(store, token) == before
    assert resumed(Visitor(begun.client.application.test_client()), code).status == 303


def test_who_has_such_a_draft_can_begin_here_and_is_asked_first(elsewhere: Visitor, store: TroubledStore) -> None:
    token = session_of(elsewhere)
    before = draft(store, token)
    asked = elsewhere.press(elsewhere.get("/"), action="/start")
    assert asked.page.one("h1").text == "Start again from the beginning?"
    assert elsewhere.press(asked, {"sure": "yes", "shown": "0"}, "/start").status == 303
    assert session_of(elsewhere) != token
    assert elsewhere.get("/q/who").status == 200
    assert draft(store, token) == before


def test_who_has_such_a_draft_can_come_back_to_one_of_this_questionnaire(
    elsewhere: Visitor, make: Make, knee: Loaded
) -> None:
    here = Visitor(make(knee, Settings()).test_client())
    here.start()
    assert resumed(elsewhere, code_of(here)).status == 303
    assert elsewhere.get("/q/who").status == 200
