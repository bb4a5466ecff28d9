"""The numbers for Prometheus: what happens is counted, nobody is in them, and not everybody may ask."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.counted import Refusal, Reply
from decision_aid.loader import Loaded
from decision_aid.logs import Event
from decision_aid.settings import Settings
from decision_aid.web import faults
from tests.web.conftest import Make
from tests.web.fakes import FakePress, TroubledStore, full_disk
from tests.web.monitors import Tally
from tests.web.test_fuzz import Fuzzer, Places
from tests.web.visitor import HOME, OURS, Visitor
from tests.web.ways import code_of, resumed, session_of

CANARY = "Kolibri7731"
TOKEN = "a-token-of-more-than-twenty-letters"  # noqa: S105 - made up
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def samples(visitor: Visitor) -> list[Sample]:
    text = visitor.get("/metrics").response.get_data(as_text=True)
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]


def number(visitor: Visitor, name: str, **labels: str) -> float:
    """Return the one number with this name and these labels."""
    found = [each for each in samples(visitor) if each.name == name and labels.items() <= each.labels.items()]
    assert len(found) == 1, (name, labels, found)
    return found[0].value


def events(visitor: Visitor, event: Event) -> float:
    return number(visitor, "decision_aid_events_total", event=event.value)


def refused(visitor: Visitor, kind: Refusal) -> float:
    return number(visitor, "decision_aid_refusals_total", kind=kind.value)


def test_a_visit_is_counted_from_its_start_to_its_end(visitor: Visitor, other: Visitor) -> None:
    visitor.begin()
    before = events(visitor, Event.PAGE_SAVED)
    visitor.answer("/q/decision", {"decision-codes": "which", "decision-note": CANARY})
    assert resumed(other, code_of(visitor)).status == 303
    assert visitor.get("/summary.pdf").status == 200
    visitor.press(visitor.get("/finish"), action="/finish")
    assert events(visitor, Event.PAGE_SAVED) == before + 1
    for event in (Event.DRAFT_CREATED, Event.DRAFT_RESUMED, Event.PDF_MADE, Event.DRAFT_FINISHED):
        assert events(visitor, event) == 1, event


def test_the_weeks_are_told_of_the_same_events(visitor: Visitor) -> None:
    visitor.begin()
    visitor.press(visitor.get("/finish"), action="/finish")
    tally = visitor.client.application.extensions["decision_aid.services"].monitor.tally
    assert isinstance(tally, Tally)
    told = [event for event in tally.events if event is not Event.PAGE_SAVED]
    assert told == [Event.DRAFT_CREATED, Event.DRAFT_FINISHED]


def test_each_request_is_timed_under_its_name_and_kind_of_status(visitor: Visitor) -> None:
    visitor.get("/about")
    visitor.get("/about")
    visitor.get("/nowhere")
    name = "decision_aid_request_seconds_count"
    assert number(visitor, name, endpoint="public.about_page", status="2xx") == 2
    assert number(visitor, name, endpoint="none", status="4xx") == 1


def test_questions_of_machines_are_not_among_the_requests(visitor: Visitor) -> None:
    for address in ("/healthz", "/readyz", "/metrics"):
        visitor.get(address)
    assert not [each for each in samples(visitor) if each.labels.get("endpoint", "").startswith("operations")]


def test_every_kind_of_refusal_is_counted(visitor: Visitor, store: TroubledStore) -> None:
    shown = visitor.get(visitor.begin())
    visitor.press(shown, {"decision-note": "mine"})
    visitor.press(shown, {"decision-note": "other"})
    visitor.get("/q/nowhere")
    visitor.client.put("/about", base_url=HOME)
    visitor.post("/q/decision", {"token": "wrong"})
    visitor.post("/q/decision", {"decision-note": "x" * (256 * 1024)})
    visitor.client.post("/q/decision", base_url=HOME, data=b"a=%ff", content_type="application/x-www-form-urlencoded")
    chunked = {**OURS, "Transfer-Encoding": "chunked"}
    visitor.client.post("/start", base_url=HOME, headers=chunked, input_stream=BytesIO(b"x"))
    visitor.press(visitor.get("/q/decision"), {"decision-codes": "no-such"})
    for _ in range(7):
        visitor.get("/summary.pdf")
    again = visitor.get("/q/decision")
    store.cannot_save = full_disk()
    visitor.press(again, {"decision-note": "more"})
    store.cannot_save = None
    store.finish(session_of(visitor))
    visitor.press(again, {"decision-note": "late"})
    assert {kind: refused(visitor, kind) for kind in Refusal} == dict.fromkeys(Refusal, 1)
    assert events(visitor, Event.STORE_UNAVAILABLE) == events(visitor, Event.LIMIT_REACHED) == 1


def test_what_the_server_refuses_before_the_form_sees_it_is_counted_too(app: Flask, visitor: Visitor) -> None:
    faults.page(app, 400)
    faults.page(app, 413)
    assert refused(visitor, Refusal.BAD_REQUEST) == refused(visitor, Refusal.TOO_LARGE) == 1
    assert events(visitor, Event.REQUEST_REFUSED) == 2


@pytest.mark.parametrize(
    ("trouble", "outcome", "event"),
    [(PressBusy, "busy", Event.PRINT_BUSY), (PressFailed, "failed", Event.PRINT_FAILED)],
)
def test_a_document_is_counted_by_how_it_ended(
    visitor: Visitor, press: FakePress, trouble: type[PressBusy | PressFailed], outcome: str, event: Event
) -> None:
    visitor.begin()
    visitor.get("/summary.pdf")
    visitor.get("/questions.pdf")
    press.trouble = trouble
    visitor.get("/summary.pdf")
    assert number(visitor, "decision_aid_print_seconds_count", outcome="made") == 2
    assert number(visitor, "decision_aid_print_seconds_count", outcome=outcome) == 1
    assert events(visitor, event) == 1


def test_what_is_wrong_with_a_part_is_a_zero(visitor: Visitor, store: TroubledStore) -> None:
    store.cannot_save = full_disk()
    assert number(visitor, "decision_aid_ready", part="store") == 0
    assert number(visitor, "decision_aid_ready", part="printing") == 1


def test_nothing_that_is_given_is_in_the_numbers(visitor: Visitor) -> None:
    visitor.begin()
    code, session = code_of(visitor), session_of(visitor)
    visitor.answer("/q/decision", {"decision-codes": "which", "decision-note": CANARY})
    for address in ("/{}", "/q/{}", "/answers?{}={}", "/static/{}", "/resume?code={}"):
        visitor.client.get(address.replace("{}", CANARY), base_url=HOME)
    for header in ("User-Agent", "Referer", "Origin", "Accept-Language", "X-Forwarded-For", "X-Request-Id"):
        visitor.client.get("/about", base_url=HOME, headers={header: CANARY})
    visitor.client.open("/about", method=CANARY, base_url=HOME)
    visitor.client.get("/about", base_url=f"https://{CANARY}.example")
    visitor.client.set_cookie(CANARY, CANARY, domain="localhost")
    resumed(visitor, code)
    text = visitor.get("/metrics").response.get_data(as_text=True).lower()
    for secret in (CANARY, code, code.replace("-", ""), session, "decision-note", "/q/"):
        assert secret.lower() not in text


def test_requests_of_every_kind_make_no_new_names(make: Make, shipped: Loaded) -> None:
    """However wildly somebody asks, what is told apart are our own endpoints and kinds of status."""
    app = make(shipped, Settings())
    visitor = Visitor(app.test_client())
    visitor.begin()
    places = Places.of(app, shipped.questionnaire)
    fuzzer = Fuzzer(visitor, random.Random(7731), places)  # noqa: S311 - the same each time
    for _ in range(600):
        fuzzer.send()
        visitor.client.open(f"/{fuzzer.chance.random()}", method=f"M{fuzzer.chance.randrange(99)}", base_url=HOME)
        visitor.client.get("/", base_url=f"https://h{fuzzer.chance.randrange(999)}.example")
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} | {"none"}
    found = samples(Visitor(app.test_client()))
    allowed = {
        "endpoint": endpoints,
        "status": {"2xx", "3xx", "4xx", "5xx"},
        "event": {event.value for event in Event},
        "kind": {kind.value for kind in Refusal},
        "outcome": {"made", "busy", "failed"},
        "part": {"store", "printing", "disk", "content"},
        "reply": {reply.value for reply in Reply},
    }
    for name, values in allowed.items():
        assert {each.labels[name] for each in found if name in each.labels} <= values
    own = {name for each in found if each.name.startswith("decision_aid") for name in each.labels}
    assert own == {*allowed, "le", "version"}
    assert len(found) < 3000


# --- who may ask


def asked(visitor: Visitor, *, url: str = HOME, headers: dict[str, str] | None = None, **environ: str) -> int:
    return visitor.client.get("/metrics", base_url=url, headers=headers, environ_overrides=environ).status_code


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost:8000", HOME])
def test_this_machine_may_ask(visitor: Visitor, url: str) -> None:
    assert asked(visitor, url=url) == asked(visitor, url=url, REMOTE_ADDR="::1") == 200


def test_nobody_else_may(visitor: Visitor) -> None:
    response = visitor.client.get("/metrics", base_url=HOME, environ_overrides=ELSEWHERE)
    assert response.status_code == 403
    assert "ask on the machine itself" in response.get_data(as_text=True)
    assert "decision_aid_" not in response.get_data(as_text=True)


def test_a_proxy_that_forgets_the_persons_address_is_known_by_the_name_it_was_called_by(
    make: Make, shipped: Loaded
) -> None:
    app = make(shipped, Settings(tls_proxy=True, trusted_hosts=("form.clinic.example",)))
    assert asked(Visitor(app.test_client()), url="https://form.clinic.example") == 403


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n")
    file.chmod(0o600)
    return file


def test_who_has_the_token_may_ask_from_elsewhere(make: Make, shipped: Loaded, token_file: Path) -> None:
    visitor = Visitor(make(shipped, Settings(metrics_token_file=token_file)).test_client())
    assert asked(visitor, headers={"Authorization": f"Bearer {TOKEN}"}, **ELSEWHERE) == 200
    for wrong in (f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer", "Bearer é", TOKEN, ""):
        assert asked(visitor, headers={"Authorization": wrong}, **ELSEWHERE) == 403, wrong


def test_a_new_token_counts_at_once_and_a_lost_one_opens_nothing(make: Make, shipped: Loaded, token_file: Path) -> None:
    visitor = Visitor(make(shipped, Settings(metrics_token_file=token_file)).test_client())
    token_file.write_text(TOKEN[::-1])
    assert asked(visitor, headers={"Authorization": f"Bearer {TOKEN}"}, **ELSEWHERE) == 403
    assert asked(visitor, headers={"Authorization": f"Bearer {TOKEN[::-1]}"}, **ELSEWHERE) == 200
    token_file.unlink()
    assert asked(visitor, headers={"Authorization": "Bearer "}, **ELSEWHERE) == 403
    assert asked(visitor) == 200
