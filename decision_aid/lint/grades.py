"""Texts that ask for more years of school than promised: as a whole, and screen by screen."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.lint import reading

MOST_MEAN = 6.0
MOST_WORST = 8.0
MOST_SMOG = 8.0


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through what is too hard to read."""
    found = reading.measured(questionnaire)
    whole = found.whole
    if whole.mean > MOST_MEAN:
        told = f"the mean reading grade is {whole.mean}. Bring it to {MOST_MEAN} or lower."
        yield Fault((), "", told, rule="reading-grade")
    if whole.smog > MOST_SMOG:
        yield Fault((), "", f"the SMOG grade is {whole.smog}. Bring it to {MOST_SMOG} or lower.", rule="smog-grade")
    for screen in found.screens:
        if round(screen.grade, 1) > MOST_WORST:
            told = f"page {screen.name} has reading grade {screen.grade:.1f}. Bring it to {MOST_WORST} or lower."
            yield Fault(screen.path, screen.name, told, rule="screen-hard-to-read")
