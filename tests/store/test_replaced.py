"""Sessions that new ones replaced: they end when their moment is over, and surely."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from decision_aid.store.database import open_memory
from decision_aid.store.replaced import Replaced
from decision_aid.store.sessions import MOMENT

NOW = 1_000_000.0
ONE, OTHER = b"1" * 32, b"2" * 32


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = open_memory()
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_a_session_ends_when_its_moment_is_over_and_not_before(connection: Connection) -> None:
    replaced = Replaced()
    replaced.add(ONE, NOW)
    replaced.add(OTHER, NOW + 1)
    assert replaced.end(connection, NOW + MOMENT - 1) == []
    assert replaced.end(connection, NOW + MOMENT) == [ONE]
    assert replaced.end(connection) == [ONE, OTHER]


def test_what_was_taken_back_is_tried_again(connection: Connection) -> None:
    replaced = Replaced()
    replaced.add(ONE, NOW)
    assert replaced.end(connection, NOW + MOMENT) == [ONE]
    assert replaced.end(connection, NOW + MOMENT) == [ONE]
    replaced.ended([ONE])
    assert replaced.end(connection, NOW + MOMENT) == []


def test_two_that_were_added_in_the_wrong_order_both_end(connection: Connection) -> None:
    replaced = Replaced()
    replaced.add(OTHER, NOW + 1)
    replaced.add(ONE, NOW)
    replaced.ended(replaced.end(connection, NOW + MOMENT))
    assert replaced.end(connection) == [OTHER]
