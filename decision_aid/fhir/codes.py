"""Codes of other code systems, as the questionnaire names them, and of units; none is guessed.

Sources of those shipped: docs/decisions/0015-fhir-out.md.
"""

from __future__ import annotations

from decision_aid.core.schema import Question, Questionnaire
from decision_aid.fhir.model import Coding

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
_UCUM = "http://unitsofmeasure.org"
_CURRENCY = "urn:iso:std:iso:4217"

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
_NOTICES = {LOINC: _LOINC_NOTICE, SNOMED: _SNOMED_NOTICE}


def subject_matter(asked: Questionnaire, *, snomed: bool) -> tuple[Coding, ...] | None:
    """Return what the questionnaire is about; SNOMED CT needs a licence in some countries, so only if asked for."""
    return _named(asked, None, snomed=snomed)


def notice(asked: Questionnaire, *, snomed: bool) -> str | None:
    """Return the notices that travel with the codes, if there are any that ask for one."""
    used = {code.system for code in asked.codes if snomed or code.system != SNOMED}
    return " ".join(_NOTICES[system] for system in _NOTICES if system in used) or None


def of_exact(asked: Questionnaire, question: Question) -> tuple[Coding, ...] | None:
    """Return what an exact number is known as elsewhere; nothing where it is not one concept alone."""
    return _named(asked, question.id, snomed=False)


def _named(asked: Questionnaire, question: str | None, *, snomed: bool) -> tuple[Coding, ...] | None:
    named = (code for code in asked.codes if code.question == question and (snomed or code.system != SNOMED))
    return tuple(Coding(system=code.system, code=code.code, display=code.display) for code in named) or None


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
