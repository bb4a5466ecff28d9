"""Records out of whatever somebody saved: every shape of file, and what is hostile among it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.core.record import TrialRecord
from decision_aid.registry import documents, items, sources, stream
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.study import record_of
from tests.registry.saved import LARGE, NUMBERS, THREE, carried, dumped, found, huge, numbers, skipped, taken
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


def padded(text: bytes) -> bytes:
    """Return the same in a file that is too large to be read at once."""
    return text + (b" " * 1_023 + b"\n") * (LARGE // 1_024 + 1)


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


CUT: dict[str, tuple[bytes, str]] = {
    "empty": (b" \n", "is empty"),
    "nothing at all": (b"", "is empty"),
    "a page of the site": (
        b"<!doctype html><title>x</title>",
        "is neither JSON nor a zip (expected value at line 1 column 1)",
    ),
    "a table": (
        b"NCT Number,Study Title\nNCT03280056,x\n",
        "is a table (CSV): choose JSON where the records are saved",
    ),
    "UTF-16": ("\ufeff[]".encode("utf-16-le"), "is written in UTF-16: save it in UTF-8"),
    "other letters": (b'["\xff"]', "is neither JSON nor a zip (invalid unicode code point at line 1 column 3)"),
    "cut short": (
        dumped(THREE)[:-9],
        "is neither JSON nor a zip (EOF while parsing an object at line 1 column {size})",
    ),
    "of `refresh --output`, cut short": (
        carried(THREE[:1]).removesuffix(b"\n]}\n"),
        "is neither JSON nor a zip (EOF while parsing a list at line 2 column 4034)",
    ),
    "nested too deeply": (b"[" * 100_000, "is neither JSON nor a zip (recursion limit exceeded at line 1 column 202)"),
}


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_holds_no_records_is_told(tmp_path: Path, name: str) -> None:
    content, what = CUT[name]
    file = tmp_path / "x.json"
    file.write_bytes(content)
    assert found(file) == [Skipped(f"{file} {what.format(size=len(content))}.", cut=True)]


LARGE_CUT: dict[str, tuple[Callable[[], bytes], list[str], str]] = {
    "cut short": (
        lambda: padded(dumped(THREE[:2])[:-1] + b", {"),
        NUMBERS[:2],
        "is no whole JSON after record 2: it is damaged or was cut short",
    ),
    "of `refresh --output`, cut short": (
        lambda: padded(carried(THREE)[:-4]) + b"{",
        NUMBERS,
        "is no whole JSON after record 3: it is damaged or was cut short",
    ),
    "no JSON": (lambda: padded(b"<html>"), [], "is neither JSON nor a zip"),
    "one huge text": (
        lambda: b'{"a": "' + b"x" * (2 * LARGE) + b'"}',
        [],
        "has a record of more than 8,388,608 bytes, and is not read on",
    ),
    "a huge text in a list": (
        lambda: dumped(THREE[:1])[:-1] + b', {"a": "' + b"x" * (2 * LARGE) + b'"}]',
        NUMBERS[:1],
        "has a record of more than 8,388,608 bytes, and is not read on",
    ),
    "nested too deeply": (lambda: padded(b"[" * 300_000), [], "is nested more than 200 deep, and is not read on"),
    "nested too deeply behind a text that closes": (
        lambda: padded(b'["' + b"]" * 300_000 + b'\\"", ' + b'{"a":[' * 1_000),
        [],
        "is nested more than 200 deep, and is not read on",
    ),
    "a number without end": (
        lambda: padded(b"[" + b"1" * 100_000 + b"]"),
        [],
        "is no whole JSON after record 0: it is damaged or was cut short",
    ),
}


@pytest.mark.parametrize("name", LARGE_CUT)
def test_a_large_file_gives_the_records_before_what_is_damaged_or_hostile(tmp_path: Path, name: str) -> None:
    content, before, what = LARGE_CUT[name]
    file = tmp_path / "x.json"
    file.write_bytes(content())
    *records, last = found(file)
    assert [each.number for each in records if isinstance(each, TrialRecord)] == before
    assert last == Skipped(f"{file} {what}.", cut=True)


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
        lines = [*map(dumped, THREE[:at]), b'{"a": "' + b"x" * (3 * LARGE), *map(dumped, THREE[at:])]
        file.write_bytes(b"\n" + b"\n".join(lines))
        assert taken(file) == NUMBERS
        assert skipped(file) == [f"{file}, line {at + 2}: the record has more than 8,388,608 bytes."]


@pytest.mark.parametrize("before", [b"", b" " * LARGE + b"\n"], ids=["small", "large"])
def test_lines_of_which_the_last_breaks_off_are_cut_short(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(dumped(THREE[0]) + b"\n" + before + b'{"a":\n' + dumped(THREE[1]) + b'\n{"b": [')
    *_, broken, second, last = found(file)
    assert isinstance(second, TrialRecord)
    at = 3 if before else 2
    assert broken == Skipped(f"{file}, line {at} is no JSON (EOF while parsing a value at line 1 column 5).")
    what = "is no whole JSON: the file is damaged or was cut short."
    assert last == Skipped(f"{file}, line {at + 2} {what}", cut=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='[]{}",:\\n\n1 studies', max_size=60).map(str.encode), st.booleans())
def test_any_bytes_at_all_are_records_or_told(tmp_path: Path, content: bytes, large: bool) -> None:  # noqa: FBT001
    file = tmp_path / "x.json"
    file.write_bytes(content)
    source = sources.Source("x.json", lambda: file.open("rb"))
    read = documents._large(source, content) if large else documents.studies(source)  # noqa: SLF001 - as if it were
    try:
        told = [each.sentence for each in read if isinstance(each, Skipped)]
    except stream.Unreadable as unreadable:
        told = [f"x.json {unreadable}."]
    assert all(sentence.startswith("x.json") for sentence in told)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "studies", "item"]), inner),
    max_leaves=9,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(JSON, max_size=4), st.lists(JSON, max_size=2))
def test_what_is_read_piece_by_piece_is_the_same(records: list[Any], others: list[Any]) -> None:
    for key, made in {"": records, "studies": {"a": others, "studies": records, "item": {"studies": others}}}.items():
        read = items.piece_by_piece(stream.Bounded(io.BytesIO(dumped(made))), key)
        assert list(read) == records


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
