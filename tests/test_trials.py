"""`registry` as somebody types it: records loaded, shown and looked at, and each refusal in one sentence."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.registry.studies import FILE, of_day, put, study
from tests.test_cli import refused, run, said

NO_LIST = "There is no list of trial records. To load one: decision-aid registry import FILE."


def typed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("registry", *arguments, state=folder)


def saved(folder: Path, *studies: object) -> str:
    file = folder / "trials.json"
    file.write_text(json.dumps(studies))
    return str(file)


def test_records_are_loaded_and_told(tmp_path: Path) -> None:
    assert said(typed(tmp_path, "import", str(FILE))) == [
        "New: 26. In place of older ones: 0. Older than those here: 0.",
        "The list has 26 records, dated 2022-03-09 to 2022-10-10. A form that runs has it from now on.",
    ]
    assert said(typed(tmp_path, "import", str(FILE)))[0].startswith("New: 0. In place of older ones: 26.")


def test_what_was_skipped_is_named_and_the_rest_is_counted(tmp_path: Path) -> None:
    bad = study("NCT00000009")
    put(bad, "hasResults", "yes")
    lines = said(typed(tmp_path, "import", saved(tmp_path, of_day("NCT00000001", "2026-01-01"), *[bad] * 25)))
    told = "NCT00000009: hasResults must be true or false."
    assert lines[1] == "Skipped: 25."
    assert lines[2:22] == [f"  {tmp_path}/trials.json, record {at}: {told}" for at in range(2, 22)]
    assert lines[22] == "  And 5 more. To have all of them named: --all-skipped"


def test_all_that_was_skipped_is_named_where_that_is_asked_for(tmp_path: Path) -> None:
    bad = study("NCT00000009")
    put(bad, "hasResults", "yes")
    file = saved(tmp_path, of_day("NCT00000001", "2026-01-01"), *[bad] * 25)
    named = [f"Skipped: {file}, record {at}: NCT00000009: hasResults must be true or false." for at in range(2, 27)]
    lines = said(typed(tmp_path, "import", file, "--all-skipped"))
    assert lines[:25] == named
    assert [line.partition(".")[0] for line in lines[25:]] == [
        "New: 1",
        "Skipped: 25",
        "The list has 1 record, dated 2026-01-01",
    ]
    done = typed(tmp_path, "import", file, "--all-skipped", "--replace")
    assert done.returncode == 1
    assert done.stdout.splitlines() == named
    assert done.stderr.startswith("25 records would be skipped and only 1 taken, so the list stays as it was:")


def test_a_file_that_breaks_off_ends_with_1_and_says_what_was_taken(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(of_day("NCT00000001", "2026-01-01")))
    (folder / "b.json").write_text('{"protocolSection": {')
    done = typed(tmp_path, "import", str(folder))
    assert done.returncode == 1
    assert "New: 1." in done.stdout
    assert "  b.json is no whole JSON after record 0: it is damaged or was cut short." in done.stdout


def test_the_sample_is_loaded_by_name_alone_and_gives_way(tmp_path: Path) -> None:
    assert NO_LIST in typed(tmp_path, "status").stdout
    assert "New: 26." in typed(tmp_path, "import", "--sample").stdout
    assert "This is the sample" in typed(tmp_path, "status").stdout
    lines = said(typed(tmp_path, "import", saved(tmp_path, of_day("NCT00000001", "2026-01-01"))))
    assert lines[-1].startswith("The list has 1 record, dated 2026-01-01.")
    assert "holds real records (1)" in refused(typed(tmp_path, "import", "--sample"))


@pytest.mark.parametrize("number", ["NCT03280056", "nct 0328-0056", "https://clinicaltrials.gov/study/NCT03280056?a=b"])
def test_a_record_is_shown_however_its_number_is_written(tmp_path: Path, number: str) -> None:
    typed(tmp_path, "import", "--sample")
    lines = said(typed(tmp_path, "show", number))
    assert lines[:3] == [
        "NCT03280056",
        "Safety and Efficacy of Repeated Administrations of NurOwn® in ALS Patients",
        "As of 2022-10-10 (from the sample of this program, obtained on 2022-10-18)",
    ]
    assert "Status:         COMPLETED" in lines
    assert lines[-3:] == [
        "Anyone who runs a study may list it: a listing is not an approval.",
        "The record as it is today: https://clinicaltrials.gov/study/NCT03280056",
        "Source: ClinicalTrials.gov, U.S. National Library of Medicine",
    ]


def test_a_day_that_the_registry_does_not_give_is_called_unknown(tmp_path: Path) -> None:
    typed(tmp_path, "import", "--sample")
    assert said(typed(tmp_path, "show", "NCT04745299"))[2] == (
        "As of 2022-10-18 (from the sample of this program, obtained on 2022-10-18, and the registry's own date is not "
        "stated)"
    )


def test_records_of_a_day_not_known_are_told_as_such(tmp_path: Path) -> None:
    unknown = "The list has 1 record. Its date is not known."
    assert said(typed(tmp_path, "import", saved(tmp_path, of_day("NCT00000001", ""))))[1].startswith(unknown)
    shown = said(typed(tmp_path, "show", "NCT00000001"))[2]
    assert shown.startswith("Of a day not known (from a file, loaded on 2")
    lines = said(typed(tmp_path, "status"))
    assert lines[0] == unknown
    assert lines[1].startswith("No record has a known date: each may be over a year old. The file has ")
    typed(tmp_path, "import", saved(tmp_path, of_day("NCT00000002", "2026-01-01")))
    assert said(typed(tmp_path, "status"))[0] == "The list has 2 records, 1 of them dated 2026-01-01."


def test_what_is_not_in_the_list_proves_nothing(tmp_path: Path) -> None:
    assert (
        refused(typed(tmp_path, "show", "NCT00000001"))
        == f"Not in the list: NCT00000001. {NO_LIST} That proves nothing."
    )
    typed(tmp_path, "import", "--sample")
    assert refused(typed(tmp_path, "show", "NCT03280056", "NCT00000001")) == (
        "Not in the list: NCT00000001. The list has 26 records, dated 2022-10-10. That proves nothing."
    )


def test_what_is_no_number_is_refused(tmp_path: Path) -> None:
    said_ = refused(typed(tmp_path, "show", "hello\x1b[31m"))
    assert said_ == "hello[31m is no number of a study: write it like NCT01234567."


def test_the_list_is_told_by_status_and_age(tmp_path: Path) -> None:
    typed(tmp_path, "import", str(FILE))
    lines = said(typed(tmp_path, "status"))
    assert lines[0] == "The list has 26 records, dated 2022-03-09 to 2022-10-10."
    assert lines[1].startswith("The newest record is ")
    assert "  COMPLETED: 13" in lines
    assert lines[-1] == "The registry is asked as well: no."


@pytest.mark.parametrize(
    "action", [("status",), ("show", "NCT03280056"), ("import", str(FILE)), ("import", "--sample")]
)
def test_a_damaged_list_is_one_sentence_with_the_mend(tmp_path: Path, action: tuple[str, ...]) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "registry.sqlite").write_bytes(b"this is somebody's shopping list" * 300)
    assert refused(typed(tmp_path, *action)) == (
        f"{tmp_path}/var/registry.sqlite is damaged, or no list of trial records: load the records anew with "
        "decision-aid registry import FILE --replace."
    )


def test_replace_begins_anew_over_a_damaged_list(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "registry.sqlite").write_bytes(b"this is somebody's shopping list" * 300)
    assert "New: 26." in typed(tmp_path, "import", str(FILE), "--replace").stdout


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert refused(typed(tmp_path, "import", "nowhere.json")) == (
        "nowhere.json cannot be read (No such file or directory): name a file or folder of records."
    )


@pytest.mark.parametrize("action", [(), ("dance",), ("import",), ("import", "x", "--sample"), ("show",)])
def test_a_wrong_call_ends_with_2(tmp_path: Path, action: tuple[str, ...]) -> None:
    done = typed(tmp_path, *action)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_settings_may_be_named_behind_an_action(tmp_path: Path) -> None:
    (tmp_path / "form.env").write_text(f"DECISION_AID_STATE={tmp_path}/elsewhere\n")
    done = run("registry", "import", "--sample", "--settings", str(tmp_path / "form.env"), state=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "var" / "registry.sqlite").exists()  # the environment comes first
