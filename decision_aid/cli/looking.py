"""One look at a questionnaire's file: all its findings and, if it can be used, what is in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from decision_aid import __version__, assets, bootstrap, loader
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.lint import linter, reading, report, stops
from decision_aid.lint.finding import Finding, Severity
from decision_aid.lint.inventory import as_text, inventory
from decision_aid.lint.reading import Measured
from decision_aid.lint.sarif import as_sarif
from decision_aid.loader import Loaded
from decision_aid.settings import Settings


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found. The rest is empty when the file cannot be read as a questionnaire."""

    findings: tuple[Finding, ...]
    loaded: Loaded | None = None
    version: str = ""
    inventory: Mapping[str, str] = field(default_factory=dict)
    measured: Measured | None = None

    @property
    def is_usable(self) -> bool:
        """Tell whether the form would start with this file."""
        return Severity.ERROR not in self._severities()

    def code(self, *, strict: bool) -> int:
        """Return the exit code: 1 with errors and, if strict, with warnings."""
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return int(bool(failing & self._severities()))

    def lines(self) -> Iterator[str]:
        """Go through errors and warnings, and how much was found in all, as text."""
        yield from (report.line(found) for found in self.findings if found.rule.severity is not Severity.NOTE)
        yield f"{report.counted(self.findings)}."

    def _severities(self) -> set[Severity]:
        return {found.rule.severity for found in self.findings}


def look(path: Path, local: Path | None = None) -> Looked:
    """Return what is to be said now of this file, with a clinic's own file laid over it if there is one."""
    try:
        loaded = loader.load(path, local)
    except QuestionnaireInvalid as invalid:
        return Looked(stops.refused(invalid, str(path)))
    asked, today = loaded.questionnaire, bootstrap.now().date()
    told = linter.faults(asked, today, assets.translations())
    findings = linter.located(told, str(path), loaded.mark)
    if all(found.rule.severity is not Severity.ERROR for found in findings):
        findings = (*_unsayable(loaded, path), *findings)
    measured = reading.measured(asked)
    there = inventory(asked, loaded.digest, measured.whole, today)
    return Looked(findings, loaded, f"{asked.version}, hash {loaded.digest[:12]}", there, measured)


def _unsayable(loaded: Loaded, path: Path) -> tuple[Finding, ...]:
    """Return what cannot be told to other programs: it stops the form as well."""
    try:
        bootstrap.exchange_of(loaded, Settings(questions=path)).close()
    except QuestionnaireInvalid as invalid:
        return stops.refused(invalid, str(path))
    return ()


def say(looked: Looked, form: str) -> None:
    """Print what was found: as text, errors on standard error; for programs, all in one piece."""
    if form == "json":
        print(report.as_json(looked.findings, looked.inventory, looked.measured))
    elif form == "sarif":
        print(as_sarif(looked.findings, __version__))
    else:
        _say_text(looked)


def _say_text(looked: Looked) -> None:
    for found in looked.findings:
        if found.rule.severity is Severity.ERROR:
            print(report.line(found), file=sys.stderr)
    if looked.is_usable:
        print(as_text(looked.inventory))
    if looked.inventory:
        rest = (found for found in looked.findings if found.rule.severity is not Severity.ERROR)
        print(*map(report.line, rest), f"{report.counted(looked.findings)}.", sep="\n")
