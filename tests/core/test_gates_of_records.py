"""What each gate quotes of the 26 real records, line by line as it was read.

After a change of `look_for` or `along_with` that was meant: WRITE_GOLDEN=1 .venv/bin/python -m pytest
tests/core/test_gates_of_records.py, then read what git says has changed beside the criteria of those records.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from decision_aid.core.gates import quotes
from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words
from decision_aid.registry.study import record_of
from tests.registry.studies import STUDIES, TODAY

STORED = Path(__file__).parents[1] / "registry" / "data" / "gates.txt"


def quoted(shipped: Questionnaire) -> Iterator[str]:
    assert shipped.registry
    for record in (record_of(study, "file", TODAY) for study in STUDIES):
        yield record.number
        for gate in shipped.registry.gates:
            yield from (f"  {gate.id}: {quote}" for quote in quotes(gate, record.criteria, Words()))


def test_each_gate_quotes_of_each_record_what_was_read(shipped: Questionnaire) -> None:
    now = "".join(f"{line}\n" for line in quoted(shipped))
    if os.environ.get("WRITE_GOLDEN"):
        STORED.write_text(now, encoding="utf-8")
    assert now == STORED.read_text("utf-8")
