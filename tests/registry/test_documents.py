"""Files of records in which something is damaged, cut short or hostile: what can be read is, the rest is told."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.core.record import TrialRecord
from decision_aid.registry import documents, sources, stream
from decision_aid.registry.skipped import Skipped
from tests.registry.saved import LARGE, NUMBERS, THREE, carried, dumped, found, padded, skipped, taken
from tests.registry.studies import of_day

GOOD = dumped(of_day("NCT00000001", "2026-01-02"))
DAMAGED: dict[str, tuple[bytes, str]] = {
    "half a letter": (GOOD.replace(b"A study", rb"A \ud800 study"), "hex escape"),
    "other letters": (GOOD.replace(b"A study", b"\xe9tude \xe0"), "invalid unicode code point"),
    "nested too deeply": (GOOD[:-1] + b', "a": ' + b"[" * 300 + b"]" * 300 + b"}", "recursion limit exceeded"),
    "a control": (GOOD.replace(b"A study", b"A \x01 study"), "control character"),
    "a comma too many": (GOOD[:-1] + b",}", "trailing comma"),
}
SHAPES: dict[str, Callable[[list[bytes]], bytes]] = {
    "a list": lambda records: b"[" + b", ".join(records) + b"]",
    "an answer of the API": lambda records: b'{"studies":[' + b",".join(records) + b'], "nextPageToken": "x"}',
    "an answer that is laid out": lambda records: b'{\n "studies": [\n' + b"\n,".join(records) + b"\n]\n}\n",
    "lines": b"\n".join,
    "lines with answers": lambda records: b"\n".join(b'{"studies": [' + record + b"]}" for record in records),
}


@pytest.mark.parametrize(("size", "places"), [(bytes, (0, 1, 2)), (padded, (1,))], ids=["small", "large"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_damaged_record_is_named_and_the_others_are_taken_whatever_the_size(
    tmp_path: Path, shape: str, size: Callable[[bytes], bytes], places: tuple[int, ...]
) -> None:
    records = [dumped(of_day(number, "")) for number in NUMBERS[1:]]
    for at, (bad, why) in itertools.product(places, DAMAGED.values()):
        (tmp_path / "x.json").write_bytes(size(SHAPES[shape]([*records[:at], bad, *records[at:]])))
        *_, told = sorted(found(tmp_path), key=lambda each: isinstance(each, Skipped))
        assert taken(tmp_path) == NUMBERS[1:]
        assert isinstance(told, Skipped)
        assert told.sentence.startswith(f"x.json, {'line' if 'lines' in shape else 'record'} {at + 1}")
        assert f"{'' if shape == 'lines' else ' (NCT00000001)'} is no JSON (" in told.sentence
        assert why in told.sentence
        assert not told.cut


def test_a_damaged_record_in_a_file_of_its_own_is_told(tmp_path: Path) -> None:
    for name, (bad, why) in DAMAGED.items():
        (tmp_path / "x.json").write_bytes(bad)
        (told,) = found(tmp_path)
        assert isinstance(told, Skipped), name
        assert told.sentence.startswith("x.json is no JSON (")
        assert why in told.sentence


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
    "one record, cut short": (GOOD[:-9], "is no whole JSON after record 0: it is damaged or was cut short"),
    "nested without end": (b"[" * 100_000, "is no whole JSON after record 0: it is damaged or was cut short"),
}


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_holds_no_records_is_told(tmp_path: Path, name: str) -> None:
    content, what = CUT[name]
    file = tmp_path / "x.json"
    file.write_bytes(content)
    assert found(file) == [Skipped(f"{file} {what.format(size=len(content))}.", cut=True)]


BROKEN: dict[str, tuple[bytes, list[str]]] = {
    "cut short in a record": (dumped(THREE)[:-9], NUMBERS[:2]),
    "cut short behind a record": (dumped(THREE)[:-1], NUMBERS),
    "cut short in a text": (dumped(THREE[:2])[:-1] + b', {"a": "[', NUMBERS[:2]),
    "of `refresh --output`, cut short": (carried(THREE)[:-4], NUMBERS),
    "going on behind its end": (dumped(THREE) + b", {", NUMBERS),
    "closed too often": (dumped(THREE) + b"]", NUMBERS),
    "with half an escape": (dumped(THREE) + b"\\", NUMBERS),
}


@pytest.mark.parametrize("blanks", [b"", b" " * LARGE], ids=["small", "large"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_whole_gives_the_records_before_and_says_so(
    tmp_path: Path, name: str, blanks: bytes
) -> None:
    content, before = BROKEN[name]
    (tmp_path / "x.json").write_bytes(content[:1] + blanks + content[1:])
    *records, last = found(tmp_path)
    assert [each.number for each in records if isinstance(each, TrialRecord)] == before
    what = f"is no whole JSON after record {len(before)}: it is damaged or was cut short"
    assert last == Skipped(f"x.json {what}.", cut=True)


def test_a_large_file_that_is_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(padded(b"<html>"))
    assert found(tmp_path) == [Skipped("x.json is neither JSON nor a zip.", cut=True)]


HUGE: dict[str, bytes] = {
    "a text": b'{"a": "' + b"x" * (2 * LARGE) + b'"}',
    "a text of signs": b'{"a": "' + b'[\\"' * LARGE + b'"}',
    "brackets": b"[" * 1_000 + b" " * LARGE + b"]" * 1_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_piece_is_skipped_and_the_records_behind_it_are_read(tmp_path: Path, name: str) -> None:
    one, *others = map(dumped, THREE)
    (tmp_path / "x.json").write_bytes(b"[" + b",".join((one, HUGE[name], *others)) + b"]")
    assert taken(tmp_path) == NUMBERS
    assert skipped(tmp_path) == ["x.json, record 2: the record has more than 8,388,608 bytes."]


def test_brackets_in_texts_cut_nothing(tmp_path: Path) -> None:
    title = '"]},{[\\'
    bad, good = DAMAGED["half a letter"][0], dumped(of_day(NUMBERS[1], "", title))
    (tmp_path / "x.json").write_bytes(b"[" + b",".join((good, bad, good)) + b"]")
    assert taken(tmp_path) == [NUMBERS[1]] * 2
    assert len(skipped(tmp_path)) == 1


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
    read = documents._one_by_one(source, content, "") if large else documents.studies(source)  # noqa: SLF001 - as if it were
    try:
        told = [each.sentence for each in read if isinstance(each, Skipped)]
    except stream.Unreadable as unreadable:
        told = [f"x.json {unreadable}."]
    assert all(sentence.startswith("x.json") for sentence in told)
