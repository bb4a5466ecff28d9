"""`print-blank`: the questions on paper, in a file that nothing is lost for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import SMALLEST, refused, run

BLANK = b"%PDF-1.7 of last year"


def test_print_blank_writes_a_pdf(tmp_path: Path) -> None:
    done = run("print-blank", "blank.pdf", "--paper", "a4", state=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "blank.pdf").read_bytes().startswith(b"%PDF")


def test_print_blank_writes_over_the_blank_form_of_before(tmp_path: Path) -> None:
    (tmp_path / "BLANK.PDF").write_bytes(BLANK)
    assert run("print-blank", "BLANK.PDF", state=tmp_path, questions=str(SMALLEST)).returncode == 0
    assert (tmp_path / "BLANK.PDF").read_bytes() != BLANK


def test_print_blank_says_where_it_cannot_write(tmp_path: Path) -> None:
    assert "no/such/blank.pdf" in refused(run("print-blank", "no/such/blank.pdf", state=tmp_path))


@pytest.mark.parametrize(
    ("name", "content"), [("questions.yaml", "id: mine"), ("notes.pdf", "my notes"), ("empty.pdf", "")]
)
def test_print_blank_writes_over_nothing_else(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert name in refused(run("print-blank", name, state=tmp_path))
    assert (tmp_path / name).read_text() == content


def test_print_blank_prints_no_verdict_in_the_letterhead(tmp_path: Path) -> None:
    said = refused(run("print-blank", "blank.pdf", state=tmp_path, clinic_name="Stem cells cure ALS"))
    assert "DECISION_AID_CLINIC_NAME says “Stem cells cure ALS”, which may read as a verdict." in said
    assert not (tmp_path / "blank.pdf").exists()
