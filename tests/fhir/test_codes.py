"""Codes of others: only those that were verified, with the notices their owners ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from decision_aid.fhir import codes
from decision_aid.fhir.model import Questionnaire
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.loader import Loaded

VERIFIED = {
    ("http://hl7.org/fhir/sid/icd-10-cm", "G12.21"),
    ("https://www.nlm.nih.gov/mesh", "D000690"),
    ("http://snomed.info/sct", "86044005"),
    ("http://loinc.org", "82953-1"),
    ("http://unitsofmeasure.org", "%"),
    ("urn:iso:std:iso:4217", "USD"),
}

UNITS = ("http://unitsofmeasure.org", "urn:iso:std:iso:4217")


def codings(part: Any) -> Iterator[tuple[str, str]]:
    """Go through every code of another system than ours."""
    if isinstance(part, dict):
        if "system" in part and not part["system"].startswith(("urn:uuid:", "http://hl7.org/fhir/questionnaire-")):
            yield part["system"], part["code"]
        part = list(part.values())
    for piece in part if isinstance(part, list) else ():
        yield from codings(piece)


def items(part: Any) -> Iterator[dict[str, Any]]:
    for item in part.get("item", []):
        yield item
        yield from items(item)


@pytest.fixture(scope="module")
def with_snomed(shipped: Loaded) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(questionnaire(shipped.questionnaire, shipped.digest, snomed=True).as_json())
    return made


def test_only_verified_codes_are_used(with_snomed: dict[str, Any]) -> None:
    assert set(codings(with_snomed)) == VERIFIED


def test_every_loinc_code_has_its_check_digit(with_snomed: dict[str, Any]) -> None:
    found = [code for system, code in codings(with_snomed) if system == codes.LOINC]
    assert found
    assert all(map(codes.passes_check, found))


@pytest.mark.parametrize("code", ["82953-1", "82954-9", "19868-9", "98088-8", "51855-5", "8310-5"])
def test_a_loinc_code_as_it_is_published_passes(code: str) -> None:
    assert codes.passes_check(code)


@pytest.mark.parametrize("code", ["82953-2", "82935-1", "92953-1", "82953", "82953-", "-1", "82953-01", "L2953-1"])
def test_a_loinc_code_typed_wrong_does_not_pass(code: str) -> None:
    assert not codes.passes_check(code)


def test_snomed_ct_is_there_only_when_asked_for(exported: Questionnaire, with_snomed: dict[str, Any]) -> None:
    assert [coding.code for coding in exported.code or ()] == ["G12.21", "D000690"]
    assert [coding["code"] for coding in with_snomed["code"]] == ["G12.21", "D000690", "86044005"]


def test_the_notices_travel_with_the_codes(exported: Questionnaire, with_snomed: dict[str, Any]) -> None:
    assert "http://loinc.org/license" in (exported.copyright or "")
    assert "SNOMED" not in (exported.copyright or "")
    assert "http://loinc.org/license" in with_snomed["copyright"]
    assert "SNOMED International" in with_snomed["copyright"]


def test_a_questionnaire_without_codes_is_not_coded_as_another_illness(shipped: Loaded) -> None:
    without = shipped.questionnaire.model_copy(update={"codes": ()})
    made = json.loads(questionnaire(without, shipped.digest, snomed=True).as_json())
    assert set(codings(made)) == {code for code in VERIFIED if code[0] in UNITS}
    assert "copyright" not in made


def test_the_total_is_coded_and_the_breathing_result_is_not(with_snomed: dict[str, Any]) -> None:
    coded = {item["linkId"]: item["code"] for item in items(with_snomed) if "code" in item}
    assert {name: [coding["code"] for coding in found] for name, found in coded.items()} == {
        "alsfrs.exact": ["82953-1"]
    }


def test_a_unit_without_a_code_stands_in_the_label(with_snomed: dict[str, Any]) -> None:
    found = {item["linkId"]: item for item in items(with_snomed)}
    assert found["alsfrs.exact"]["text"].endswith("(of 48)")
    assert not found["breathing.exact"]["text"].endswith("(%)")
