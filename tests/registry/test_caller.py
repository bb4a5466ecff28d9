"""Whoever waits can stop waiting, whatever the thread that asks still does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from decision_aid.registry.caller import HANGS, PLACES, Caller
from decision_aid.registry.memory import Known

from .clocks import Clock
from .fakes import record

LONG = 20.0  # seconds that nothing here takes, unless it is broken
FIRST, SECOND, THIRD = "NCT00000001", "NCT00000002", "NCT00000003"


@dataclass
class Slow:
    """Answers once it is let; remembers what it was asked."""

    let: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    asked: list[str] = field(default_factory=list)

    def __call__(self, number: str) -> Known | None:
        self.asked.append(number)
        self.begun.release()
        assert self.let.wait(LONG)
        return Known(record(number=number))


@dataclass
class Left:
    """Counts what was not asked."""

    count: int = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def left() -> Left:
    return Left()


@pytest.fixture
def caller(slow: Slow, left: Left, clock: Clock) -> Iterator[Caller]:
    caller = Caller(slow, left, clock)
    yield caller
    slow.let.set()
    caller.close()


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "registry"]


def waiting(caller: Caller, clock: Clock, *numbers: str) -> tuple[threading.Thread, dict[str, Known]]:
    """Begin to wait for these numbers in another thread; return it, and what will hold the answers."""
    found: dict[str, Known] = {}
    until = clock() + LONG
    thread = threading.Thread(target=lambda: found.update(caller.answers(numbers, until)))
    thread.start()
    return thread, found


def test_no_thread_runs_before_something_is_asked(caller: Caller, clock: Clock) -> None:
    assert caller.answers([], clock() + 5) == {}
    assert threads() == []


def test_what_is_asked_is_answered(caller: Caller, slow: Slow, clock: Clock) -> None:
    slow.let.set()
    assert list(caller.answers([FIRST, SECOND], clock() + LONG)) == [FIRST, SECOND]
    assert threads() == ["registry"]


def test_nobody_waits_beyond_their_time(caller: Caller, slow: Slow, clock: Clock) -> None:
    caller.answers([FIRST], clock() + 0.01)
    slow.begun.acquire()
    assert caller.answers([FIRST], clock()) == {}  # the thread is still at it
    assert not slow.let.is_set()


def test_one_number_that_several_people_want_is_asked_once(caller: Caller, slow: Slow, clock: Clock) -> None:
    for _ in range(3):  # the first is being asked, the second waits for its turn; nobody stays for long
        assert caller.answers([FIRST, SECOND], clock() + 0.01) == {}
    slow.let.set()
    assert list(caller.answers([THIRD], clock() + LONG)) == [THIRD]
    assert slow.asked == [FIRST, SECOND, THIRD]


def test_what_nobody_waits_for_any_more_is_not_asked(caller: Caller, slow: Slow, left: Left, clock: Clock) -> None:
    first, _ = waiting(caller, clock, FIRST)
    slow.begun.acquire()
    assert caller.answers([SECOND], clock()) == {}
    slow.let.set()
    first.join(LONG)
    caller.answers([THIRD], clock() + LONG)
    assert slow.asked == [FIRST, THIRD]
    assert left.count == 1


def test_more_numbers_than_could_be_answered_in_time_are_left_at_once(
    caller: Caller, slow: Slow, left: Left, clock: Clock
) -> None:
    first, _ = waiting(caller, clock, FIRST)
    slow.begun.acquire()
    numbers = [f"NCT1{number:07}" for number in range(PLACES + 3)]
    assert caller.answers(numbers, clock() + 0.01) == {}
    assert left.count == 3
    slow.let.set()
    first.join(LONG)


def test_while_a_call_hangs_nobody_else_waits(caller: Caller, slow: Slow, left: Left, clock: Clock) -> None:
    first, _ = waiting(caller, clock, FIRST)
    slow.begun.acquire()
    clock.now += HANGS + 1
    assert caller.answers([FIRST, SECOND], clock() + LONG) == {}  # at once, or this test would take that long
    assert left.count == 2
    slow.let.set()
    first.join(LONG)


def test_an_error_of_ours_does_not_end_the_thread(left: Left, clock: Clock) -> None:
    calls: list[str] = []

    def failing(number: str) -> Known:
        calls.append(number)
        if len(calls) == 1:
            raise ZeroDivisionError
        return Known(None)

    caller = Caller(failing, left, clock)
    assert caller.answers([FIRST], clock() + LONG) == {}
    assert caller.answers([SECOND], clock() + LONG) == {SECOND: Known(None)}
    caller.close()


def test_the_thread_ends_with_the_caller(slow: Slow, left: Left, clock: Clock) -> None:
    caller = Caller(slow, left, clock)
    slow.let.set()
    caller.answers([FIRST], clock() + LONG)
    caller.close()
    assert threads() == []
    assert caller.answers([SECOND], clock() + LONG) == {}


def test_who_waits_when_it_closes_does_not_wait_on(caller: Caller, slow: Slow, clock: Clock) -> None:
    first, _ = waiting(caller, clock, FIRST)
    slow.begun.acquire()
    assert caller.answers([SECOND], clock() + 0.01) == {}
    second, found = waiting(caller, clock, SECOND)
    caller.close()
    second.join(LONG / 2)
    assert not second.is_alive()
    assert found == {}
    slow.let.set()
    first.join(LONG)
