"""The sample that is shipped: old records, to see what the form does with some. Nobody loads it but by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from decision_aid.core.record import TrialRecord
from decision_aid.registry import intake
from decision_aid.registry.skipped import Skipped

FILE: Final = Path(__file__).with_name("sample.json")


def found() -> Iterator[TrialRecord | Skipped]:
    """Go through the records of the sample, each of the day that the registry gave it."""
    about = json.loads(FILE.read_text("utf-8"))["about"]
    return intake.found(FILE, "sample", date.fromisoformat(about["obtained"]))
