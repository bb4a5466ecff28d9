"""Never more than one request a second."""

from __future__ import annotations

from decision_aid.registry.pace import Pace

from .clocks import Clock


def test_the_first_goes_at_once(clock: Clock) -> None:
    Pace(clock, clock.wait).turn()
    assert clock.waits == []


def test_the_next_waits_for_the_rest_of_a_second(clock: Clock) -> None:
    pace = Pace(clock, clock.wait)
    pace.turn()
    clock.now += 0.25
    pace.turn()
    assert clock.waits == [0.75]


def test_the_second_begins_when_a_request_has_ended(clock: Clock) -> None:
    pace = Pace(clock, clock.wait)
    pace.turn()
    clock.now += 4
    pace.went()
    pace.turn()
    assert clock.waits == [1.0]


def test_after_a_long_time_nothing_is_waited_for(clock: Clock) -> None:
    pace = Pace(clock, clock.wait)
    pace.turn()
    clock.now += 60
    pace.turn()
    assert clock.waits == []
