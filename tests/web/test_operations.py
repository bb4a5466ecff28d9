"""What the machines that look after the form are told: whether it lives, whether it can serve."""

from __future__ import annotations

from datetime import timedelta

from decision_aid.core import review
from decision_aid.core.errors import PressBusy
from decision_aid.core.schema import Questionnaire
from tests.web.fakes import FakePress, PassingClock, TroubledStore, full_disk
from tests.web.visitor import Visitor

JSON = {"Accept": "application/json"}


def test_alive_whatever_the_store_does(visitor: Visitor, store: TroubledStore) -> None:
    store.cannot_open = store.cannot_save = full_disk()
    assert visitor.get("/healthz").response.data == b"ok\n"


def test_ready_when_everything_works(visitor: Visitor) -> None:
    response = visitor.get("/readyz").response
    assert (response.status_code, response.mimetype) == (200, "text/plain")
    assert response.data == b"store: ok\nprinting: ok\ndisk: ok\ncontent: ok\n"


def test_not_ready_without_a_store(visitor: Visitor, store: TroubledStore) -> None:
    store.cannot_save = full_disk()
    response = visitor.get("/readyz").response
    assert (response.status_code, response.data.splitlines()[:2]) == (503, [b"store: not working", b"printing: ok"])


def test_not_ready_without_printing(visitor: Visitor, press: FakePress) -> None:
    press.trouble = PressBusy
    response = visitor.get("/readyz").response
    assert (response.status_code, response.data.splitlines()[:2]) == (503, [b"store: ok", b"printing: not working"])


def test_words_past_their_day_are_a_warning_and_take_no_server_out(
    visitor: Visitor, questionnaire: Questionnaire, clock: PassingClock
) -> None:
    clock.pass_days((review.next_review(questionnaire) - clock.time.date() + timedelta(days=1)).days)
    response = visitor.get("/readyz").response
    count = len(review.overdue(questionnaire, clock.time.date()))
    assert count > 0
    assert response.status_code == 200
    assert response.data.decode().splitlines()[-1] == (
        f"content: warning, texts past the day on which they should be read again: {count}"
    )


def test_a_program_gets_the_same_as_json(visitor: Visitor, store: TroubledStore) -> None:
    assert visitor.get("/readyz", JSON).response.json == {
        "ready": True,
        "parts": {part: {"level": "ok", "said": ""} for part in ("store", "printing", "disk", "content")},
    }
    store.cannot_save = full_disk()


def test_a_program_gets_as_json_what_is_wrong(visitor: Visitor, store: TroubledStore) -> None:
    store.cannot_save = full_disk()
    response = visitor.get("/readyz", JSON).response
    assert response.status_code == 503
    assert response.json
    assert response.json["ready"] is False
    assert response.json["parts"]["store"] == {"level": "wrong", "said": "not working"}


def test_a_browser_gets_text(visitor: Visitor) -> None:
    accept = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert visitor.get("/readyz", accept).response.mimetype == "text/plain"


def test_machines_get_no_cookie(visitor: Visitor) -> None:
    for address in ("/healthz", "/readyz", "/metrics"):
        assert not visitor.get(address).response.headers.getlist("Set-Cookie")
