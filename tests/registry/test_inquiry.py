"""One number asked of a registry that has every fault."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pytest

from decision_aid.counted import Reply
from decision_aid.registry.fields import ASKED
from decision_aid.registry.inquiry import Inquiry
from decision_aid.registry.memory import Known
from decision_aid.registry.pace import Pace
from decision_aid.registry.study import record_of
from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.wire import Wire

from .clocks import Clock
from .server import HOST, Answer, Registry, data, moved, packed, plain, sent, study

NUMBER, OTHER, THIRD = "NCT01051882", "NCT00000002", "NCT00000003"
TODAY = date(2026, 11, 30)


@pytest.fixture
def inquiry(wire: Wire, clock: Clock) -> Inquiry:
    return Inquiry(wire, Pace(clock, clock.wait), lambda found: record_of(found, "registry", TODAY), clock)


def failing(inquiry: Inquiry) -> Unanswered:
    with pytest.raises(Unanswered) as unanswered:
        inquiry(NUMBER)
    return unanswered.value


def numbers(known: Known) -> tuple[str, tuple[str, ...]]:
    assert known.record
    return known.record.number, known.record.aliases


def test_a_record_is_that_of_the_registry(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, packed(json.dumps(study()).encode()))
    found = inquiry(NUMBER).record
    assert found == record_of(study(), "registry", TODAY)
    assert found.provenance.via == "registry"
    assert found.provenance.as_of == date(2022, 10, 10)


def test_what_is_asked_names_the_number_and_no_contacts(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, data(study()))
    inquiry(NUMBER)
    (asked,) = registry.asked
    assert asked.path == f"/api/v2/studies/{NUMBER}?format=json&fields={ASKED['fields']}"
    assert "Contact" not in asked.path
    assert "ContactsLocationsModule" not in asked.path


def test_a_number_that_is_not_there_is_an_answer(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, plain("404 Not Found"))
    assert inquiry(NUMBER) == Known(None)


@pytest.mark.parametrize(
    "to",
    [
        f"/api/v2/studies/{OTHER}",
        f"/api/v2/studies/{OTHER}?format=json",
        f"https://{HOST}:PORT/api/v2/studies/{OTHER}",
        OTHER,
    ],
)
def test_an_old_number_leads_to_the_study_as_it_is_called_now(registry: Registry, inquiry: Inquiry, to: str) -> None:
    registry.on(NUMBER, moved(to.replace("PORT", str(registry.port))))
    registry.on(OTHER, data(study(OTHER)))
    assert numbers(inquiry(NUMBER)) == (OTHER, (NUMBER,))
    assert registry.asked[1].path == f"/api/v2/studies/{OTHER}?format=json&fields={ASKED['fields']}"


def test_an_old_number_may_lead_on_twice(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, moved(OTHER))
    registry.on(OTHER, moved(THIRD))
    registry.on(THIRD, data(study(THIRD, nctIdAliases=[NUMBER, OTHER])))
    assert numbers(inquiry(NUMBER)) == (THIRD, (NUMBER, OTHER))


def test_a_record_that_has_the_number_among_its_older_ones_is_the_one(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, data(study(OTHER, nctIdAliases=[NUMBER])))
    assert numbers(inquiry(NUMBER)) == (OTHER, (NUMBER,))


ELSEWHERE = {
    "another host": "https://other.example/api/v2/studies/NCT00000002",
    "the same host by another name": "https://localhost:PORT/api/v2/studies/NCT00000002",
    "another port": f"https://{HOST}:1/api/v2/studies/NCT00000002",
    "without TLS": f"http://{HOST}:PORT/api/v2/studies/NCT00000002",
    "another path": "/api/v3/studies/NCT00000002",
    "a path that goes up": "/api/v2/studies/../../NCT00000002",
    "something behind the number": "/api/v2/studies/NCT00000002/more",
    "a number of nine digits": "/api/v2/studies/NCT000000021",
    "itself": "/api/v2/studies/NCT01051882",
    "nowhere": "",
    "no address": "https://[",
    "a port that is none": "https://127.0.0.1:x/api/v2/studies/NCT00000002",
    "a script": "javascript:NCT00000002",
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_redirect_elsewhere_is_refused(registry: Registry, inquiry: Inquiry, where: str) -> None:
    registry.on(NUMBER, moved(ELSEWHERE[where].replace("PORT", str(registry.port))))
    registry.on(OTHER, data(study(OTHER)))
    assert failing(inquiry).reason is Reason.REDIRECT
    assert len(registry.asked) == 1


def test_a_redirect_without_an_address_is_refused(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, plain("301 Moved"))
    assert failing(inquiry).reason is Reason.REDIRECT


def test_a_third_redirect_is_refused(registry: Registry, inquiry: Inquiry) -> None:
    registry.on(NUMBER, moved(OTHER))
    registry.on(OTHER, moved(THIRD))
    registry.on(THIRD, moved("NCT00000004"))
    assert failing(inquiry).reason is Reason.REDIRECT
    assert len(registry.asked) == 3


FAULTS: dict[str, tuple[Answer, Reason, Reply]] = {
    "400 in plain text": (plain("400 Bad Request", "not a number"), Reason.STATUS, Reply.UNUSABLE),
    "401": (plain("401 Unauthorized"), Reason.STATUS, Reply.UNUSABLE),
    "403": (plain("403 Forbidden"), Reason.TURNED_AWAY, Reply.REFUSED),
    "429": (plain("429 Too Many Requests"), Reason.TURNED_AWAY, Reply.REFUSED),
    "500": (plain("500 Internal Server Error"), Reason.SERVER, Reply.UNREACHABLE),
    "503 in HTML": (sent(b"<html>", "503 Busy", "text/html"), Reason.SERVER, Reply.UNREACHABLE),
    "302": (moved(OTHER, "302 Found"), Reason.REDIRECT, Reply.UNUSABLE),
    "307": (moved(OTHER, "307 Temporary Redirect"), Reason.REDIRECT, Reply.UNUSABLE),
    "308": (moved(OTHER, "308 Permanent Redirect"), Reason.REDIRECT, Reply.UNUSABLE),
    "204": (sent(b"", "204 No Content"), Reason.STATUS, Reply.UNUSABLE),
    "HTML": (sent(b"<html>Sign in</html>", kind="text/html"), Reason.NOT_JSON, Reply.UNUSABLE),
    "HTML that calls itself JSON": (sent(b"<html>Sign in</html>"), Reason.NOT_JSON, Reply.UNUSABLE),
    "no kind": (sent(b"{}", kind=""), Reason.NOT_JSON, Reply.UNUSABLE),
    "FHIR": (sent(b"{}", kind="application/fhir+json"), Reason.NOT_JSON, Reply.UNUSABLE),
    "another charset": (
        sent(json.dumps(study()).encode("utf-16"), kind="application/json; charset=utf-16"),
        Reason.NOT_JSON,
        Reply.UNUSABLE,
    ),
    "another charset, unsaid": (
        sent(json.dumps(study(briefTitle="Söhne"), ensure_ascii=False).encode("latin-1")),
        Reason.NOT_JSON,
        Reply.UNUSABLE,
    ),
    "half of the JSON": (sent(json.dumps(study()).encode()[:-9]), Reason.NOT_JSON, Reply.UNUSABLE),
    "more after the JSON": (sent(json.dumps(study()).encode() + b"{}"), Reason.NOT_JSON, Reply.UNUSABLE),
    "nothing": (sent(b""), Reason.NOT_JSON, Reply.UNUSABLE),
    "a number that is none": (sent(b'{"a": NaN}'), Reason.NOT_JSON, Reply.UNUSABLE),
    "deep nesting": (sent(b"[" * 100_000), Reason.NOT_JSON, Reply.UNUSABLE),
    "null": (sent(b"null"), Reason.RECORD, Reply.UNUSABLE),
    "a list": (data([study()]), Reason.RECORD, Reply.UNUSABLE),
    "no record": (data({"studies": [study()]}), Reason.RECORD, Reply.UNUSABLE),
    "a wrong type": (data(study(briefTitle=5)), Reason.RECORD, Reply.UNUSABLE),
    "no title": (data(study(briefTitle="")), Reason.RECORD, Reply.UNUSABLE),
    "another study": (data(study(OTHER)), Reason.OTHER_STUDY, Reply.UNUSABLE),
    "another study with older numbers": (
        data(study(OTHER, nctIdAliases=[THIRD])),
        Reason.OTHER_STUDY,
        Reply.UNUSABLE,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_no_answer(registry: Registry, inquiry: Inquiry, fault: str) -> None:
    answer, reason, reply = FAULTS[fault]
    registry.on(NUMBER, answer)
    found = failing(inquiry)
    assert (found.reason, found.reply) == (reason, reply)
    assert len(registry.asked) == 1  # nothing is tried again


@pytest.mark.parametrize(
    ("said", "pause"), [("120", 120), ("0", 0), ("-5", 0), ("soon", 0), ("Tue, 01 Dec 2026 10:00:00 GMT", 0), ("٣", 0)]
)
def test_what_the_registry_asks_for_in_seconds_is_heard(
    registry: Registry, inquiry: Inquiry, said: str, pause: float
) -> None:
    words = said.encode().decode("latin-1")
    registry.on(NUMBER, plain("429 Too Many Requests", Retry_After=words))
    assert failing(inquiry).pause == pause


def test_a_record_follows_another_after_a_second_at_the_earliest(
    registry: Registry, inquiry: Inquiry, clock: Clock
) -> None:
    arrivals: list[float] = []
    registry.arrived = lambda: arrivals.append(clock())
    registry.on(NUMBER, moved(OTHER))
    registry.on(OTHER, data(study(OTHER)), plain("500 Oh"), plain("404 None"))
    inquiry(NUMBER)
    for number in (OTHER, OTHER, THIRD):
        try:
            inquiry(number)
        except Unanswered:
            continue
    assert len(arrivals) == 5
    assert min(later - sooner for sooner, later in pairwise(arrivals)) >= 1


def test_the_second_between_two_requests_begins_when_the_first_has_ended(
    registry: Registry, inquiry: Inquiry, clock: Clock
) -> None:
    def take(seconds: float = 3) -> None:
        arrivals.append(clock())
        clock.now += seconds

    arrivals: list[float] = []
    registry.arrived = take
    for number in (NUMBER, OTHER):
        inquiry(number)
    assert arrivals[1] - arrivals[0] == 4


def test_five_seconds_are_for_the_redirects_too(registry: Registry, wire: Wire, clock: Clock) -> None:
    def slowly(seconds: float) -> None:
        clock.wait(seconds + 5)

    registry.on(NUMBER, moved(OTHER))
    registry.on(OTHER, data(study(OTHER)))
    inquiry = Inquiry(wire, Pace(clock, slowly), lambda found: record_of(found, "registry", TODAY), clock)
    assert failing(inquiry).reason is Reason.SLOW
    assert len(registry.asked) == 1
