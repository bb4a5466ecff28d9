"""Pages as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through pages that ask several things under no heading."""
    for visited in plan.pages:
        page = visited.page
        if len(page.questions) > 1 and page.title is None:
            yield Fault(visited.path, page.id, "has several questions but no title. Add a title.")
