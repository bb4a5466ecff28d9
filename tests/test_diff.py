"""`diff` as somebody types it: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from decision_aid import assets
from tests.house.checkout import ROOT
from tests.test_cli import SMALLEST, run

CLINIC = str(ROOT / "examples" / "local" / "clinic.yaml")


@pytest.fixture
def new(tmp_path: Path) -> str:
    path = tmp_path / "new.yaml"
    text = SMALLEST.read_text(encoding="utf-8")
    path.write_text(text.replace("label: Who is answering?", "label: Who answers?"), encoding="utf-8")
    return str(path)


def test_the_same_file_ends_with_0(tmp_path: Path) -> None:
    done = run("diff", str(SMALLEST), str(SMALLEST), state=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing has changed for a reader.")


def test_comments_and_layout_are_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text("# a remark\n" + SMALLEST.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("diff", str(SMALLEST), str(path), state=tmp_path).returncode == 0


def test_another_wording_ends_with_1_and_is_told_word_for_word(new: str, tmp_path: Path) -> None:
    done = run("diff", str(SMALLEST), new, state=tmp_path)
    assert done.returncode == 1
    assert "  question who, label: Who [-is answering-]{+answers+}?" in done.stdout.splitlines()
    assert "  0 questions are new, 1 has changed." in done.stdout.splitlines()


def test_another_content_under_the_same_version_is_told(new: str, tmp_path: Path) -> None:
    told = "The content differs under the same version: raise version and published."
    assert told in run("diff", str(SMALLEST), new, state=tmp_path).stdout.splitlines()
    raised = Path(new)
    raised.write_text(raised.read_text(encoding="utf-8").replace("2026.11", "2026.12", 1), encoding="utf-8")
    assert "The content differs" not in run("diff", str(SMALLEST), new, state=tmp_path).stdout


def test_a_file_that_cannot_be_used_ends_with_2_and_is_told_with_its_code(tmp_path: Path) -> None:
    done = run("diff", str(SMALLEST), "nowhere.yaml", state=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("nowhere.yaml: E001 file-unreadable: ")


def test_json_holds_both_editions_the_words_and_the_drafts(new: str, tmp_path: Path) -> None:
    done = run("diff", "--format", "json", str(SMALLEST), new, state=tmp_path)
    told = json.loads(done.stdout)
    assert (done.returncode, told["format"]) == (1, 1)
    assert told["old"]["id"] == told["new"]["id"] == "smallest"
    assert told["old"]["digest"] != told["new"]["digest"]
    (one,) = told["differences"]
    assert (one["kind"], one["name"], one["old"]) == ("reworded", "who", "Who is answering?")
    assert {"old": "is answering"} in one["words"]
    assert told["drafts"]["changed"] == ["who"]


def test_markdown_strikes_out_what_went(new: str, tmp_path: Path) -> None:
    lines = run("diff", "--format", "markdown", str(SMALLEST), new, state=tmp_path).stdout.splitlines()
    assert lines[0].startswith("# smallest 2026.11 → 2026.11")
    assert "## Reworded" in lines
    assert "- question who, label: Who ~~is answering~~**answers**?" in lines


def test_a_clinics_own_file_is_laid_over_the_side_it_is_given_for(tmp_path: Path) -> None:
    core = str(assets.questions())
    done = run("diff", core, core, "--new-local", CLINIC, state=tmp_path)
    assert done.returncode == 1
    assert "  2 questions are new, 1 has changed." in done.stdout.splitlines()
    assert "2026.11 with this clinic's own file 2026.11" in done.stdout.splitlines()[0]
    assert "The content differs" not in done.stdout
    both = run("diff", core, core, "--old-local", CLINIC, "--new-local", CLINIC, state=tmp_path)
    assert both.returncode == 0


def test_every_key_of_the_json_is_explained(new: str, tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    told = json.loads(run("diff", "--format", "json", str(SMALLEST), new, state=tmp_path).stdout)
    keys = {*told, *told["old"], *told["differences"][0], *told["drafts"]}
    assert sorted(key for key in keys if f"`{key}`" not in guide) == []
