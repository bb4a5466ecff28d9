"""How many codes are worked on at once: each takes 64 MiB and a processor."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from decision_aid.core.errors import StoreUnavailable
from decision_aid.store.keys import PATIENCE, Stretcher

from .conftest import CHEAP


class Held(str):
    """A code that takes until it is let go: whoever works on it holds a slot."""

    __slots__ = ("begun", "go")

    def __init__(self, _: str) -> None:
        self.begun, self.go = Event(), Event()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        self.begun.set()
        assert self.go.wait(30)
        return super().encode(encoding, errors)


def test_two_codes_are_worked_on_at_once_and_a_third_is_told_to_wait() -> None:
    stretcher, held = Stretcher(CHEAP, patience=0.05), [Held("0" * 16), Held("1" * 16)]
    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(stretcher.stretched, code, bytes(32)) for code in held]
        assert all(code.begun.wait(30) for code in held), "two are not worked on at once"
        with pytest.raises(StoreUnavailable, match="Many people come back at once"):
            stretcher.stretched("2" * 16, bytes(32))
        for code in held:
            code.go.set()
        assert len({each.result() for each in done}) == 2
    assert stretcher.stretched("2" * 16, bytes(32))


def test_a_third_waits_for_at_most_five_seconds() -> None:
    assert PATIENCE == 5.0
