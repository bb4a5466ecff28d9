"""Records as somebody saved them, and what is found of them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from decision_aid.core.record import TrialRecord
from decision_aid.registry import intake, refresh, stream
from decision_aid.registry.skipped import Skipped
from tests.registry.studies import TODAY, study

NUMBERS = ["NCT00000001", "NCT00000002", "NCT00000003"]
THREE = [study(number) for number in NUMBERS]
LARGE = stream.MOST_OF_ONE + 1


def found(path: Path) -> list[TrialRecord | Skipped]:
    return list(intake.found(path, "file", TODAY))


def numbers(path: Path) -> list[str]:
    """Return the numbers of all records there; nothing may be skipped."""
    records = found(path)
    assert [each for each in records if isinstance(each, Skipped)] == []
    return [each.number for each in records if isinstance(each, TrialRecord)]


def skipped(path: Path) -> list[str]:
    return [each.sentence for each in found(path) if isinstance(each, Skipped)]


def taken(path: Path) -> list[str]:
    return [each.number for each in found(path) if isinstance(each, TrialRecord)]


def dumped(data: Any) -> bytes:
    return json.dumps(data).encode()


def padded(text: bytes) -> bytes:
    """Return the same in a file that is too large to be read at once."""
    return text + (b" " * 1_023 + b"\n") * (LARGE // 1_024 + 1)


def carried(studies: list[Any]) -> bytes:
    """Return what `registry refresh --output` writes of these studies."""
    writing = io.StringIO()
    refresh.write(writing, TODAY, studies)
    return writing.getvalue().encode()


def huge() -> dict[str, Any]:
    """Return a study with more bytes than a record may have, of many pieces as with results."""
    return {**study("NCT00000009"), "resultsSection": [{"title": "x" * 1_000, "value": None}] * 10_000}


def zipped(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file
