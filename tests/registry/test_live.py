"""The registry asked for what people give, with the list behind it."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from decision_aid import logs
from decision_aid.core.record import Looked, Search
from decision_aid.counted import Reply
from decision_aid.logs import Event
from decision_aid.registry.inquiry import Inquiry
from decision_aid.registry.live import SECONDS, LiveRegistry, open_registry
from decision_aid.registry.memory import Known
from decision_aid.registry.pace import Pace
from decision_aid.registry.study import record_of
from decision_aid.registry.unanswered import Reason, Unanswered
from decision_aid.registry.waiting import WAITING
from decision_aid.registry.wire import Wire

from .clocks import Clock
from .fakes import FakeRegistry, record
from .server import Answer, Registry, data, plain, sent, study

NUMBER, OTHER = "NCT01051882", "NCT00000002"
TODAY = date(2026, 11, 30)
LISTED = record(number=NUMBER, title="As the list has it")


@dataclass
class Told:
    """What was counted."""

    events: list[Event] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)

    def happened(self, event: Event) -> None:
        self.events.append(event)

    def looked_up(self, reply: Reply) -> None:
        self.replies.append(reply)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def listed() -> FakeRegistry:
    return FakeRegistry((LISTED,))


@pytest.fixture
def live(wire: Wire, listed: FakeRegistry, told: Told, clock: Clock) -> Iterator[LiveRegistry]:
    inquire = Inquiry(wire, Pace(clock, clock.wait), lambda found: record_of(found, "registry", TODAY), clock)
    live = LiveRegistry(listed, inquire, told, _Still(clock))
    yield live
    live.close()


@dataclass
class _Still:
    """The same time for who waits, who must not run out of it where pauses pass at once; it can be moved on."""

    clock: Clock
    begun: float = 0.0

    def __call__(self) -> float:
        return self.begun


def move(live: LiveRegistry, seconds: float) -> None:
    still = live._clock  # noqa: SLF001 - the test's own clock
    assert isinstance(still, _Still)
    still.begun += seconds


def title(live: LiveRegistry, number: str = NUMBER) -> str:
    found = live.look_up([number])[number]
    return found.record.title if found.record else ""


def test_what_the_registry_says_goes_before_the_list(live: LiveRegistry, registry: Registry, told: Told) -> None:
    registry.on(NUMBER, data(study(briefTitle="As the registry has it")))
    found = live.look_up([NUMBER])[NUMBER]
    assert found.record
    assert (found.record.title, found.unreachable, found.holding.live) == ("As the registry has it", False, True)
    assert told.replies == [Reply.ANSWERED]
    assert told.events == []


def test_a_number_that_neither_has_is_not_found(live: LiveRegistry, told: Told) -> None:
    found = live.look_up([OTHER])[OTHER]
    assert (found.record, found.unreachable) == (None, False)
    assert told.replies == [Reply.NOT_FOUND]


def test_a_record_that_only_the_list_has_is_shown(live: LiveRegistry) -> None:
    found = live.look_up([NUMBER])[NUMBER]
    assert (found.record, found.unreachable) == (LISTED, False)


FAILING: dict[str, tuple[Answer, Reply]] = {
    "400": (plain("400 Bad Request"), Reply.UNUSABLE),
    "403": (plain("403 Forbidden"), Reply.REFUSED),
    "429": (plain("429 Too Many Requests"), Reply.REFUSED),
    "500": (plain("500 Oh"), Reply.UNREACHABLE),
    "HTML": (sent(b"<html>", kind="text/html"), Reply.UNUSABLE),
    "nothing": (lambda _: None, Reply.UNUSABLE),
    "another study": (data(study(OTHER)), Reply.UNUSABLE),
}


@pytest.mark.parametrize("failing", FAILING)
def test_without_an_answer_the_list_answers_and_says_so(
    live: LiveRegistry, registry: Registry, told: Told, failing: str
) -> None:
    answer, reply = FAILING[failing]
    registry.on(NUMBER, answer)
    found = live.look_up([NUMBER])[NUMBER]
    assert (found.record, found.unreachable, found.holding.live) == (LISTED, True, True)
    assert told.replies == [reply]
    assert told.events == [Event.REGISTRY_UNANSWERED]


def test_what_fails_is_logged_without_the_number(
    live: LiveRegistry, registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    registry.on(NUMBER, plain("500 Oh"))
    live.look_up([NUMBER])
    line = json.loads(logs.Line().format(caplog.records[-1]))
    assert {name: line[name] for name in ("level", "event", "error")} == {
        "level": "warning",
        "event": "registry-unanswered",
        "error": "server-error",
    }
    assert NUMBER not in "".join(logs.Line().format(each) for each in caplog.records)


def test_a_record_is_asked_for_once_a_day(live: LiveRegistry, registry: Registry) -> None:
    registry.on(NUMBER, data(study(briefTitle="Today")), data(study(briefTitle="Tomorrow")))
    assert [title(live) for _ in range(3)] == ["Today"] * 3
    assert len(registry.asked) == 1
    move(live, 24 * 60 * 60)
    assert title(live) == "Tomorrow"


def test_after_a_failure_the_next_pages_do_not_wait_for_a_minute(
    live: LiveRegistry, registry: Registry, told: Told
) -> None:
    registry.on(NUMBER, plain("500 Oh"), data(study(briefTitle="After all")))
    assert [title(live), title(live)] == [LISTED.title, LISTED.title]
    assert (len(registry.asked), told.replies) == (1, [Reply.UNREACHABLE, Reply.NOT_ASKED])
    move(live, 60)
    assert title(live) == "After all"


def test_its_state_is_the_same_until_the_list_or_an_answer_is_another(
    live: LiveRegistry, registry: Registry, listed: FakeRegistry
) -> None:
    registry.on(NUMBER, plain("500 Oh"), data(study(briefTitle="Today")), data(study(briefTitle="Tomorrow")))
    states = [live.state([NUMBER])]
    for seconds in (0, 60, 24 * 60 * 60):
        move(live, seconds)
        live.look_up([NUMBER])
        states.append(live.state([NUMBER]))
        assert live.state([NUMBER]) == states[-1]
    listed.records = ()
    states.append(live.state([NUMBER]))
    assert len(set(states)) == len(states) == 5
    assert len(registry.asked) == 3


def test_after_five_failures_nothing_is_asked_for_five_minutes(
    live: LiveRegistry, registry: Registry, told: Told
) -> None:
    registry.on(NUMBER, *[plain("500 Oh")] * 5, data(study(briefTitle="Well again")))
    for _ in range(7):
        assert live.look_up([NUMBER])[NUMBER].unreachable
        move(live, 60)
    assert len(registry.asked) == 5
    assert told.replies == [Reply.UNREACHABLE] * 5 + [Reply.NOT_ASKED] * 2
    move(live, 120)
    assert title(live) == "Well again"


def test_an_answer_in_between_begins_the_count_anew(live: LiveRegistry, registry: Registry) -> None:
    registry.on(NUMBER, *[plain("500 Oh")] * 8, data(study(briefTitle="Well again")))
    for number in [NUMBER] * 4 + [OTHER] + [NUMBER] * 4:
        live.look_up([number])
        move(live, 60)
    assert title(live) == "Well again"


@pytest.mark.parametrize("status", ["403 Forbidden", "429 Too Many Requests"])
def test_who_is_turned_away_asks_nothing_for_five_minutes(live: LiveRegistry, registry: Registry, status: str) -> None:
    registry.on(NUMBER, plain(status), data(study(briefTitle="Let in")))
    assert live.look_up([NUMBER, OTHER])[OTHER].unreachable  # the second of the same page is not asked either
    assert len(registry.asked) == 1
    move(live, 299)
    assert title(live) == LISTED.title
    move(live, 1)
    assert title(live) == "Let in"


def test_the_registry_may_ask_for_a_longer_rest(live: LiveRegistry, registry: Registry) -> None:
    registry.on(NUMBER, plain("429 Too Many Requests", Retry_After="900"), data(study(briefTitle="Let in")))
    live.look_up([NUMBER])
    move(live, 899)
    assert title(live) == LISTED.title
    move(live, 1)
    assert title(live) == "Let in"


def test_only_numbers_are_ever_sent(live: LiveRegistry, registry: Registry) -> None:
    odd = [
        "NCT",
        "NCT1",
        "NCT00000000",
        "nct01051882",
        "NCT01051882/../../x",
        "CANARY",
        "NCT\uff10\uff11\uff10\uff15\uff11\uff18\uff18\uff12",
        "",
    ]
    assert all(live.look_up([each])[each].unreachable for each in odd)
    assert registry.connections == 0


def test_a_search_stays_in_the_list(live: LiveRegistry, registry: Registry) -> None:
    hits = live.search(Search("list"))
    assert (hits.records, hits.holding.live) == ((LISTED,), True)
    assert live.holding().live
    assert live.holding().records == 1
    assert registry.connections == 0


def test_nothing_is_asked_and_no_thread_runs_before_a_number_is_given(listed: FakeRegistry, told: Told) -> None:
    before = set(threading.enumerate())
    live = open_registry(listed, lambda: TODAY, counter=told)
    live.search(Search("list"))
    live.look_up([])
    assert set(threading.enumerate()) == before
    live.close()


def test_somebody_waits_until_five_seconds_after_they_asked(listed: FakeRegistry, told: Told, clock: Clock) -> None:
    """The journey's own clock: what the list took is part of the five seconds, and past them nobody waits."""

    class Late(FakeRegistry):
        def look_up(self, numbers: Collection[str]) -> Mapping[str, Looked]:
            clock.now += SECONDS
            return super().look_up(numbers)

    never = threading.Event()

    def hanging(_: str) -> Known:
        never.wait(20)
        raise Unanswered(Reason.SLOW)

    live = LiveRegistry(Late(listed.records), hanging, told, clock)
    found = live.look_up([NUMBER])[NUMBER]
    assert (found.record, found.unreachable) == (LISTED, True)
    assert not never.is_set()
    never.set()
    live.close()


def test_more_people_than_may_wait_do_not_wait(listed: FakeRegistry, told: Told, clock: Clock) -> None:
    let, begun = threading.Event(), threading.Semaphore(0)

    def hanging(_: str) -> Known:
        begun.release()
        let.wait(20)
        return Known(None)

    live = LiveRegistry(listed, hanging, told, clock)
    crowd = [threading.Thread(target=live.look_up, args=([NUMBER],)) for _ in range(WAITING)]
    for each in crowd:
        each.start()
    begun.acquire()
    while live._waiting._value:  # noqa: SLF001 - until all of them wait
        pass
    assert live.look_up([OTHER])[OTHER].unreachable  # at once, or this test would take long
    assert told.replies == [Reply.NOT_ASKED]
    let.set()
    for each in crowd:
        each.join()
    live.close()
