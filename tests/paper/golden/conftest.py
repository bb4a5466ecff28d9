"""The golden documents, printed once for all tests of this room."""

import pytest

from decision_aid.paper.press import WorkerPress
from tests.paper.golden.printing import Prints


@pytest.fixture(scope="session")
def prints(press: WorkerPress) -> Prints:
    return Prints(press)
