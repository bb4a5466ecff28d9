"""A registry that takes the connection and never says anything to the end."""

from __future__ import annotations

from datetime import date
from time import monotonic

import pytest

from decision_aid.registry.inquiry import Inquiry
from decision_aid.registry.live import SECONDS, LiveRegistry, Uncounted
from decision_aid.registry.pace import Pace
from decision_aid.registry.study import record_of
from decision_aid.registry.wire import Wire

from .fakes import FakeRegistry, record
from .server import Registry

NUMBER, OTHER = "NCT01051882", "NCT00000002"
TODAY = date(2026, 11, 30)
LISTED = record(number=NUMBER, title="As the list has it")


@pytest.fixture
def listed() -> FakeRegistry:
    return FakeRegistry((LISTED,))


def test_a_visit_with_three_numbers_waits_once_for_a_registry_that_is_silent(
    wire: Wire, registry: Registry, listed: FakeRegistry
) -> None:
    numbers = [NUMBER, OTHER, "NCT00000003"]
    for number in numbers:
        registry.on(number, registry.dripping(b"HTTP/1.1 200 OK\r\n"))
    live = LiveRegistry(listed, Inquiry(wire, Pace(), lambda found: record_of(found, "registry", TODAY)), Uncounted())
    waited = []
    for asked in (numbers, numbers[1:2], numbers):
        begun = monotonic()
        assert all(found.unreachable for found in live.look_up(asked).values())
        waited.append(monotonic() - begun)
    live.close()
    assert waited[0] <= SECONDS + 2
    assert max(waited[1:]) < 2
    assert len(registry.asked) == 1
