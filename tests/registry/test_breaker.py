"""A registry that does not answer is left alone for a while."""

from __future__ import annotations

import pytest

from decision_aid.registry.breaker import FAILURES, LONGEST_REST, REST, Breaker

from .clocks import Clock


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def fail(breaker: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        breaker.failed()


def test_four_failures_in_a_row_change_nothing(breaker: Breaker) -> None:
    fail(breaker, 4)
    assert breaker.lets_through


def test_the_fifth_opens_it_for_five_minutes(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    assert not breaker.lets_through
    clock.now += 299
    assert not breaker.lets_through
    clock.now += 1
    assert breaker.lets_through


def test_an_answer_in_between_begins_the_count_anew(breaker: Breaker) -> None:
    fail(breaker, 4)
    breaker.succeeded()
    fail(breaker, 4)
    assert breaker.lets_through


def test_after_the_rest_one_failure_opens_it_again(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now += REST
    breaker.failed()
    assert not breaker.lets_through


def test_after_the_rest_one_answer_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now += REST
    breaker.succeeded()
    fail(breaker, 4)
    assert breaker.lets_through


@pytest.mark.parametrize(("asked", "rest"), [(0, REST), (7, REST), (1200, 1200), (10**9, LONGEST_REST)])
def test_who_is_turned_away_rests_at_once_and_as_long_as_asked(
    breaker: Breaker, clock: Clock, asked: float, rest: float
) -> None:
    breaker.turned_away(asked)
    clock.now += rest - 1
    assert not breaker.lets_through
    clock.now += 1
    assert breaker.lets_through
