"""Studies as the registry's API gives them: 26 real ones, and one to be damaged."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("data") / "als_trials_v2.json"
STUDIES: tuple[dict[str, Any], ...] = tuple(json.loads(FILE.read_text("utf-8")))
TODAY = date(2026, 11, 30)


def study(number: str = "NCT01234567") -> dict[str, Any]:
    """Return a study with this number."""
    made = copy.deepcopy(STUDIES[0])
    put(made, "protocolSection.identificationModule.nctId", number)
    return made


def put(made: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path of keys with dots between them."""
    *steps, last = path.split(".")
    for step in steps:
        made = made.setdefault(step, {})
    made[last] = value


def of_day(number: str, data: str, title: str = "A study") -> dict[str, Any]:
    """Return a small study of this data day, "" for none."""
    return {
        "protocolSection": {"identificationModule": {"nctId": number, "briefTitle": title}},
        "derivedSection": {"miscInfoModule": {"versionHolder": data or None}},
    }
