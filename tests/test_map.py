"""`map` as somebody types it: a picture or words, into a file or to the screen."""

from __future__ import annotations

from pathlib import Path

from decision_aid import assets, chart
from decision_aid.loader import load
from tests.house.checkout import ROOT
from tests.test_cli import SMALLEST, refused, run

CLINIC = ROOT / "examples" / "local" / "clinic.yaml"


def test_without_a_file_it_is_written_to_the_screen(tmp_path: Path) -> None:
    done = run("map", str(SMALLEST), state=tmp_path)
    assert (done.returncode, done.stdout) == (0, chart.svg(load(SMALLEST).questionnaire))


def test_the_ending_of_its_name_says_picture_or_words(tmp_path: Path) -> None:
    for name in ("a.svg", "a.md"):
        assert run("map", str(SMALLEST), "--output", name, state=tmp_path).returncode == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert "](a.svg)" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    assert "End its name in .svg or .md" in refused(run("map", "--output", "a.png", state=tmp_path))
    assert not (tmp_path / "a.png").exists()


def test_a_clinics_own_part_stands_on_it(tmp_path: Path) -> None:
    done = run("map", "--local", str(CLINIC), state=tmp_path)
    assert "At our clinic" in done.stdout
    assert done.stdout == chart.svg(load(assets.questions(), CLINIC).questionnaire)


def test_the_clinics_own_file_of_the_setting_is_taken_for_the_forms_own_questionnaire(tmp_path: Path) -> None:
    assert "At our clinic" in run("map", state=tmp_path, local=str(CLINIC)).stdout
    assert "At our clinic" not in run("map", str(SMALLEST), state=tmp_path, local=str(CLINIC)).stdout
