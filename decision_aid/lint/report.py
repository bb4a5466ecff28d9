"""Findings as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from decision_aid.lint.finding import Finding, Severity

if TYPE_CHECKING:
    from decision_aid.lint.reading import Measured  # which a serving process does not hold


def line(found: Finding) -> str:
    """Return a finding as compilers write theirs: `file:line: code name: what is wrong and the mend`."""
    place = ":".join(str(part) for part in (found.file, found.line) if part)
    return f"{place}: {found.rule.code} {found.rule.name}: {found.sentence} {found.mend}".rstrip()


def counted(findings: Iterable[Finding]) -> str:
    """Return how many errors, warnings and notes there are, in words."""
    count = Counter(found.rule.severity for found in findings)
    return ", ".join(_many(count[severity], severity.value) for severity in Severity)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def as_json(
    findings: Sequence[Finding], inventory: Mapping[str, str] | None = None, measured: Measured | None = None
) -> str:
    """Return findings as JSON, with what there is and how it reads; `docs/linter.md` says what each key holds."""
    count = Counter(found.rule.severity.value for found in findings)
    data = {
        "format": 1,
        "counts": {severity.value: count[severity.value] for severity in Severity},
        "findings": [_data(found) for found in findings],
        "inventory": inventory or None,
        "grades": _grades(measured) if measured else None,
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _grades(measured: Measured) -> dict[str, Any]:
    whole = measured.whole
    screens = [{"screen": one.name, "grade": round(one.grade, 1)} for one in measured.screens]
    return {"mean": whole.mean, "worst": whole.worst, "smog": whole.smog, "screens": screens}


def _data(found: Finding) -> dict[str, Any]:
    rule = found.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "file": found.file,
        "line": found.line or None,
        "column": found.column or None,
        "sentence": found.sentence,
        "mend": found.mend,
    }
