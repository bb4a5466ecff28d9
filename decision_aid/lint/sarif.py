"""Findings as SARIF 2.1.0, which editors and code hosts show beside the line.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from decision_aid.lint.finding import Finding, Rule
from decision_aid.lint.registry import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_AT = {rule.code: at for at, rule in enumerate(RULES)}


def as_sarif(findings: Sequence[Finding], version: str) -> str:
    """Return findings as one SARIF log of one run of this version of the program."""
    driver = {"name": "decision-aid", "version": version, "rules": [_rule(rule) for rule in RULES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found) for found in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.finds[0].upper()}{rule.finds[1:]}."},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(found: Finding) -> dict[str, Any]:
    return {
        "ruleId": found.rule.code,
        "ruleIndex": _AT[found.rule.code],
        "level": found.rule.severity.value,
        "message": {"text": f"{found.sentence} {found.mend}".rstrip()},
        "locations": [{"physicalLocation": _place(found)}],
    }


def _place(found: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _address(found.file)}}
    if found.line:
        place["region"] = {"startLine": found.line} | ({"startColumn": found.column} if found.column else {})
    return place


def _address(file: str) -> str:
    """Return a relative path as an address relative to where the program ran, an absolute one as a file's address."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
