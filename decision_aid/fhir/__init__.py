"""The questionnaire and its answers in HL7 FHIR R4 (4.0.1), out and in again: pure mapping, the day is passed in."""
