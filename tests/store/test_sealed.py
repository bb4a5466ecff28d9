from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts

from .conftest import opened, saying
from .rows import all_bytes, column, database, draft_of, found, put, raw, run, sealed_of

CANARY = "CANARY quetzal-7431"


def says(store: SealedDrafts, token: str, note: str) -> bool:
    visit = store.open(token)
    return visit is not None and visit.draft == saying(note)


@pytest.fixture
def other(store: SealedDrafts) -> Iterator[str]:
    """Another person's draft, which must stay as it is whatever happens to the first."""
    token = store.start(saying("other"))
    yield token
    assert says(store, token, "other")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 4123), bit=st.integers(0, 7))
def test_a_draft_with_a_flipped_bit_does_not_open(
    store: SealedDrafts, other: str, where: Where, at: int, bit: int
) -> None:
    token = store.start(saying("mine"))
    blob = bytearray(sealed_of(where, token))
    blob[at] ^= 1 << bit
    put(where, token, "sealed", bytes(blob))
    assert store.open(token) is None
    assert says(store, other, "other")


@pytest.mark.parametrize("at", [0, 11, 12, 30, 59])
def test_a_session_with_a_flipped_byte_does_not_open(store: SealedDrafts, other: str, where: Where, at: int) -> None:
    token = store.start(saying("mine"))
    key = column(where, token, "sealed_key")
    put(where, token, "sealed_key", key[:at] + bytes([key[at] ^ 128]) + key[at + 1 :])
    assert store.open(token) is None
    assert says(store, other, "other")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("revision", 2),
        ("revision", -1),
        ("schema_number", 1),
        ("schema_number", 0),
        ("format", 2),
        ("expires", "2026-11-22"),
        ("sealed", b""),
        ("sealed_key", b""),
        ("sealed", b"x" * 4124),
    ],
)
@pytest.mark.usefixtures("other")
def test_a_draft_whose_row_was_altered_does_not_open(
    store: SealedDrafts, where: Where, column: str, value: bytes | int | str
) -> None:
    token = store.start(saying("mine"))
    put(where, token, column, value)
    assert store.open(token) is None


@pytest.mark.usefixtures("other")
def test_an_older_blob_under_the_present_revision_does_not_open(store: SealedDrafts, where: Where) -> None:
    token = store.start(saying("old"))
    old = sealed_of(where, token)
    store.save(opened(store, token), saying("new"))
    put(where, token, "sealed", old)
    assert store.open(token) is None


def test_swapped_rows_open_for_neither(store: SealedDrafts, other: str, where: Where) -> None:
    one, two = store.start(saying("one")), store.start(saying("two"))
    sealed_one, sealed_two = sealed_of(where, one), sealed_of(where, two)
    put(where, one, "sealed", sealed_two)
    put(where, two, "sealed", sealed_one)
    assert store.open(one) is store.open(two) is None
    put(where, one, "sealed", sealed_one)
    assert says(store, one, "one")
    assert says(store, other, "other")


@pytest.mark.usefixtures("other")
def test_a_session_moved_to_another_draft_does_not_open(store: SealedDrafts, where: Where) -> None:
    one, two = store.start(saying("one")), store.start(saying("two"))
    run(where, "UPDATE session SET draft_id = ? WHERE draft_id = ?", draft_of(where, two), draft_of(where, one))
    assert store.open(one) is None
    assert says(store, two, "two")


def test_nothing_readable_is_in_any_file(store: SealedDrafts, path: Path) -> None:
    token = store.start(saying(CANARY))
    for number in range(5):
        store.save(opened(store, token), saying(f"{CANARY} {number}"))
    everything = all_bytes(path.parent)
    assert sealed_of(path, token)[:64] in everything  # the search does find what is there
    for readable in (b"CANARY", b"quetzal", b"question_canary", b"answers", token.encode(), raw(token)):
        assert readable not in everything


def test_the_size_tells_4_kib_steps_only(store: SealedDrafts, where: Where) -> None:
    sizes = [len(sealed_of(where, store.start(saying("x" * length)))) for length in (0, 10, 1000, 3000, 4500)]
    assert sizes == [4124, 4124, 4124, 4124, 8220]


def test_every_save_has_a_fresh_nonce(store: SealedDrafts, where: Where) -> None:
    token, nonces = store.start(saying("same")), set()
    for _ in range(10):
        store.save(opened(store, token), saying("same"))
        nonces.add(sealed_of(where, token)[:12])
    assert len(nonces) == 10


def test_old_bytes_are_in_no_file_after_a_save(store: SealedDrafts, path: Path) -> None:
    token = store.start(saying("x" * 9000))
    old = sealed_of(path, token)
    assert found(old, path.parent) > 15
    store.save(opened(store, token), saying("short"))
    assert found(old, path.parent) == 0


def test_a_finished_drafts_bytes_are_in_no_file(store: SealedDrafts, path: Path) -> None:
    token = store.start(saying("x" * 9000))
    old = sealed_of(path, token)
    assert found(old, path.parent) > 15
    store.finish(token)
    assert found(old, path.parent) == 0
    assert sha256(raw(token)).digest() not in all_bytes(path.parent)


def test_a_row_tells_no_time_of_day(store: SealedDrafts, path: Path) -> None:
    store.start(saying("mine"))
    with database(path) as connection:
        days = connection.execute("SELECT expires FROM draft UNION ALL SELECT expires FROM session").fetchall()
    assert days == [("2026-12-23",), ("2026-11-25",)]
