"""A load is whole or has not been: what stays, what goes, who waits, and a process killed at any moment."""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import Holding, Provenance, Search, TrialRecord
from decision_aid.registry import sample
from decision_aid.registry.loading import Loaded, load
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.snapshot import SnapshotRegistry
from tests.registry.fakes import NUMBER, record

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)
LOADER = Path(__file__).with_name("loader.py")


def of(data: date | None, title: str = "Title", number: str = NUMBER, **more: Any) -> TrialRecord:
    return record(number=number, title=title, provenance=Provenance(via="file", obtained=NEW, data=data), **more)


def titles(file: Path, *numbers: str) -> list[str | None]:
    found = SnapshotRegistry(file).look_up(numbers or (NUMBER,))
    return [looked.record.title if looked.record else None for looked in found.values()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "registry.sqlite"


def test_a_first_load_makes_folder_and_file_for_this_user_alone(file: Path) -> None:
    loaded = load(file, [of(OLD)])
    assert loaded == Loaded(1, 0, 0, 0, 0, (), Holding(1, OLD, OLD))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert sorted(each.name for each in file.parent.iterdir()) == ["registry.sqlite", "registry.sqlite.lock"]


@pytest.mark.parametrize(
    ("there", "comes", "stays"),
    [
        (OLD, NEW, "comes"),
        (NEW, OLD, "there"),
        (OLD, OLD, "comes"),
        (None, None, "comes"),
        (None, OLD, "comes"),
        (NEW, None, "there"),
    ],
)
def test_of_one_study_the_newer_data_stay(file: Path, there: date | None, comes: date | None, stays: str) -> None:
    load(file, [of(there, "there")])
    loaded = load(file, [of(comes, "comes")])
    assert titles(file) == [stays]
    assert (loaded.new, loaded.replaced, loaded.older) == (0, int(stays == "comes"), int(stays == "there"))
    assert loaded.holding.records == 1


def test_the_newer_of_one_load_stays_in_any_order(file: Path) -> None:
    load(file, [of(NEW, "new"), of(OLD, "old")])
    assert titles(file) == ["new"]
    load(file, [of(OLD, "old"), of(NEW, "new")], replace=True)
    assert titles(file) == ["new"]


def test_what_was_said_of_a_study_before_is_not_found_any_more(file: Path) -> None:
    load(file, [of(OLD, "Bygone", aliases=("NCT00000007",)), of(OLD, "Other", "NCT00000008")])
    load(file, [of(NEW, "Present")])
    registry = SnapshotRegistry(file)
    assert registry.search(Search("bygone")).count == 0
    assert registry.search(Search("present")).count == 1
    assert registry.search(Search("other")).count == 1
    assert registry.look_up(["NCT00000007"])["NCT00000007"].record is None


def test_a_load_adds_and_with_replace_begins_anew(file: Path) -> None:
    load(file, [of(NEW, "a", "NCT00000001")])
    load(file, [of(OLD, "b", "NCT00000002")])
    assert titles(file, "NCT00000001", "NCT00000002") == ["a", "b"]
    load(file, [of(OLD, "c", "NCT00000001")], replace=True)
    assert titles(file, "NCT00000001", "NCT00000002") == ["c", None]


def test_what_is_skipped_is_counted_and_the_first_twenty_are_named(file: Path) -> None:
    loaded = load(file, [of(OLD), *(Skipped(f"{at} is bad.") for at in range(30)), Skipped("x.", cut=True)])
    assert (loaded.new, loaded.skipped, loaded.cut) == (1, 31, 1)
    assert loaded.named == tuple(f"{at} is bad." for at in range(20))


@pytest.mark.parametrize("found", [[], [Skipped("x.json is empty.", cut=True)]])
def test_a_load_without_a_record_changes_nothing(file: Path, found: list[Skipped]) -> None:
    load(file, [of(OLD, "there")])
    said = " ".join(["No trial record was found, and nothing is loaded.", *(each.sentence for each in found)])
    with pytest.raises(TrialsRefused) as refused:
        load(file, found)
    assert str(refused.value) == said
    assert titles(file) == ["there"]


def test_a_part_of_a_file_is_added_and_replaces_nothing(file: Path) -> None:
    part: list[TrialRecord | Skipped] = [of(OLD, "a", "NCT00000001"), Skipped("x.json is damaged.", cut=True)]
    load(file, [of(OLD, "there")])
    with pytest.raises(TrialsRefused, match=r"^x\.json is damaged\. A part replaces no list: take that file away, or"):
        load(file, part, replace=True)
    assert titles(file, NUMBER, "NCT00000001") == ["there", None]
    assert load(file, part).cut == 1
    assert titles(file, NUMBER, "NCT00000001") == ["there", "a"]


def test_where_more_is_skipped_than_taken_nothing_is_replaced(file: Path) -> None:
    two: list[TrialRecord | Skipped] = [of(OLD, "a", "NCT00000001"), of(OLD, "b", "NCT00000002")]
    bad = [Skipped(f"{at} is bad.") for at in range(3)]
    load(file, [of(OLD, "there")])
    with pytest.raises(TrialsRefused) as refused:
        load(file, [*two, *bad], replace=True)
    assert str(refused.value) == (
        "3 records would be skipped and only 2 taken, so the list stays as it was: fetch them anew, or load without "
        "--replace. 0 is bad."
    )
    assert titles(file, NUMBER, "NCT00000001") == ["there", None]
    assert load(file, [*two, *bad]).holding.records == 3
    assert load(file, [*two, *bad[:2]], replace=True).holding.records == 2


def test_a_sample_says_so_and_gives_way_to_real_records(file: Path) -> None:
    loaded = load(file, sample.found(), sample=True)
    assert loaded.holding == Holding(26, date(2022, 10, 10), date(2022, 10, 10), sample=True)
    assert load(file, sample.found(), sample=True).holding.records == 26
    kept = SnapshotRegistry(file).look_up(["NCT03280056"])["NCT03280056"]
    assert kept.record
    assert (kept.record.provenance.via, kept.holding.sample) == ("sample", True)
    assert load(file, [of(OLD)]).holding == Holding(1, OLD, OLD)


def test_a_sample_never_comes_to_real_records(file: Path) -> None:
    load(file, [of(OLD, "there")])
    for replace in (False, True):
        with pytest.raises(
            TrialsRefused, match=r"holds real records \(1\), and a sample never joins or replaces those\.$"
        ):
            load(file, sample.found(), replace=replace, sample=True)
    assert titles(file) == ["there"]


def test_what_breaks_while_records_come_leaves_the_old_list(file: Path) -> None:
    def breaking() -> Iterator[TrialRecord]:
        yield of(NEW, "comes")
        raise TrialsRefused("The registry does not answer.")

    load(file, [of(OLD, "there")])
    with pytest.raises(TrialsRefused, match="does not answer"):
        load(file, breaking())
    assert titles(file) == ["there"]
    assert sorted(each.name for each in file.parent.iterdir()) == ["registry.sqlite", "registry.sqlite.lock"]


def test_a_damaged_list_is_loaded_over_only_when_told_to_replace(file: Path) -> None:
    load(file, [of(OLD, "there", f"NCT{at:08}") for at in range(1, 400)])
    damaged = bytearray(file.read_bytes())
    damaged[40_000:60_000] = b"\xff" * 20_000
    file.write_bytes(damaged)
    with pytest.raises(TrialsRefused, match=r"is damaged, or no list of trial records: load the records anew with"):
        load(file, [of(NEW, "comes")])
    assert file.read_bytes() == damaged
    load(file, [of(NEW, "comes")], replace=True)
    assert titles(file) == ["comes"]


def test_a_list_that_has_lost_its_counts_is_damaged(file: Path) -> None:
    load(file, [of(OLD, "there")])
    with closing(sqlite3.connect(file)) as rows, rows:
        rows.execute("DELETE FROM holding")
    with pytest.raises(TrialsRefused, match="is damaged"):
        load(file, [of(NEW, "comes")])


def test_two_loads_at_once_are_one_load(file: Path) -> None:
    load(file, [of(OLD, "there")])

    def second() -> Iterator[TrialRecord]:
        with pytest.raises(
            TrialsRefused, match=r"^Another load into .+ is at work: wait until it is done, then try again\.$"
        ):
            load(file, [of(NEW, "second")])
        yield of(NEW, "first")

    load(file, second())
    assert titles(file) == ["first"]


def test_a_lock_that_was_left_behind_holds_nobody(file: Path) -> None:
    load(file, [of(OLD)])
    (file.parent / "registry.sqlite.part").write_bytes(b"left over")
    assert load(file, [of(NEW, "comes")]).replaced == 1
    assert not (file.parent / "registry.sqlite.part").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(
        TrialsRefused, match=r"cannot be written \(.+\), and is as it was: make room, or let this user write"
    ):
        load(tmp_path / "state" / "registry.sqlite", [of(OLD)])


def test_root_loads_for_the_user_whose_folder_it_is(file: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file away")
    file.parent.mkdir()
    os.chown(file.parent, 12345, 12345)
    load(file, [of(OLD)])
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12345)


def loading(file: Path) -> subprocess.Popen[str]:
    """Begin to load many records of another day over those of the list, in a process of its own."""
    return subprocess.Popen([sys.executable, "-P", str(LOADER), str(file)], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("moment", ["begun", "some", "most", "all"])
def test_a_process_that_is_killed_leaves_the_old_list_or_the_new_one(file: Path, moment: str) -> None:
    load(file, [of(OLD, "there", f"NCT{at:08}") for at in range(1, 301)])
    with loading(file) as process:
        assert process.stdout
        for line in process.stdout:
            if line.strip() == moment:
                process.kill()
                break
        process.wait()
    assert process.returncode == -signal.SIGKILL
    left = set(titles(file, *(f"NCT{at:08}" for at in range(1, 301))))
    assert left in ({"there"}, {"comes"})
    with closing(sqlite3.connect(file)) as rows:
        assert rows.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert load(file, [of(NEW, "after")]).new == 1
    assert sorted(each.name for each in file.parent.iterdir()) == ["registry.sqlite", "registry.sqlite.lock"]


def test_kills_at_moments_of_chance_leave_the_old_list_or_the_new_one(file: Path) -> None:
    load(file, [of(OLD, "there", f"NCT{at:08}") for at in range(1, 301)])
    for wait in (0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08):
        with loading(file) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(wait)
            process.kill()
        left = set(titles(file, *(f"NCT{at:08}" for at in range(1, 301))))
        assert left in ({"there"}, {"comes"})


def test_a_process_that_is_not_killed_leaves_the_new_list(file: Path) -> None:
    load(file, [of(OLD, "there", f"NCT{at:08}") for at in range(1, 301)])
    with loading(file) as process:
        process.communicate()
    assert set(titles(file, *(f"NCT{at:08}" for at in range(1, 301)))) == {"comes"}


def test_a_lock_of_a_process_that_was_killed_is_free(file: Path) -> None:
    load(file, [of(OLD, "there")])
    with loading(file) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(TrialsRefused, match="Another load"):
            load(file, [of(NEW, "comes")])
        process.kill()
    with (file.parent / "registry.sqlite.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
