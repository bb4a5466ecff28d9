"""The keys of a code: what they are made of, and what a guess costs."""

import pytest

from decision_aid.core.errors import StoreUnavailable
from decision_aid.store import keys
from decision_aid.store.keys import Cost, Stretcher

from .conftest import CHEAP


def test_code_salt_and_pepper_all_count() -> None:
    stretched = Stretcher(CHEAP).stretched("0" * 16, bytes(32))
    one, other = keys.of_code(stretched, bytes(32)), keys.of_code(stretched, bytes([1] * 32))
    assert one.lookup != other.lookup
    assert stretched != Stretcher(CHEAP).stretched("0" * 16, bytes([1] * 32))
    assert stretched != Stretcher(CHEAP).stretched("1" * 16, bytes(32))


def test_what_a_guess_costs_by_default_is_what_rfc_9106_gives() -> None:
    """64 MiB and three passes; the value of argon2-cffi 25.1 for the same input."""
    assert Cost() == Cost(memory=64 * 1024, passes=3)
    stretched = Stretcher(Cost()).stretched("0123456789ABCDEF", bytes(range(32)))
    assert stretched.hex() == "c41667d28f5cd43cc4dd6aca82ef8883dcfd3d2da63aa11d4143ed9dd7005d2c"


def test_when_too_many_come_back_at_once_the_last_is_told_to_wait() -> None:
    with pytest.raises(StoreUnavailable, match="Try again in a moment"):
        Stretcher(CHEAP, slots=0, patience=0).stretched("0" * 16, bytes(32))
    one = Stretcher(CHEAP, slots=1, patience=0)
    assert one.stretched("0" * 16, bytes(32)) == one.stretched("0" * 16, bytes(32))  # the slot is given back
