"""Records out of whatever somebody saved: every shape of file, and what is hostile among it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_aid.core.record import TrialRecord
from decision_aid.registry import items, stream
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.study import record_of
from tests.registry.saved import LARGE, NUMBERS, THREE, carried, dumped, found, huge, numbers, padded, skipped, taken
from tests.registry.studies import FILE, STUDIES, TODAY, of_day, study

SHAPES: dict[str, Callable[[], bytes]] = {
    "a list": lambda: dumped(THREE),
    "an answer of the API": lambda: dumped({"totalCount": 3, "studies": THREE, "nextPageToken": "x"}),
    "an answer that is laid out": lambda: json.dumps({"studies": THREE}, indent=2).encode(),
    "a file of `refresh --output`": lambda: carried(THREE),
    "lines": lambda: b"\n".join(map(dumped, THREE)),
    "lines of Windows, with some empty": lambda: b"\r\n\r\n".join(map(dumped, THREE)) + b"\r\n",
    "lines with answers": lambda: b"\n".join((dumped({"studies": THREE[:2]}), dumped({"studies": THREE[2:]}))),
    "with a mark of its letters": lambda: b"\xef\xbb\xbf" + dumped(THREE),
}


@pytest.mark.parametrize("size", [bytes, padded], ids=["small", "large"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_any_shape_gives_its_records_in_their_order(
    tmp_path: Path, shape: str, size: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "trials.json"
    file.write_bytes(size(SHAPES[shape]()))
    assert numbers(file) == NUMBERS


@pytest.mark.parametrize("suffix", [".json", ".txt", ""])
def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"NCT00000001{suffix}"
    file.write_bytes(dumped(THREE[0]))
    assert numbers(file) == NUMBERS[:1]


def test_the_real_records_are_all_taken() -> None:
    assert numbers(FILE) == [each["protocolSection"]["identificationModule"]["nctId"] for each in STUDIES]


def test_a_bad_record_is_named_with_its_place_and_the_others_are_taken(tmp_path: Path) -> None:
    bad = study("NCT00000009")
    bad["hasResults"] = "yes"
    for name, content in {
        "list.json": dumped([THREE[0], bad, 5]),
        "page.json": dumped({"studies": [bad]}),
        "one.json": dumped(bad),
        "lines.jsonl": b"\n".join((dumped(THREE[1]), b"", dumped(bad), b'{"a": ', dumped(THREE[2]))),
    }.items():
        (tmp_path / name).write_bytes(content)
    assert taken(tmp_path) == [NUMBERS[1], NUMBERS[2], NUMBERS[0]]
    told = "NCT00000009: hasResults must be true or false."
    assert skipped(tmp_path) == [
        f"lines.jsonl, line 3: {told}",
        "lines.jsonl, line 4 is no JSON (EOF while parsing a value at line 1 column 5).",
        f"list.json, record 2: {told}",
        "list.json, record 3: A record without a number: the record itself must be an object.",
        f"one.json: {told}",
        f"page.json, record 1: {told}",
    ]


BIG: dict[str, Callable[[list[Any]], bytes]] = {
    "a list": dumped,
    "an answer of the API": lambda studies: dumped({"totalCount": 3, "studies": studies, "nextPageToken": "x"}),
    "an answer that is laid out": lambda studies: json.dumps({"studies": studies}, indent=1).encode(),
    "a file of `refresh --output`": carried,
}


@pytest.mark.parametrize("shape", BIG)
def test_all_records_of_a_large_file_are_taken(tmp_path: Path, shape: str) -> None:
    many = [{**of_day(f"NCT{at:08}", ""), "resultsSection": ["x" * 1_000] * 30} for at in range(1, 301)]
    file = tmp_path / "trials.json"
    file.write_bytes(BIG[shape](many))
    assert file.stat().st_size > LARGE
    assert numbers(file) == [f"NCT{at:08}" for at in range(1, 301)]


@pytest.mark.parametrize("shape", BIG)
@pytest.mark.parametrize("at", range(4))
def test_a_huge_record_is_named_and_the_others_are_taken(tmp_path: Path, shape: str, at: int) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(BIG[shape]([*THREE[:at], huge(), *THREE[at:]]))
    assert taken(file) == NUMBERS
    assert found(file)[at] == Skipped(f"{file}, record {at + 1}: the record has more than 8,388,608 bytes.")


def test_huge_records_are_named_before_what_is_cut_short(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(dumped([huge(), THREE[0], huge(), huge(), THREE[1]])[:-1])
    assert taken(tmp_path) == NUMBERS[:2]
    assert skipped(tmp_path) == [
        *(f"x.json, record {at}: the record has more than 8,388,608 bytes." for at in (1, 3, 4)),
        "x.json is no whole JSON after record 5: it is damaged or was cut short.",
    ]


def test_what_is_huge_beside_the_records_keeps_none_back(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(dumped({"about": huge(), "studies": THREE, "more": huge()}))
    assert numbers(tmp_path) == NUMBERS


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("times", [1, 2])
def test_a_huge_record_in_a_file_of_its_own_is_told_with_the_reason(
    tmp_path: Path, indent: int | None, times: int
) -> None:
    made = huge()
    made["resultsSection"] = made["resultsSection"][:8_200] * times
    (tmp_path / "x.json").write_text(json.dumps(made, indent=indent))
    assert skipped(tmp_path) == [
        'x.json has no records under "studies", and more than 8,388,608 bytes: one record may not have so many.'
    ]


def test_a_huge_line_is_skipped_and_the_lines_behind_it_are_read(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    for at in range(4):
        lines = [*map(dumped, THREE[:at]), b'{"a": "' + b"x" * (3 * LARGE) + b'"}', *map(dumped, THREE[at:])]
        file.write_bytes(b"\n" + b"\n".join(lines))
        assert taken(file) == NUMBERS
        assert skipped(file) == [f"{file}, line {at + 2}: the record has more than 8,388,608 bytes."]


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "studies", "item"]), inner),
    max_leaves=9,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(JSON, max_size=4), st.lists(JSON, max_size=2))
def test_what_is_cut_out_of_a_file_is_the_same(records: list[Any], others: list[Any]) -> None:
    for key, made in {"": records, "studies": {"a": others, "studies": records, "item": {"studies": others}}}.items():
        for indent in (None, 1):
            written = json.dumps(made, indent=indent).encode()
            read = items.items(stream.Bounded(io.BytesIO(written)), key)
            assert [json.loads(item or b"") for item in read] == records


def test_a_study_says_its_day_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(dumped(of_day("NCT00000001", "2026-01-02")))
    (record,) = found(tmp_path)
    assert isinstance(record, TrialRecord)
    assert str(record.provenance.data) == "2026-01-02"
    assert record.provenance.obtained == TODAY


@pytest.mark.parametrize(
    ("standing", "day"),
    [
        ({"lastUpdatePostDateStruct": {"date": "2022-03-09"}, "statusVerifiedDate": "2022-02"}, date(2022, 3, 9)),
        ({"statusVerifiedDate": "2022-02"}, date(2022, 2, 1)),
        ({}, TODAY),
    ],
)
def test_a_file_without_a_data_day_is_of_the_last_day_that_the_record_names(standing: Any, day: date) -> None:
    made = of_day("NCT00000001", "")
    made["protocolSection"]["statusModule"] = {"overallStatus": "RECRUITING", **standing}
    assert record_of(made, "file", TODAY).provenance.as_of == day
    assert record_of(made, "registry", TODAY).provenance.as_of == TODAY
