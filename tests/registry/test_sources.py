"""Folders and zips: what is read of them, what is not followed, and what is hostile among it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

import pytest

from decision_aid.core.errors import TrialsRefused
from decision_aid.registry import documents, sources
from decision_aid.registry.skipped import Skipped
from tests.registry.saved import LARGE, NUMBERS, THREE, carried, dumped, found, huge, numbers, skipped, taken, zipped


def test_a_zip_gives_the_records_of_the_files_in_it(tmp_path: Path) -> None:
    members = {"a.json": dumped(THREE[0]), "in/b.jsonl": dumped(THREE[1]), "read.me": b"x", ".c.json": b"x"}
    packed = zipped(
        tmp_path / "ctg-studies.json.zip", {**members, "__MACOSX/._a.json": b"x", "d.json": dumped(THREE[2:])}
    )
    assert numbers(packed) == NUMBERS


def test_a_folder_gives_the_records_of_all_that_is_in_it_by_name(tmp_path: Path) -> None:
    zipped(tmp_path / "b.zip", {"x.json": dumped(THREE[1])})
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "deep.JSON").write_bytes(dumped(THREE[2]))
    (tmp_path / "a.ndjson").write_bytes(dumped(THREE[0]))
    (tmp_path / "notes.txt").write_text("no record")
    (tmp_path / ".hidden.json").write_text("no record")
    assert numbers(tmp_path) == NUMBERS


def test_links_and_pipes_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.json", tmp_path / "folder"
    outside.write_bytes(dumped(THREE[0]))
    folder.mkdir()
    (folder / "link.json").symlink_to(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "folder.json").mkdir()
    os.mkfifo(folder / "pipe.json")
    (folder / "real.json").write_bytes(dumped(THREE[1]))
    assert taken(folder) == NUMBERS[1:2]
    assert skipped(folder) == [
        "link.json is a link or no plain file, and is not followed.",
        "pipe.json is a link or no plain file, and is not followed.",
    ]


def test_a_file_of_ones_own_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(dumped(THREE[0]))
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert numbers(tmp_path / "link.json") == NUMBERS[:1]


def test_a_path_that_is_no_file_and_no_folder_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TrialsRefused, match=r"pipe is neither a file nor a folder: save the records in a file first\."):
        found(tmp_path / "pipe")
    with pytest.raises(TrialsRefused, match=r"nowhere cannot be read \(No such file or directory\): name a file"):
        found(tmp_path / "nowhere")


def test_a_name_with_controls_is_told_in_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31mb.json").write_bytes(b"x")
    (tmp_path / os.fsdecode(b"\xff.json")).write_bytes(b"x")
    assert [each.split(" is ")[0] for each in skipped(tmp_path)] == ["a [31mb.json", ".json"]


def test_a_zip_that_unpacks_to_far_too_much_is_not_read_on(tmp_path: Path) -> None:
    bombs = {f"{at}.json": b" " * LARGE for at in range(12)}
    packed = zipped(tmp_path / "x.zip", {"a.json": dumped(THREE[0]), **bombs})
    assert taken(packed) == NUMBERS[:1]
    *_, last = skipped(packed)
    assert last == f"{packed}/7.json unpacks to far more than records do, and is not read on."


def test_a_zip_gives_what_stands_behind_a_huge_record(tmp_path: Path) -> None:
    members = {"a.json": dumped({"studies": [huge(), THREE[0]]}), "b.json": carried([THREE[1], huge(), THREE[2]])}
    packed = zipped(tmp_path / "x.zip", members)
    assert taken(packed) == NUMBERS
    assert skipped(packed) == [
        f"{packed}/a.json, record 1: the record has more than 8,388,608 bytes.",
        f"{packed}/b.json, record 2: the record has more than 8,388,608 bytes.",
    ]


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "x.zip", {"in.zip": b"PK\x03\x04", "a.json": dumped(THREE[0])})
    assert skipped(packed) == [f"{packed}/in.zip is a zip in a zip: unpack the outer one first."]


def test_a_damaged_zip_is_told_and_what_is_whole_in_it_is_taken(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "x.zip", {"a.json": dumped(THREE[0]), "b.json": dumped(THREE[1])})
    whole = packed.read_bytes()
    packed.write_bytes(whole[:60] + b"####" + whole[64:])
    assert taken(packed) == NUMBERS[1:2]
    assert skipped(packed) == [f"{packed}/a.json is damaged, and is not read on."]
    packed.write_bytes(whole[:-30])
    assert skipped(packed) == [f"{packed} is damaged, and is not read on."]


def test_a_zip_with_a_password_is_told(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "x.zip", {"a.json": dumped(THREE[0])})
    locked = bytearray(packed.read_bytes())
    for at, before in ((6, b"PK\x03\x04"), (8, b"PK\x01\x02")):
        locked[locked.find(before) + at] |= 1
    packed.write_bytes(locked)
    assert skipped(packed) == [f"{packed}/a.json is locked with a password."]


def test_what_may_not_be_read_is_told() -> None:
    def forbidden() -> IO[bytes]:
        raise PermissionError(13, "Permission denied")

    told = list(documents.studies(sources.Source("a.json", forbidden)))
    assert told == [Skipped("a.json cannot be read (Permission denied).", cut=True)]
