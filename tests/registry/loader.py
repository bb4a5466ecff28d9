"""Run as a program: loads 300 newer records into the list that is named, and says on the way how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from decision_aid.core.record import Provenance, TrialRecord
from decision_aid.registry.loading import load

DAY = date(2026, 1, 1)
SAID = {1: "begun", 100: "some", 299: "most", 300: "all"}


def found() -> Iterator[TrialRecord]:
    provenance = Provenance(via="file", obtained=DAY, data=DAY)
    for at in range(1, 301):
        yield TrialRecord(number=f"NCT{at:08}", title="comes", criteria="x" * 3_000, provenance=provenance)
        if at in SAID:
            sys.stdout.write(f"{SAID[at]}\n")
            sys.stdout.flush()


load(Path(sys.argv[1]), found())
