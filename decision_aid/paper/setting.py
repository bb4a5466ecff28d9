"""Setting a document in type: its pages tried from roomy to tight, and no letter lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary
from decision_aid.paper.fit import Fit, begin
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.letters import Numbers, numbered, numbers, pictures_over
from decision_aid.paper.sheet import Sheet

_NO_FIT = Printed(error="NoFit", sentence="The two pages could not be made to hold these answers.")
# With a short annex the estimated fit nearly always holds, and all laid out at once saves a trial; a longer one makes
# a vain attempt dear. Counted in letters of HTML, the annex with the two pages.
_LONG = 3
_ROUNDS = 3  # what was cut away in one round may show another strange letter in the next


class Engine(Protocol):
    """Makes a PDF of HTML."""

    def printed(self, job: Job) -> Printed: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """Sets documents with one sheet and one engine, as long as the process lives."""

    sheet: Sheet
    engine: Engine

    def summary(self, summary: Summary, data: bytes, paper: str) -> Printed:
        """Return the printout with the answers as data; letters that no font has are shown by their numbers."""
        shown = pictures_over(summary)
        printed = self._fitted(numbered(summary, shown), data, paper, shown)
        for _ in range(_ROUNDS):
            unknown = numbers(printed.missing)
            if unknown.keys() <= shown.keys():
                break
            shown |= unknown
            printed = self._fitted(numbered(summary, shown), data, paper, shown)
        return printed

    def blank(self, questionnaire: Questionnaire, paper: str) -> Printed:
        """Return the empty form."""
        return self.engine.printed(Job(self.sheet.blank(questionnaire), paper))

    def _fitted(self, summary: Summary, data: bytes, paper: str, shown: Numbers) -> Printed:
        """Print at the first fit that holds; where the annex is long, the two pages are tried alone before it."""
        fit: Fit | None = begin(summary)
        alone = False
        while fit:
            front, whole = self.sheet.front(summary, fit, shown), self.sheet.summary(summary, fit, shown)
            alone = front != whole and (alone or len(whole) > _LONG * len(front))
            job = Job(whole, paper, data=data, day=summary.identity.made_on.isoformat())
            printed = self.engine.printed(Job(front, paper, trial=True) if alone else job)
            if alone and _holds(printed):
                printed = self.engine.printed(job)
            if _holds(printed):
                return printed
            fit, alone = fit.tighter(first=printed.first_over, second=printed.second_over), True
        return _NO_FIT


def _holds(printed: Printed) -> bool:
    return not (printed.first_over or printed.second_over)
