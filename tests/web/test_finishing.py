"""What is said before everything is cleared."""

import pytest

from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.visitor import Visitor

BACKUP = "A backup of the clinic may hold the answers, sealed, for some time."


@pytest.mark.parametrize("address", ["/finish", "/summary"])
def test_who_clears_the_answers_reads_that_a_backup_may_hold_them(visitor: Visitor, address: str) -> None:
    visitor.begin()
    assert BACKUP in visitor.get(address).text


@pytest.mark.parametrize("address", ["/finish", "/summary"])
def test_no_backup_is_spoken_of_where_nothing_is_kept(make: Make, shipped: Loaded, address: str) -> None:
    visitor = Visitor(make(shipped, Settings(no_retention=True)).test_client())
    visitor.begin()
    assert BACKUP not in visitor.get(address).text
