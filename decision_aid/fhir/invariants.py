"""What must be true of a Questionnaire: R4's own rules, and ours."""

from __future__ import annotations

from decision_aid.fhir.model import Questionnaire


def broken(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return a sentence for every rule that is broken."""
    return ()
