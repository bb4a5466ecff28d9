"""Findings are written for people, as JSON, and as SARIF that other programs can read."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped] # it ships no types

from decision_aid.core.errors import Flaw, QuestionnaireInvalid
from decision_aid.lint import stops
from decision_aid.lint.finding import Finding, finding
from decision_aid.lint.registry import RULE, RULES
from decision_aid.lint.report import as_json, counted, line
from decision_aid.lint.sarif import as_sarif
from tests import npm

NEVER = Finding(RULE["condition-never-true"], "my questions.yaml", 7, 5, "page ind: it can never hold.", "Correct it.")
COPY = Finding(RULE["copy-read"], "my questions.yaml", 9, 3, "source guide: only a copy.", "Read the primary.")
GONE = Finding(RULE["file-unreadable"], "/srv/gone.yaml", 0, 0, "there is no such file.", "Correct the path.")
ALL = (NEVER, COPY, GONE)

# The schema of SARIF 2.1.0 as OASIS publishes it, with a package that says whether a log is valid.
LIST = Path(__file__).with_name("sarif.sha512")
SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="module")
def sarif() -> Any:
    schema = json.loads((npm.packages(LIST, "sarif") / SCHEMA).read_text(encoding="utf-8"))
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def test_a_finding_is_a_line_as_compilers_write_it() -> None:
    assert line(NEVER) == "my questions.yaml:7: E101 condition-never-true: page ind: it can never hold. Correct it."
    assert line(GONE) == "/srv/gone.yaml: E001 file-unreadable: there is no such file. Correct the path."


def test_findings_are_counted_in_words() -> None:
    assert counted(ALL) == "2 errors, 0 warnings, 1 note"


def test_json_says_all_that_a_finding_holds() -> None:
    told = json.loads(as_json(ALL))
    assert told["format"] == 1
    assert told["counts"] == {"error": 2, "warning": 0, "note": 1}
    assert told["findings"][0] == {
        "code": "E101",
        "name": "condition-never-true",
        "severity": "error",
        "file": "my questions.yaml",
        "line": 7,
        "column": 5,
        "sentence": "page ind: it can never hold.",
        "mend": "Correct it.",
    }
    assert told["findings"][2]["line"] is None


@pytest.mark.parametrize("findings", [ALL, ()], ids=["some", "none"])
def test_sarif_is_built_as_the_standard_says(findings: tuple[Finding, ...], sarif: Any) -> None:
    log = json.loads(as_sarif(findings, "0.1.0"))
    assert [f"{error.json_path}: {error.message}" for error in sarif.iter_errors(log)] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("runs", 0, "results", 0, "message"), "spoilt"),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "locations"), {}),
        (("runs", 0, "results", 0, "ruleIndex"), "E101"),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "columnKind"), "letters"),
        (("runs", 0, "tool"), {}),
        (("version",), "2.0.0"),
        (("findings",), []),
    ],
)
def test_sarif_that_is_built_otherwise_would_be_noticed(place: tuple[str | int, ...], value: Any, sarif: Any) -> None:
    log: Any = json.loads(as_sarif(ALL, "0.1.0"))
    spoilt = log
    for step in place[:-1]:
        spoilt = spoilt[step]
    spoilt[place[-1]] = value
    assert not sarif.is_valid(log)


def test_every_result_in_sarif_leads_to_its_rule() -> None:
    (run,) = json.loads(as_sarif(ALL, "0.1.0"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["E101", "N602", "E001"]
    assert [result["level"] for result in run["results"]] == ["error", "note", "error"]


def test_a_path_in_sarif_is_an_address() -> None:
    (run,) = json.loads(as_sarif(ALL, "0.1.0"))["runs"]
    places: list[Any] = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == [
        "my%20questions.yaml", "my%20questions.yaml", "file:///srv/gone.yaml",
    ]  # fmt: skip
    assert "region" not in places[2]


def test_a_sentence_without_a_mend_stays_whole() -> None:
    told = finding(RULE["copy-read"], ("questions.yaml", 1, 1), "only a copy was read")
    assert (told.sentence, told.mend) == ("only a copy was read", "")


def test_what_refuses_a_file_is_told_with_its_place() -> None:
    (told,) = stops.refused(QuestionnaireInvalid(("x",), (Flaw(3, 5, "id-twice", "Twice. Mend it."),)), "q.yaml")
    assert (told.rule.code, told.line, told.column, told.mend) == ("E021", 3, 5, "Mend it.")
