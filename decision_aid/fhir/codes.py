"""Codes of other code systems, each read in a terminology or a record of its maker; none is guessed.

Sources: docs/decisions/0015-fhir-out.md.
"""

from __future__ import annotations

from decision_aid.core.schema import Question, Questionnaire
from decision_aid.fhir.model import Coding

LOINC = "http://loinc.org"
_UCUM = "http://unitsofmeasure.org"
_CURRENCY = "urn:iso:std:iso:4217"

_ALS = (
    Coding(system="http://hl7.org/fhir/sid/icd-10-cm", code="G12.21", display="Amyotrophic lateral sclerosis"),
    Coding(system="https://www.nlm.nih.gov/mesh", code="D000690", display="Amyotrophic Lateral Sclerosis"),
)
_ALS_SNOMED = Coding(
    system="http://snomed.info/sct", code="86044005", display="Amyotrophic lateral sclerosis (disorder)"
)
ALSFRS_R_TOTAL = Coding(system=LOINC, code="82953-1", display="ALSFRS-R total score")

_UNITS = {
    "%": Coding(system=_UCUM, code="%", display="%"),
    "US dollars": Coding(system=_CURRENCY, code="USD", display="US dollars"),
}

# Both licences ask for these sentences, word for word, wherever their codes go.
_LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. "
    "and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the "
    "license at http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc."
)
_SNOMED_NOTICE = (
    "This material includes SNOMED Clinical Terms® (SNOMED CT®) which is used by permission of SNOMED International. "
    "All rights reserved. SNOMED CT® was originally created by The College of American Pathologists."
)


def subject_matter(*, snomed: bool) -> tuple[Coding, ...]:
    """Return what the questionnaire is about; SNOMED CT needs a licence in some countries, so only if asked for."""
    return (*_ALS, _ALS_SNOMED) if snomed else _ALS


def notice(*, snomed: bool) -> str:
    """Return the notices that travel with the codes."""
    return f"{_LOINC_NOTICE} {_SNOMED_NOTICE}" if snomed else _LOINC_NOTICE


def of_exact(asked: Questionnaire, question: Question) -> tuple[Coding, ...] | None:
    """Return what an exact number is known as elsewhere; nothing where it is not one concept alone."""
    return (ALSFRS_R_TOTAL,) if question.id == asked.roles.decline.total else None


def unit(name: str) -> Coding | None:
    """Return the code of a unit as it stands after a number; nothing where there is none."""
    return _UNITS.get(name)


def passes_check(code: str) -> bool:
    """Tell whether the last digit of a LOINC code fits the others: Luhn's mod-10 check."""
    number, _, check = code.partition("-")
    if not (number.isdecimal() and check.isdecimal()):
        return False
    weighed = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(number)))
    return str(-sum(value // 10 + value % 10 for value in weighed) % 10) == check
