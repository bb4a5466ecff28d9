"""Answers and questionnaire as data, at their addresses."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask import Flask

from decision_aid.core import journey
from decision_aid.fhir.exchange import open_exchange
from decision_aid.fhir.reading import read
from decision_aid.loader import Loaded
from tests.web.fakes import FakeExchange, PassingClock, TroubledStore, full_disk
from tests.web.test_headers import assert_protected
from tests.web.visitor import Visitor
from tests.web.ways import opened

FHIR = "application/fhir+json; charset=utf-8"


def test_anyone_may_have_the_questionnaire(visitor: Visitor) -> None:
    response = visitor.get("/fhir/Questionnaire").response
    assert (response.status_code, response.content_type) == (200, FHIR)
    assert response.data == b'{"resourceType":"Questionnaire"}\n'
    assert not response.headers.getlist("Set-Cookie")
    assert "Content-Disposition" not in response.headers
    assert_protected(response)


def test_the_data_file_holds_the_answers_of_this_visit(
    visitor: Visitor, exchange: FakeExchange, clock: PassingClock
) -> None:
    visitor.begin("one")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": "CANARY"})
    response = visitor.get("/summary.fhir.json").response
    assert (response.status_code, response.content_type) == (200, FHIR)
    assert response.data == b'{"resourceType":"QuestionnaireResponse"}\n'
    ((draft, day),) = exchange.written
    assert draft.answers.offers[0]["offer_name"].note == "CANARY"
    assert day == clock().date()
    assert_protected(response)


def test_the_name_of_the_data_file_says_nothing_about_a_person(visitor: Visitor) -> None:
    visitor.begin("one")
    visitor.answer("/offer/1/q/offer", {"offer_name-note": "CANARY"})
    headers = visitor.get("/summary.fhir.json").response.headers
    assert headers["Content-Disposition"] == 'attachment; filename="answers.fhir.json"'
    assert "CANARY" not in str(headers)


def test_without_a_visit_there_is_no_data(visitor: Visitor, exchange: FakeExchange) -> None:
    response = visitor.get("/summary.fhir.json")
    assert (response.status, response.location) == (303, "/")
    assert exchange.written == []
    assert_protected(response.response)


def test_another_browser_gets_none_of_it(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    assert other.get("/summary.fhir.json").location == "/"


def test_a_finished_visit_gives_no_data(visitor: Visitor) -> None:
    visitor.begin()
    visitor.press(visitor.get("/finish"), action="/finish")
    assert visitor.get("/summary.fhir.json").status == 303


@pytest.mark.parametrize("address", ["/summary.fhir.json", "/fhir/Questionnaire"])
def test_data_can_only_be_read(visitor: Visitor, address: str) -> None:
    visitor.begin()
    assert visitor.post(address, {"x": "y"}).status == 405


def test_a_failing_store_gives_a_page_and_no_data(visitor: Visitor, store: TroubledStore) -> None:
    visitor.begin()
    store.cannot_open = full_disk()
    shown = visitor.get("/summary.fhir.json")
    assert (shown.status, shown.response.mimetype) == (503, "text/html")


def test_the_summary_links_to_the_data_and_says_that_the_pdf_carries_it(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.get("/summary").page
    links = {link.get("href"): link.text for link in page.all("a")}
    assert "data file" in links["/summary.fhir.json"]
    assert "as data" in page.one("main").text


@pytest.fixture
def real(app: Flask, shipped: Loaded) -> Flask:
    """Return the form with the real exchange."""
    services = app.extensions["decision_aid.services"]
    exchange = open_exchange(shipped.questionnaire, shipped.digest)
    app.extensions["decision_aid.services"] = replace(services, exchange=exchange)
    return app


def test_what_was_answered_in_the_browser_comes_back_from_its_data(
    real: Flask, shipped: Loaded, clock: PassingClock
) -> None:
    visitor = Visitor(real.test_client())
    address = visitor.begin("two", full=True, who="family")
    visitor.walk(
        address, {"alsfrs-exact": "36", "price-exact": "25,000", "product-note": "Zażółć <b>", "ind-codes": "no"}
    )
    data = visitor.get("/summary.fhir.json").response.data
    kept = read(data, shipped.questionnaire, shipped.digest, clock().date())
    assert json.loads(data)["status"] == "completed"
    given = journey.asked_only(shipped.questionnaire, kept.draft.answers)
    assert given.person["alsfrs"].exact == "36"
    assert [offer["price"].exact for offer in given.offers[:2]] == ["25000", "25000"]
    assert given.offers[1]["product"].note == "Zażółć <b>"
    assert journey.first_unseen(journey.path(shipped.questionnaire, kept.draft.answers), kept.draft.pages) is None


def test_a_file_just_saved_has_the_answers_that_are_open_though_an_offer_was_taken_back(real: Flask) -> None:
    """What was said of that offer is kept, and is not in the file."""
    visitor = Visitor(real.test_client())
    visitor.begin("two", full=True)
    visitor.answer("/offer/2/q/ind", {"ind-note": "of the second"})
    visitor.answer("/q/offers", {"how_many-codes": "one"})
    shown = opened(visitor, visitor.get("/summary.fhir.json").response.data)
    assert "These answers are open in this browser now. Nothing is replaced." in shown.text
    assert "take the place" not in shown.text


def test_nor_does_a_star_that_can_be_asked_no_more_make_other_answers_of_them(real: Flask) -> None:
    visitor = Visitor(real.test_client())
    visitor.begin("one", full=True)
    visitor.press(visitor.get("/stars"), {"star": "phase"}, "/stars")
    visitor.answer("/q/length", {"length-codes": "short"})
    shown = opened(visitor, visitor.get("/summary.fhir.json").response.data)
    assert "These answers are open in this browser now. Nothing is replaced." in shown.text
