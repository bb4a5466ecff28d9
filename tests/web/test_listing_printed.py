"""What is printed of a public record, and when it is printed anew."""

from __future__ import annotations

import pytest

from tests.registry.fakes import NUMBER, FakeRegistry, record
from tests.web.fakes import FakePress
from tests.web.trials import offered
from tests.web.visitor import Visitor


@pytest.fixture(autouse=True)
def listed(registry: FakeRegistry) -> None:
    registry.records = (record(), record(number="NCT07654321", title="Another study", phases=("PHASE3",)))


def test_the_printout_says_what_the_page_says(visitor: Visitor, press: FakePress) -> None:
    offered(visitor)
    visitor.get("/summary.pdf")
    (found,) = press.printed[-1][1].summary.listings
    assert (found.number, found.offer_title, len(found.rows)) == (NUMBER, "A university", 14)


def test_what_is_printed_ahead_looks_the_number_up_without_a_request(visitor: Visitor, press: FakePress) -> None:
    offered(visitor)
    visitor.get("/answers")
    assert press.ahead_of[-1][1]().summary.listings[0].number == NUMBER


def test_what_was_printed_ahead_of_another_record_is_not_what_is_printed(
    visitor: Visitor, registry: FakeRegistry, press: FakePress
) -> None:
    offered(visitor)
    visitor.get("/answers")
    visitor.get("/summary.pdf")
    registry.records = (record(status="SUSPENDED"),)
    visitor.get("/summary.pdf")
    ahead, (before, _), (after, _) = press.ahead_of[-1][0], *press.printed[-2:]
    assert ahead == before != after


def test_of_a_visit_without_a_number_the_printout_does_not_rest_on_the_list(
    visitor: Visitor, registry: FakeRegistry, press: FakePress
) -> None:
    offered(visitor, "")
    visitor.get("/summary.pdf")
    registry.records = ()
    visitor.get("/summary.pdf")
    assert press.printed[-1][0] == press.printed[-2][0]
