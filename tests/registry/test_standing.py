"""How a list stands, and what the doctor says of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import Holding, Provenance, TrialRecord
from decision_aid.registry import sample
from decision_aid.registry.loading import load
from decision_aid.registry.standing import Standing, remarks, standing
from decision_aid.remarks import Remark, careful, ok, wrong
from tests.registry.fakes import record

DAY = date(2026, 9, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "registry.sqlite"


def of(number: int, status: str = "RECRUITING") -> TrialRecord:
    return record(number=f"NCT{number:08}", status=status, provenance=Provenance(via="file", obtained=DAY, data=DAY))


def said(file: Path, days: int = 0) -> list[Remark]:
    return list(remarks(file, DAY + timedelta(days=days)))


def test_records_are_counted_by_status_the_most_first(file: Path) -> None:
    load(file, [of(1), of(2, "COMPLETED"), of(3, "COMPLETED"), of(4, "")])
    found = standing(file)
    assert found == Standing(Holding(4, DAY, DAY), {"COMPLETED": 2, "": 1, "RECRUITING": 1}, file.stat().st_size)
    assert list(found.statuses) == ["COMPLETED", "", "RECRUITING"]
    assert found.days_old(DAY + timedelta(days=40)) == (40, 40)


def test_no_list_has_no_standing(file: Path) -> None:
    assert standing(file) is None
    assert said(file) == [
        ok(
            "There is no list of trial records, so no trial can be looked up. To load one: "
            "decision-aid registry import FILE."
        )
    ]


@pytest.mark.parametrize(("days", "old"), [(0, False), (90, False), (91, True), (1_000, True)])
def test_the_doctor_is_careful_about_a_list_that_is_older_than_90_days(file: Path, days: int, *, old: bool) -> None:
    load(file, [of(1)])
    has = "Trial records in the list: 1, the newest as of 2026-09-01"
    expected = (
        careful(f"{has}, {days:,} days ago: load newer records (docs/registry.md says how).") if old else ok(f"{has}.")
    )
    assert said(file, days) == [expected]


def test_one_fresh_record_does_not_hide_that_others_are_old(file: Path) -> None:
    old = record(number="NCT00000002", provenance=Provenance(via="file", obtained=DAY, data=date(2022, 3, 9)))
    load(file, [of(1), old])
    assert said(file) == [
        careful(
            "Trial records in the list: 2, the newest as of 2026-09-01, but the oldest as of 2022-03-09, 1,637 days "
            "ago: load newer records (docs/registry.md says how)."
        )
    ]


def test_one_fresh_record_does_not_hide_that_the_day_of_others_is_not_known(file: Path) -> None:
    undated = record(number="NCT00000002", provenance=Provenance(via="file", obtained=DAY))
    mend = "load newer records (docs/registry.md says how)."
    load(file, [undated])
    assert said(file) == [careful(f"Trial records in the list: 1, none with a known date: {mend}")]
    load(file, [of(1)])
    has = "Trial records in the list: 2, 1 of them with a known date, the newest as of 2026-09-01"
    assert said(file) == [careful(f"{has}: {mend}")]
    assert said(file, 91) == [careful(f"{has}, 91 days ago: {mend}")]


def test_the_doctor_is_careful_about_the_sample(file: Path) -> None:
    load(file, sample.found(), sample=True)
    assert said(file) == [
        careful(
            "The trial records are the sample, as of 2022-10-10: load real ones (decision-aid registry import FILE) "
            "instead."
        )
    ]


@pytest.mark.parametrize("at", [0.0, 0.5, 0.9])
def test_a_damaged_list_is_told_with_the_mend(file: Path, at: float) -> None:
    load(file, [of(number) for number in range(1, 200)])
    whole = file.read_bytes()
    begin = int(len(whole) * at)
    file.write_bytes(whole[:begin] + b"\xff" * 8_192 + whole[begin + 8_192 :])
    mend = "load the records anew with decision-aid registry import FILE --replace."
    sentence = f"{file} is damaged, or no list of trial records: {mend}"
    with pytest.raises(TrialsRefused) as refused:
        standing(file)
    assert str(refused.value) == sentence
    assert said(file) == [wrong(f"{sentence} Until then the form looks nothing up.")]


def test_a_list_of_a_newer_release_is_told_with_the_mend(file: Path) -> None:
    load(file, [of(1)])
    made = bytearray(file.read_bytes())
    made[60:64] = (99).to_bytes(4, "big")  # user_version, by SQLite's file format
    file.write_bytes(made)
    (remark,) = said(file)
    assert remark.sentence.startswith(f"{file} was made by a newer release of this program: update this one, or load")
