"""The run about trial records with a few of them: every row is there; no time is asserted."""

import json
from pathlib import Path

import pytest

from decision_aid.bench import studies, trials
from decision_aid.bench.table import Row
from decision_aid.bench.trials import QUICK, run
from decision_aid.registry import refresh
from decision_aid.registry.study import record_of
from tests.registry.studies import TODAY

ROWS = {
    "load an answer of the API": ("s CPU", 60),
    "load an answer of the API, memory at most": ("MB", 300),
    "load a file of `refresh --output`": ("s CPU", 60),
    "load a file of `refresh --output`, memory at most": ("MB", 300),
    "load lines": ("s CPU", 60),
    "load lines, memory at most": ("MB", 300),
    "load a zip of single files": ("s CPU", 60),
    "load a zip of single files, memory at most": ("MB", 300),
    "look a number up, half of all": ("ms CPU", 20),
    "look a number up, the slowest": ("ms CPU", 20),
    "search, a rare word": ("ms CPU", 200),
    "search, common words": ("ms CPU", 200),
    "search, one word that most have": ("ms CPU", 200),
}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(run(QUICK))


def test_every_promised_thing_is_measured_against_its_target(rows: list[Row]) -> None:
    assert {row.what: (row.unit, row.target) for row in rows} == ROWS
    assert len(rows) == len(ROWS)


def test_everything_measured_is_more_than_nothing(rows: list[Row]) -> None:
    assert [row.what for row in rows if not row.value or row.value < 0] == []


def test_a_number_is_looked_up_in_all_records(rows: list[Row]) -> None:
    assert [row.more for row in rows if row.what == "look a number up, half of all"] == ["200 records"]


def test_a_rare_word_is_in_very_few_records(rows: list[Row]) -> None:
    (hits,) = (row.more.removesuffix(" hits") for row in rows if row.what == "search, a rare word")
    assert 1 <= int(hits) <= QUICK.records / 100


def test_the_studies_are_the_same_each_time_and_of_a_usual_size() -> None:
    made = [record_of(study, "file", TODAY) for study in studies.studies(20)]
    assert made == [record_of(study, "file", TODAY) for study in studies.studies(20)]
    assert made[-1].number == studies.number(20)


def test_the_file_to_carry_is_laid_out_as_the_program_does_it(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    studies.as_carried(studies.studies(3), ours)
    with theirs.open("w") as writing:
        refresh.write(writing, TODAY, studies.studies(3))
    (head, *lines), (as_head, *as_lines) = (file.read_text().splitlines() for file in (ours, theirs))
    assert lines == as_lines
    assert json.loads(head + "]}").keys() == json.loads(as_head + "]}").keys()


def test_a_load_that_leaves_records_out_is_no_measurement(tmp_path: Path) -> None:
    counts, state = trials.Counts(records=4), tmp_path / "state"
    studies.as_lines(studies.studies(3), tmp_path / "lines.jsonl")
    with pytest.raises(RuntimeError, match=r"the load of lines took 3 of 4 records"):
        list(trials.load("lines", tmp_path / "lines.jsonl", state, counts))
