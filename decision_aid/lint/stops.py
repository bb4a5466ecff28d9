"""What stops a questionnaire that loads, and refusals as findings: all of the linter that serving needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from decision_aid.core.errors import Fault, QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Path
from decision_aid.lint import cautions, conditions, judging
from decision_aid.lint.finding import Finding, finding
from decision_aid.lint.registry import RULE

Mark = Callable[[Path], tuple[str, int, int]]
_OURS: Path = ("id",)  # of which no clinic's own file has a say


def errors(questionnaire: Questionnaire, mark: Mark) -> Iterator[Fault]:
    """Go through what stops the form though the questionnaire loads; `mark` as for `linter.located`."""
    yield from conditions.errors(questionnaire)
    yield from judging.faults(questionnaire)
    yield from cautions.errors(questionnaire)
    if questionnaire.local is not None:
        yield from _claims(questionnaire, mark)


def as_weighty(fault: Fault, mark: Mark) -> Fault:
    """Return a fault with its rule: nobody but the clinic reads its own file before it is printed under our name."""
    is_ours = fault.rule == "local-claim" and mark(fault.path)[0] == mark(_OURS)[0]
    return replace(fault, rule="verdict") if is_ours else fault


def refused(invalid: QuestionnaireInvalid, file: str) -> tuple[Finding, ...]:
    """Return what keeps a file from being used as findings."""
    places = ((flaw, (flaw.file or file, flaw.line, flaw.column)) for flaw in invalid.flaws)
    return tuple(finding(RULE[flaw.rule], place, flaw.sentence) for flaw, place in places)


def _claims(questionnaire: Questionnaire, mark: Mark) -> Iterator[Fault]:
    from decision_aid.lint import balance  # noqa: PLC0415 - a megabyte that only a clinic's own file needs
    from decision_aid.lint.pieces import pieces  # noqa: PLC0415 - as above

    told = (fault for piece in pieces(questionnaire) for fault in balance.verdict(piece))
    yield from (fault for one in told if (fault := as_weighty(one, mark)).rule == "local-claim")
