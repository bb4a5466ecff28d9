import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as some

from decision_aid.workers import plain

SCALARS = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text() | some.binary()
DATA = some.recursive(SCALARS, lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner))


@given(DATA)
def test_plain_data_is_read_as_it_was_written(data: object) -> None:
    assert plain.read(plain.write(data)) == data


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.getenv, ("HOME",)


@pytest.mark.parametrize("found", [Evil(), Evil, os.getenv, [{"deep": (Evil(),)}]])
def test_nothing_that_could_run_is_read(found: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        plain.read(pickle.dumps(found))
