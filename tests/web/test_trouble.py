"""What a person sees, and what a log holds, when something does not work."""

import json
import logging

import pytest

from decision_aid.logs import Line
from tests.web.fakes import FakePress, TroubledStore, full_disk
from tests.web.page import fields
from tests.web.visitor import Shown, Visitor

CANARY = "canary-7f3a sings"


class Leaky(Exception):
    """An error that carries an answer in its text, as those of libraries can."""

    def __init__(self) -> None:
        super().__init__(f"could not store {CANARY}")


def answered(visitor: Visitor, store: TroubledStore, trouble: Exception) -> Shown:
    """Continue on a page with a note while the store is in trouble."""
    shown = visitor.get(visitor.begin())
    store.cannot_save = trouble
    return visitor.press(shown, {"decision-codes": "which", "decision-note": CANARY})


def test_a_full_disk_keeps_the_text_on_the_page(visitor: Visitor, store: TroubledStore) -> None:
    failed = answered(visitor, store, full_disk())
    assert failed.status == 503
    assert int(failed.response.headers["Retry-After"]) > 0
    assert [own.text for own in failed.page.by_class("own")] == [CANARY]


def test_after_a_full_disk_one_press_keeps_everything(visitor: Visitor, store: TroubledStore) -> None:
    failed = answered(visitor, store, full_disk())
    store.cannot_save = None
    sent = visitor.press(failed)
    assert (sent.status, sent.location) == (303, "/q/due")
    given = fields(visitor.get("/q/decision").page.form())
    assert (given["decision-codes"], given["decision-note"]) == (["which"], [CANARY])


def test_a_store_that_cannot_be_read_says_so_and_keeps_the_text(visitor: Visitor, store: TroubledStore) -> None:
    shown = visitor.get(visitor.begin())
    store.cannot_open = full_disk()
    failed = visitor.press(shown, {"decision-note": CANARY})
    assert failed.status == 503
    assert CANARY in failed.text


@pytest.mark.parametrize("address", ["/", "/q/who", "/answers", "/summary", "/summary.pdf", "/settings", "/about"])
def test_every_page_tells_of_a_store_that_cannot_be_read(visitor: Visitor, store: TroubledStore, address: str) -> None:
    visitor.begin()
    store.cannot_open = full_disk()
    shown = visitor.get(address)
    assert shown.status in {200, 503}
    assert "Traceback" not in shown.html


def test_an_unexpected_error_is_a_plain_page_with_the_text(visitor: Visitor, store: TroubledStore) -> None:
    failed = answered(visitor, store, Leaky())
    assert failed.status == 500
    assert failed.page.one("h1").text == "Something went wrong on our side"
    assert [own.text for own in failed.page.by_class("own")] == [CANARY]
    for word in ("Traceback", "Leaky", ".py", "could not store"):
        assert word not in failed.html


def test_an_unexpected_error_logs_its_kind_and_place_and_no_answer(
    visitor: Visitor, store: TroubledStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answered(visitor, store, Leaky())
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    line = json.loads(Line().format(record))
    assert (line["event"], line["error"]) == ("request-failed", "Leaky")
    assert "fakes.py:" in line["place"]
    assert record.exc_info is None
    assert CANARY not in caplog.text


def test_an_error_in_the_page_about_an_error_logs_no_answer(
    visitor: Visitor, store: TroubledStore, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.get(visitor.begin())
    visitor.client.application.jinja_env.globals.pop("static")
    store.cannot_save = Leaky()
    with caplog.at_level(logging.DEBUG):
        response = visitor.client.post("/q/decision", data={"decision-note": CANARY}, base_url="https://localhost")
    assert response.status_code == 500
    assert response.mimetype == "text/plain"
    assert CANARY not in caplog.text


def test_no_answer_is_in_any_log_of_a_whole_visit(
    visitor: Visitor, press: FakePress, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        address = visitor.begin("one")
        visitor.walk(address, {"decision-note": CANARY, "offer_name-note": CANARY, "price-note": CANARY})
        visitor.press(visitor.get("/q/decision"), {"decision-note": CANARY * 200})
        visitor.get("/summary.pdf")
        visitor.press(visitor.get("/finish"), action="/finish")
    assert press.printed
    assert CANARY not in caplog.text


def test_finish_says_so_when_it_could_not_clear(visitor: Visitor, store: TroubledStore) -> None:
    visitor.begin()
    shown = visitor.get("/finish")
    store.cannot_save = full_disk()
    told = visitor.press(shown, action="/finish")
    assert (told.status, told.page.one("h1").text) == (503, "Nothing is cleared yet")
    assert visitor.get("/answers").status == 200


def test_on_a_full_disk_the_persons_own_paper_is_still_printed(visitor: Visitor, store: TroubledStore) -> None:
    visitor.begin()
    store.cannot_save = full_disk()
    shown = visitor.get("/summary.pdf")
    assert (shown.status, shown.response.mimetype) == (200, "application/pdf")
