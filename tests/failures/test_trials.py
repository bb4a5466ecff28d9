"""The list of trial records damaged, foreign, closed or without room, and files that are not what they should be."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_aid.registry.stream import MOST_OF_ONE
from tests.registry.studies import FILE, of_day
from tests.test_cli import SMALLEST

from .conftest import ANOTHER, Trial
from .guide import documented

PLACE = "/var/lib/decision-aid"


@pytest.fixture
def listed(state: Path, program: Trial) -> Path:
    """The state folder of a form with a list of trial records."""
    assert program("registry", "import", str(FILE), state=str(state)).code == 0
    return state


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trials.json"


def told(trial: Trial, state: Path, happened: str, *arguments: str) -> None:
    """Fail unless the command is refused with what the guide says of it."""
    said = trial("registry", *arguments, state=str(state)).refused()
    documented(happened, said, example={state: PLACE, state.parent: "/srv"})


def test_a_damaged_list_is_told_by_the_doctor(listed: Path, program: Trial) -> None:
    (listed / "registry.sqlite").write_bytes(b"this is somebody's shopping list" * 300)
    wrong = program("doctor", state=str(listed), questions=str(SMALLEST)).wrong()
    happened = "the list of trial records is damaged, or another program's: `doctor`"
    documented(happened, *wrong, example={listed: PLACE})


def test_a_list_of_a_newer_release_is_told(listed: Path, program: Trial) -> None:
    made = bytearray((listed / "registry.sqlite").read_bytes())
    made[60:64] = (99).to_bytes(4, "big")  # user_version, by SQLite's file format
    (listed / "registry.sqlite").write_bytes(made)
    told(program, listed, "the list of trial records is a newer release's", "status")


def test_a_list_of_another_user_is_told(listed: Path, ordinary: Trial) -> None:
    os.chown(listed / "registry.sqlite", ANOTHER, ANOTHER)
    told(ordinary, listed, "the list of trial records is another user's", "status")


def test_a_folder_that_may_not_be_written_is_told(state: Path, ordinary: Trial) -> None:
    state.chmod(0o500)
    told(ordinary, state, "a load into a folder that this user may not write", "import", str(FILE))


@pytest.fixture
def small(state: Path) -> Iterator[Path]:
    """A state folder on a disk of its own, with room for little."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mounting = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "none", str(state)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount anything")
    try:
        yield state
    finally:
        subprocess.run(["umount", "--lazy", str(state)], check=True)


def test_a_full_disk_leaves_the_old_list(small: Path, program: Trial, file: Path) -> None:
    file.write_text(json.dumps(of_day("NCT00000001", "2026-01-01")))
    assert program("registry", "import", str(file), state=str(small)).code == 0
    file.write_text(json.dumps([of_day(f"NCT{at:08}", "2026-01-01") for at in range(2, 2_000)]))
    told(program, small, "a load to a disk that is full", "import", str(file))
    assert program("registry", "show", "NCT00000001", state=str(small)).code == 0
    assert sorted(each.name for each in small.iterdir()) == ["registry.sqlite", "registry.sqlite.lock"]


def test_a_load_while_another_is_at_work_is_told(listed: Path, program: Trial) -> None:
    with (listed / "registry.sqlite.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told(program, listed, "a load while another is at work", "import", str(FILE))


def test_a_file_that_is_not_there_is_told(state: Path, program: Trial, file: Path) -> None:
    told(program, state, "a load of a file that is not there", "import", str(file))


def test_a_web_page_is_told(state: Path, program: Trial, file: Path) -> None:
    file.write_text("<!doctype html><title>ClinicalTrials.gov</title>")
    told(program, state, "a load of a web page", "import", str(file))


def test_a_damaged_record_is_told(state: Path, program: Trial, file: Path) -> None:
    file.write_text(f"[{json.dumps(of_day('NCT00000001', '2026-01-01'))[:-1]},}}]")
    happened = "a load of a damaged record alone; of several, a damaged one is named so, and the others are taken"
    told(program, state, happened, "import", str(file))


def test_records_of_the_old_api_are_told(state: Path, program: Trial, file: Path) -> None:
    file.write_text(json.dumps({"FullStudiesResponse": {"FullStudies": []}}))
    told(program, state, "a load of records of the registry's old API", "import", str(file))


def test_a_file_that_is_cut_short_replaces_nothing(listed: Path, program: Trial, file: Path) -> None:
    two = [of_day(f"NCT{at:08}", "2026-01-01") for at in (1, 2)]
    file.write_text(json.dumps(two)[:-1] + "," + " " * MOST_OF_ONE)
    told(program, listed, "`--replace` with a file that is cut short", "import", str(file), "--replace")
    assert program("registry", "show", "NCT03280056", state=str(listed)).code == 0


def test_lines_that_are_cut_short_replace_nothing(listed: Path, program: Trial, file: Path) -> None:
    lines = "\n".join(json.dumps(of_day(f"NCT{at:08}", "2026-01-01")) for at in (1, 2, 3))
    file.write_text(lines[:-40])
    told(program, listed, "`--replace` with lines of which the last breaks off", "import", str(file), "--replace")
    assert program("registry", "show", "NCT03280056", state=str(listed)).code == 0


def test_a_file_of_which_most_is_skipped_replaces_nothing(listed: Path, program: Trial, file: Path) -> None:
    bad = [{**of_day(f"NCT{at:08}", "2026-01-01"), "hasResults": "yes"} for at in (2, 3)]
    file.write_text(json.dumps([of_day("NCT00000001", "2026-01-01"), *bad]))
    told(program, listed, "`--replace` with a file of which most is skipped", "import", str(file), "--replace")
    assert program("registry", "show", "NCT03280056", state=str(listed)).code == 0


def test_a_file_that_is_one_huge_record_is_told(state: Path, program: Trial, file: Path) -> None:
    made = {**of_day("NCT00000001", "2026-01-01"), "resultsSection": ["x" * 1_000] * (MOST_OF_ONE // 1_000)}
    file.write_text(json.dumps(made))
    told(program, state, "a load of a record that is too large", "import", str(file))


def test_the_sample_never_comes_to_real_records(listed: Path, program: Trial) -> None:
    told(program, listed, "the sample where there are real records", "import", "--sample")
