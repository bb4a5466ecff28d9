"""A path that a command is given: an empty one would be the folder in which somebody happens to stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from decision_aid.cli import main

FILE = "a.yaml"
GIVEN = [
    ("backup", ""),
    ("check", ""),
    ("check", "--local", ""),
    ("diff", "", FILE),
    ("diff", FILE, ""),
    ("diff", FILE, FILE, "--old-local", ""),
    ("diff", FILE, FILE, "--new-local", ""),
    ("export", "fhir-questionnaire", ""),
    ("init", "form.clinic.example", "--config", ""),
    ("init", "form.clinic.example", "--state", ""),
    ("map", ""),
    ("map", "--output", ""),
    ("preview", ""),
    ("print-blank", ""),
    ("purge", "--settings", ""),
    ("registry", "import", ""),
    ("registry", "refresh", "--ids", "NCT03280056", "--output", ""),
]


@pytest.mark.parametrize("given", GIVEN, ids=" ".join)
def test_an_empty_path_is_refused(
    given: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert "it is empty: name a file or folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
