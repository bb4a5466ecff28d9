"""What is found in a list: by number, and by an older one; and nothing where the list cannot be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from decision_aid.core.record import Hits, Holding, Looked, Provenance, Search
from decision_aid.registry.snapshot import SnapshotRegistry
from tests.registry import lists
from tests.registry.fakes import DAY, NUMBER, record
from tests.registry.lists import listed

NOTHING = Holding()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> SnapshotRegistry:
    return lists.real(tmp_path_factory.mktemp("list"))


def test_a_number_finds_its_record_whole(tmp_path: Path) -> None:
    kept = record(aliases=("NCT00000007",), keywords=("stem",), updated=DAY, summary="A\nB", minimum_age="18 Years")
    looked = listed(tmp_path, kept).look_up([NUMBER])[NUMBER]
    assert looked.record == kept
    assert (looked.number, looked.unreachable) == (NUMBER, False)
    assert looked.holding == Holding(1, DAY, DAY)


def test_an_older_number_finds_the_record_it_became(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(aliases=("NCT00000007",)), record(number="NCT00000008"))
    looked = registry.look_up(["NCT00000007"])["NCT00000007"]
    assert looked.record
    assert (looked.number, looked.record.number) == ("NCT00000007", NUMBER)


def test_a_number_of_its_own_comes_before_an_older_one(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(aliases=("NCT00000008",)), record(number="NCT00000008"))
    looked = registry.look_up(["NCT00000008"])["NCT00000008"]
    assert looked.record
    assert looked.record.number == "NCT00000008"


def test_a_number_that_is_not_there_finds_nothing_and_says_of_how_many(tmp_path: Path) -> None:
    found = listed(tmp_path, record()).look_up(["NCT99999999", "no number", "NCT٠١٢٣٤٥٦٧"])  # noqa: RUF001 - other digits
    assert [looked.record for looked in found.values()] == [None] * 3
    assert {looked.holding.records for looked in found.values()} == {1}


def test_no_list_is_a_list_without_records(tmp_path: Path) -> None:
    registry = SnapshotRegistry(tmp_path / "registry.sqlite")
    assert registry.holding() == NOTHING
    assert registry.look_up([NUMBER])[NUMBER].record is None
    assert registry.search(Search("als")).count == 0
    assert list(tmp_path.iterdir()) == []


def test_a_list_that_is_loaded_meanwhile_is_there_at_once(tmp_path: Path) -> None:
    registry = listed(tmp_path, record())
    assert registry.holding().records == 1
    listed(tmp_path, record(), record(number="NCT00000008"))
    assert registry.holding().records == 2
    assert registry.look_up(["NCT00000008"])["NCT00000008"].record


def test_all_that_is_found_can_be_reached_twenty_at_a_time_and_each_once(tmp_path: Path) -> None:
    registry = listed(tmp_path, *(record(number=f"NCT{number:08}") for number in range(1, 58)))
    hits = [registry.search(Search("cells", after=after)) for after in (0, 20, 40, 60)]
    assert [(len(each.records), each.left, each.count) for each in hits] == [
        (20, 37, 57),
        (20, 17, 57),
        (17, 0, 57),
        (0, 0, 57),
    ]
    assert len({found.number for each in hits for found in each.records}) == 57


def test_its_state_is_the_same_until_a_list_is_loaded(tmp_path: Path) -> None:
    nothing = SnapshotRegistry(tmp_path / "registry.sqlite").state([])
    registry = listed(tmp_path, record())
    before = registry.state([])
    registry.look_up([NUMBER])
    assert registry.state([]) == before != nothing
    listed(tmp_path, record(title="As it is now"))
    assert registry.state([]) != before


def test_the_days_of_the_list_are_those_of_its_data(tmp_path: Path) -> None:
    old, new, unknown = DAY.replace(year=2020), DAY.replace(year=2025), Provenance(via="file", obtained=DAY)
    registry = listed(
        tmp_path,
        record(number="NCT00000001", provenance=Provenance(via="file", obtained=DAY, data=old)),
        record(number="NCT00000002", provenance=Provenance(via="file", obtained=DAY, data=new)),
        record(number="NCT00000003", provenance=unknown),
    )
    assert registry.holding() == Holding(3, old, new, undated=1)


def test_records_of_a_day_not_known_are_not_of_the_day_of_loading(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(provenance=Provenance(via="file", obtained=DAY)))
    assert registry.holding() == Holding(1, undated=1)


def test_a_list_of_before_counts_its_records_of_a_day_not_known_too(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(provenance=Provenance(via="file", obtained=DAY)))
    with closing(sqlite3.connect(registry.file)) as rows:
        rows.execute("DROP INDEX undated")
        rows.execute("UPDATE holding SET oldest = ?1, newest = ?1", (str(DAY),))
        rows.commit()
    assert registry.holding() == Holding(1, undated=1)


def overwritten(file: Path, *, at: float) -> None:
    whole = bytearray(file.read_bytes())
    begin = int(len(whole) * at)
    whole[begin : begin + 8_192] = b"\xff" * len(whole[begin : begin + 8_192])
    file.write_bytes(whole)


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("PRAGMA user_version = 99")


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, body TEXT)")


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def without_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("DELETE FROM holding")
        rows.commit()


def without_sense(file: Path) -> None:
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("UPDATE holding SET oldest = 'x'")
        rows.commit()


def a_list_of_something_else(file: Path) -> None:
    file.write_bytes(b"this is somebody's shopping list" * 300)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def a_lost_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "another file": a_list_of_something_else,
    "an empty file": empty,
    "its beginning is gone": lambda file: overwritten(file, at=0),
    "half of it": lambda file: os.truncate(file, file.stat().st_size // 2),
    "a newer release's": newer,
    "another program's": foreign,
    "a pipe": a_pipe,
    "a folder": a_folder,
    "a link that leads nowhere": a_lost_link,
    "a table is empty": without_tables,
    "a day is none": without_sense,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_list_that_cannot_be_read_is_told_from_none(tmp_path: Path, real: SnapshotRegistry, damage: str) -> None:
    file = tmp_path / "registry.sqlite"
    shutil.copyfile(real.file, file)
    DAMAGES[damage](file)
    registry = SnapshotRegistry(file)
    unreadable = Holding(unreadable=True)
    assert registry.holding() == unreadable
    assert registry.look_up(["NCT03280056"])["NCT03280056"] == Looked("NCT03280056", None, unreadable)
    assert registry.search(Search("als", recruiting=False, interventional=False)) == Hits((), 0, unreadable)


def test_a_damaged_record_is_said_to_be_unreadable_and_the_others_are_there(
    tmp_path: Path, real: SnapshotRegistry
) -> None:
    file = tmp_path / "registry.sqlite"
    shutil.copyfile(real.file, file)
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("UPDATE record SET body = '{}' WHERE id = 3280056")
        rows.commit()
    damaged, whole = SnapshotRegistry(file).look_up(["NCT03280056", "NCT01051882"]).values()
    assert (damaged.record, damaged.holding.unreadable) == (None, True)
    assert whole.record
    assert not whole.holding.unreadable
    assert SnapshotRegistry(file).search(Search("nurown", recruiting=False, interventional=False)).holding.unreadable


@pytest.mark.parametrize("at", [each / 10 for each in range(1, 10)])
def test_a_page_that_is_damaged_is_never_an_error(tmp_path: Path, real: SnapshotRegistry, at: float) -> None:
    file = tmp_path / "registry.sqlite"
    shutil.copyfile(real.file, file)
    overwritten(file, at=at)
    registry = SnapshotRegistry(file)
    numbers = [
        each.number for each in real.search(Search("amyotrophic", recruiting=False, interventional=False)).records
    ]
    for number in numbers:
        assert registry.look_up([number])[number].record in (None, real.look_up([number])[number].record)
    assert registry.search(Search("amyotrophic", recruiting=False, interventional=False)).count <= 26
