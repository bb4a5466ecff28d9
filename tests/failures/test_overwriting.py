"""A command that is given the wrong file to write, by a slip of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Trial
from .guide import documented

NAMED = {
    "`print-blank` with the questionnaire": "questions.yaml",
    "`print-blank` with a file that is no PDF": "notes.pdf",
}


@pytest.mark.parametrize("happened", NAMED)
def test_the_blank_form_is_written_over_no_other_file(program: Trial, tmp_path: Path, happened: str) -> None:
    file = tmp_path / NAMED[happened]
    file.write_text("the wording")
    documented(happened, program("print-blank", str(file)).refused(), example={tmp_path: "/etc/decision-aid"})
    assert file.read_text() == "the wording"
