"""A reading is taken once in a while, by one thread, whoever asks."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from threading import Event

from decision_aid.monitoring.lately import Lately


def counting() -> Iterator[int]:
    return count(1)


def test_within_the_time_it_is_not_taken_again() -> None:
    numbers, times = counting(), iter([0.0, 0.5, 0.99, 1.0, 1.0])
    lately = Lately(lambda: next(numbers), 1.0, lambda: next(times))
    assert [lately() for _ in range(4)] == [1, 1, 1, 2]


def test_many_at_once_look_once() -> None:
    numbers = counting()
    lately = Lately(lambda: next(numbers), 1000.0)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: lately(), range(100))) == {1}


def test_a_look_that_hangs_holds_up_nobody_who_can_be_told_what_was_found_before() -> None:
    looking, going_on, numbers = Event(), Event(), counting()

    def look() -> int:
        number = next(numbers)
        if number > 1:
            looking.set()
            assert going_on.wait(30)
        return number

    lately = Lately(look, 0.0)
    assert lately() == 1
    with ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(lately)
        assert looking.wait(30)
        assert [lately() for _ in range(20)] == [1] * 20
        going_on.set()
        assert hanging.result() == 2


def test_what_fails_is_tried_again() -> None:
    answers: Iterator[OSError | int] = iter([OSError(), 7])

    def look() -> int:
        found = next(answers)
        if isinstance(found, OSError):
            raise found
        return found

    lately = Lately(look, 1000.0)
    with suppress(OSError):
        lately()
    assert lately() == 7
