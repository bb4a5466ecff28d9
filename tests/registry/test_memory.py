"""What was answered lately is not asked again."""

from __future__ import annotations

import pytest

from decision_aid.registry.memory import ABSENT_FOR, FOUND_FOR, MOST, MOST_BYTES, Known, Memory

from .clocks import Clock
from .fakes import NUMBER, record

FOUND, ABSENT = Known(record(), 4_000), Known(None)


@pytest.fixture
def memory(clock: Clock) -> Memory:
    return Memory(clock)


@pytest.mark.parametrize(("known", "seconds"), [(FOUND, FOUND_FOR), (ABSENT, ABSENT_FOR)])
def test_an_answer_is_kept_for_its_time(memory: Memory, clock: Clock, known: Known, seconds: float) -> None:
    memory.keep(NUMBER, known)
    clock.now += seconds - 1
    assert memory.recall(NUMBER) is known
    clock.now += 1
    assert memory.recall(NUMBER) is None


def test_a_record_is_kept_for_a_day_and_an_absence_for_an_hour() -> None:
    assert (FOUND_FOR, ABSENT_FOR) == (24 * 60 * 60, 60 * 60)


def test_the_number_of_answers_is_bounded(memory: Memory) -> None:
    for number in range(MOST + 100):
        memory.keep(f"NCT{number:08}", ABSENT)
    kept = [number for number in range(MOST + 100) if memory.recall(f"NCT{number:08}")]
    assert len(kept) == MOST
    assert kept[-1] == MOST + 99


def test_large_answers_drive_others_out(memory: Memory) -> None:
    memory.keep(NUMBER, FOUND)
    for number in range(32):
        memory.keep(f"NCT{number:08}", Known(record(), MOST_BYTES // 32))
    assert memory.recall(NUMBER) is None
