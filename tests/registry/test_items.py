"""A bracket or quotation mark too many or too few costs its own record and no other; none is taken by half."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.record import TrialRecord
from decision_aid.registry.items import items
from decision_aid.registry.stream import Bounded, Unreadable
from tests.registry.saved import carried, dumped, found, padded, skipped, taken
from tests.registry.studies import study

NUMBERS = [f"NCT0000000{at}" for at in range(1, 6)]
BAD = NUMBERS[2]
OTHERS = [number for number in NUMBERS if number != BAD]
STUDIES = [study(number) for number in NUMBERS]
TITLE = dumped(STUDIES[2]["protocolSection"]["identificationModule"]["briefTitle"])
LAST = b'"hasResults": '
FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "a bracket too many behind the title": lambda record: record.replace(TITLE, TITLE + b"}", 1),
    "two brackets too many behind the title": lambda record: record.replace(TITLE, TITLE + b"}}", 1),
    "a bracket too many of a list": lambda record: record.replace(TITLE, TITLE + b"]", 1),
    "a bracket too many before the last field": lambda record: record.replace(b", " + LAST, b"}, " + LAST, 1),
    "a bracket too many at the end": lambda record: record + b"}",
    "a bracket too few": lambda record: record[:-1],
    "a bracket that opens too much": lambda record: record.replace(TITLE, b"{" + TITLE, 1),
    "a quotation mark too many": lambda record: record.replace(TITLE, TITLE + b'"', 1),
    "a quotation mark too few": lambda record: record.replace(TITLE, TITLE[:-1], 1),
    "a quotation mark in a text": lambda record: record.replace(TITLE, TITLE[:4] + b'"' + TITLE[4:], 1),
    "a backslash before the quotation mark": lambda record: record.replace(TITLE, TITLE[:-1] + b'\\"', 1),
    "a bracket of a list too many before the last field": lambda record: record.replace(b", " + LAST, b"], " + LAST, 1),
    "an end that is missing": lambda record: record[: len(record) // 2],
    "a beginning of another within": lambda record: record.replace(TITLE, b'"\\{"protocolSection"', 1),
}
SHAPES: dict[str, Callable[[list[bytes]], bytes]] = {
    "a list": lambda records: b"[" + b", ".join(records) + b"]",
    "a list that is laid out": lambda records: (
        b"[\n" + b",\n".join(record.replace(b'{"protocolSection"', b'{\n    "protocolSection"') for record in records)
        + b"\n]\n"
    ),
    "an answer of the API": lambda records: b'{"studies":[' + b",".join(records) + b'], "nextPageToken": "x"}',
}  # fmt: skip


def with_a_fault(fault: str) -> list[bytes]:
    records = [dumped(each) for each in STUDIES]
    records[2] = FAULTS[fault](whole := records[2])
    assert records[2] != whole
    return records


@pytest.mark.parametrize("size", [bytes, padded], ids=["small", "large"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_own_record_which_is_named(
    tmp_path: Path, fault: str, shape: str, size: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "x.json").write_bytes(size(SHAPES[shape](with_a_fault(fault))))
    assert taken(tmp_path) == OTHERS
    told = skipped(tmp_path)
    assert told[0].startswith(f"x.json, record 3 ({BAD}) is no JSON (")


@pytest.mark.parametrize("fault", FAULTS)
def test_in_a_file_of_refresh_a_fault_costs_its_own_record(tmp_path: Path, fault: str) -> None:
    whole = carried(STUDIES)
    (at,) = (line.removeprefix(b",") for line in whole.splitlines() if BAD.encode() in line)
    line = at.removesuffix(b",")
    (tmp_path / "x.json").write_bytes(whole.replace(line, FAULTS[fault](line)))
    assert taken(tmp_path) == OTHERS


@pytest.mark.parametrize("before", range(65_440, 65_560, 7))
def test_where_a_record_begins_is_seen_wherever_the_file_is_cut_for_reading(tmp_path: Path, before: int) -> None:
    first, second, *_ = (dumped(each) for each in STUDIES)
    text = b'[{"a": "' + first
    (tmp_path / "x.json").write_bytes(text + b" " * (before - len(text)) + second + b"]")
    assert taken(tmp_path) == NUMBERS[:2]


def test_of_the_last_record_a_fault_costs_no_other(tmp_path: Path) -> None:
    records = [dumped(each) for each in STUDIES[:3]]
    for fault in FAULTS.values():
        (tmp_path / "x.json").write_bytes(b"[" + b",".join([*records[:2], fault(records[2])]) + b"]")
        assert taken(tmp_path) == NUMBERS[:2]
        assert len(skipped(tmp_path)) >= 1


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_that_seems_to_end_behind_a_record_is_read_on(tmp_path: Path, shape: str) -> None:
    first, *others = (dumped(each) for each in STUDIES)
    (tmp_path / "x.json").write_bytes(SHAPES[shape]([first + b"]", *others]))
    assert taken(tmp_path) == NUMBERS


def in_order(record: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(record.items()))


def test_where_records_begin_with_another_key_none_is_taken_by_half(tmp_path: Path) -> None:
    records = [dumped(in_order(each)) for each in STUDIES]
    for fault in FAULTS.values():
        (tmp_path / "x.json").write_bytes(b"[" + b",".join([*records[:2], fault(records[2]), *records[3:]]) + b"]")
        assert taken(tmp_path)[:2] == NUMBERS[:2]
        assert BAD not in taken(tmp_path)
        assert not all(isinstance(each, TrialRecord) for each in found(tmp_path))


class Slow(io.BytesIO):
    """Gives a few bytes at a time, as a zip may."""

    most = 1

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, self.most))


def cut(stream: io.BytesIO, key: str) -> list[bytes | str | None]:
    made: list[bytes | str | None] = []
    try:
        made.extend(items(Bounded(stream), key))
    except Unreadable as unreadable:
        made.append(str(unreadable))
    return made


SIGNS = (b'{"protocolSection"', b'"studies":', b'"a":', b'"', b"\\", b"{", b"}", b"[", b"]", b",", b" ", b"1")


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map(b"".join), st.sampled_from(("", "studies")), st.integers(1, 9))
def test_whatever_there_is_comes_in_the_same_items_however_it_is_read(content: bytes, key: str, most: int) -> None:
    begun = (b'{"studies": [' if key else b"[") + content
    slow = Slow(begun)
    slow.most = most
    assert cut(slow, key) == cut(io.BytesIO(begun), key)
