"""The options side by side: one cell for every option in every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan
from decision_aid.core.schema.evidence import Row


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through cells that are missing, double or of no option."""
    options = [option.id for option in plan.questionnaire.option_grid.options]
    for at, row in enumerate(plan.questionnaire.option_grid.rows):
        yield from _row(row, ("option_grid", "rows", at), options)


def _row(row: Row, path: Path, options: list[str]) -> Iterator[Fault]:
    count = Counter(cell.option for cell in row.cells)
    for option in dict.fromkeys(options):
        if count[option] != 1:
            wrong = "has no cell for" if count[option] == 0 else "has more than one cell for"
            yield Fault(path, row.id, f"{wrong} the option {option}. Write exactly one.", (option,))
    for at, cell in enumerate(row.cells):
        if cell.option not in options:
            sentence = f"has a cell for {cell.option}, which is no option. Use one of: {', '.join(options)}."
            yield Fault((*path, "cells", at, "option"), row.id, sentence, (cell.option,))
