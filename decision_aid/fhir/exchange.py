"""The exchange: answers as FHIR for other programs, and kept files back to answers."""

from __future__ import annotations

from datetime import date

from decision_aid.core.draft import Draft
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir import reading
from decision_aid.fhir.kept_file import KeptFiles
from decision_aid.fhir.questionnaire import questionnaire
from decision_aid.fhir.response import response
from decision_aid.services import Kept


class FhirExchange:
    """Speaks HL7 FHIR R4 as JSON. Implements `services.Exchange`; safe to share between threads."""

    def __init__(self, asked: Questionnaire, digest: str, files: KeptFiles, *, snomed: bool = False) -> None:
        self._asked = asked
        self._digest = digest
        self._files = files
        self._questionnaire = questionnaire(asked, digest, snomed=snomed).as_json()

    def questionnaire(self) -> bytes:
        """Return the questionnaire as a FHIR Questionnaire."""
        return self._questionnaire

    def response(self, draft: Draft, day: date) -> bytes:
        """Return the answers on the path as a FHIR QuestionnaireResponse."""
        return response(self._asked, draft, day, self._digest).as_json()

    def read(self, file: bytes, today: date) -> Kept:
        """Return what a kept file brings back. Raises KeptFileRefused with the sentence to show."""
        return reading.read(file, self._asked, self._digest, today, self._files.lean)

    def close(self) -> None:
        """End the process that reads kept files."""
        self._files.close()


def open_exchange(asked: Questionnaire, digest: str, *, snomed: bool = False) -> FhirExchange:
    """Return an exchange whose reading process starts with the first file.

    Raises ExchangeImpossible with a sentence for everything in the questionnaire that FHIR R4 cannot say.
    """
    return FhirExchange(asked, digest, KeptFiles(), snomed=snomed)
