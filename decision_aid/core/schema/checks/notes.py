"""A note gives way only to one that itself gives way to none: one of the two is always said."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through notes that give way to what is not there, or gives way itself."""
    notes = plan.questionnaire.notes
    standing = {note.id for note in notes if note.unless is None}
    for at, note in enumerate(notes):
        if note.unless is not None and note.unless not in standing:
            sentence = f"there is no note {note.unless} that gives way to none. Correct the name, or take unless away."
            yield Fault(("notes", at, "unless"), note.id, sentence, (note.unless,))
