"""`check` as somebody types it: what it prints where, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.settings import Settings
from tests.test_cli import COMMAND, SMALLEST, environment, run

PAID = "{question: offer_kind, is: [paid_clinic]}"
# told as well to whoever left the kind out, and with a source in which somebody looked for a date
TOLD = {
    f"when: {PAID}": f"when: {{any: [{PAID}, {{not: {{known: offer_kind}}}}]}}",
    "date: not reported": "date: not reported\n    gives_no_date: true",
}
NEVER = "{all: [{question: who, is: [self]}, {question: who, is: [family]}]}"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """Return a copy of the small questionnaire of which nothing is told but notes."""
    return written(
        tmp_path, {"        when: {any: [{question: length": "        # when: {any: [{question: length", **TOLD}
    )


def written(folder: Path, changes: dict[str, str]) -> Path:
    """Write the small questionnaire, published today, with these changes."""
    today = bootstrap.now().date()
    text = SMALLEST.read_text(encoding="utf-8").replace("published: 2026-11-23", f"published: {today}")
    text = text.replace("review_by: 2027-11-22", f"review_by: {today + timedelta(days=200)}")
    text = text.replace("topic: checks", "topic: money", 1)  # or it would be told as one that nobody uses
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def never(tmp_path: Path) -> Path:
    """Return a questionnaire with a note that nobody is told."""
    return written(tmp_path, {"when: {question: offer_kind, is: [paid_clinic]}": f"when: {NEVER}"})


def line_of_never(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return 1 + next(at for at, line in enumerate(lines) if NEVER in line)


def test_notes_alone_end_with_0_even_when_strict(clean: Path, tmp_path: Path) -> None:
    done = run("check", "--strict", str(clean), state=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "0 errors, 0 warnings, 1 note."


def test_a_warning_ends_with_0_and_with_1_when_strict(tmp_path: Path) -> None:
    assert run("check", str(SMALLEST), state=tmp_path).returncode == 0
    done = run("check", "--strict", str(SMALLEST), state=tmp_path)
    assert done.returncode == 1
    assert f"{SMALLEST}:165: W101 condition-always-true: page choice: " in done.stdout
    assert done.stderr == ""


def test_an_error_of_a_condition_goes_to_standard_error(never: Path, tmp_path: Path) -> None:
    done = run("check", str(never), state=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{never}:{line_of_never(never)}: E101 condition-never-true: note lockout: ")
    assert "W101" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 error, 3 warnings, 1 note."


def test_the_form_does_not_start_with_an_error_of_a_condition(never: Path, tmp_path: Path) -> None:
    done = run("serve", "--port", "0", state=tmp_path, questions=str(never))
    assert done.returncode == 78
    begins = f"{never}:{line_of_never(never)}: E101 condition-never-true: note lockout: its condition can never hold"
    assert done.stderr.startswith(begins)
    with pytest.raises(QuestionnaireInvalid):
        bootstrap.reading_in(Settings(questions=never))


def test_the_form_starts_with_a_warning() -> None:
    assert bootstrap.reading_in(Settings(questions=SMALLEST)).questionnaire.id == "smallest"


def test_json_holds_errors_and_warnings_in_one_piece(never: Path, tmp_path: Path) -> None:
    done = run("check", "--format", "json", str(never), state=tmp_path)
    assert done.returncode == 1
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert {"E101", "W101"} <= {found["code"] for found in told["findings"]}


def test_json_holds_what_there_is_and_the_grade_of_every_screen(clean: Path, tmp_path: Path) -> None:
    told = json.loads(run("check", "--format", "json", str(clean), state=tmp_path).stdout)
    assert told["inventory"]["Parts"] == "2"
    assert told["grades"]["worst"] == max(one["grade"] for one in told["grades"]["screens"])
    assert [one["screen"] for one in told["grades"]["screens"]][-3:] == ["options", "about", "summary"]


def test_a_file_that_cannot_be_read_is_told_as_json_too(tmp_path: Path) -> None:
    done = run("check", "--format", "json", "nowhere.yaml", state=tmp_path)
    assert done.returncode == 1
    assert [found["code"] for found in json.loads(done.stdout)["findings"]] == ["E001"]


def test_sarif_names_the_program_and_the_finding(never: Path, tmp_path: Path) -> None:
    (sarif,) = json.loads(run("check", "--format", "sarif", str(never), state=tmp_path).stdout)["runs"]
    assert sarif["tool"]["driver"]["name"] == "decision-aid"
    assert "E101" in {result["ruleId"] for result in sarif["results"]}


def test_what_cannot_be_told_to_other_programs(tmp_path: Path) -> None:
    unsayable = tmp_path / "unsayable.yaml"
    text = (
        SMALLEST.read_text(encoding="utf-8").replace("due: due", "due: stars").replace("- id: due\n", "- id: stars\n")
    )
    unsayable.write_text(text, encoding="utf-8")
    done = run("check", str(unsayable), state=tmp_path)
    assert done.returncode == 1
    assert "E042 exchange-impossible: FHIR R4 cannot say this" in done.stderr
    assert "stars: this link id is used 2 times" in done.stderr
    line = 1 + next(at for at, each in enumerate(text.splitlines()) if each.endswith("- id: stars"))
    assert f"unsayable.yaml:{line}: E042" in done.stderr
    starting = run("serve", "--port", "0", state=tmp_path, questions=str(unsayable))
    assert f"unsayable.yaml:{line}: E042 exchange-impossible: " in starting.stderr


@pytest.mark.parametrize(("command", "code"), [("check", 1), ("serve", 78)])
def test_a_clinics_own_file_that_is_not_there_is_told_by_its_name(command: str, code: int, tmp_path: Path) -> None:
    done = run(command, state=tmp_path, local="nowhere.yaml", questions=str(SMALLEST))
    assert done.returncode == code
    assert done.stderr == "nowhere.yaml: E001 file-unreadable: there is no such file. Correct the path.\n"


def test_over_a_file_that_is_named_only_a_clinics_own_file_that_is_named_is_laid(tmp_path: Path) -> None:
    assert run("check", str(SMALLEST), state=tmp_path, local="nowhere.yaml").returncode == 0
    assert "nowhere.yaml: E001" in run("check", str(SMALLEST), "--local", "nowhere.yaml", state=tmp_path).stderr


def test_what_a_clinic_changed_is_counted(tmp_path: Path) -> None:
    own = tmp_path / "clinic.yaml"
    own.write_text(
        'questionnaire: smallest\nversion: "2026.1"\nreword: {who: {hint: "Ask first."}}\n', encoding="utf-8"
    )
    done = run("check", str(SMALLEST), "--local", str(own), state=tmp_path)
    assert "questions reworded 1, left out 0, added 0 (its file 2026.1)" in done.stdout


def test_watching_and_another_format_do_not_go_together(tmp_path: Path) -> None:
    done = run("check", "--watch", "--format", "json", str(SMALLEST), state=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@contextmanager
def watching(path: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    # where these tests run in the background of a shell, Ctrl-C is passed over by whatever they start, but for this
    command = ["env", "--default-signal=INT", *COMMAND, "check", "--watch", str(path)]
    surroundings = environment(folder, {}) | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings, cwd=folder) as process:
        try:
            yield process
        finally:
            process.kill()


def until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return line
    pytest.fail(f"never said: {words}")


def test_watching_sees_a_save_by_rename_and_ends_at_an_interrupt(clean: Path, tmp_path: Path) -> None:
    good = clean.read_text(encoding="utf-8")
    with watching(clean, tmp_path) as process:
        assert "can use" in until(process, "Ctrl-C")
        half = tmp_path / "half.yaml"
        half.write_text(good[: len(good) // 2], encoding="utf-8")
        half.replace(clean)
        assert "Last without errors: version 2026.11, hash" in until(process, "Ctrl-C")
        clean.write_text(good, encoding="utf-8")
        assert "can use" in until(process, "Ctrl-C")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
