"""What is asked of a record, by the registry's own names: what is shown, and nobody's name, telephone or mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_PIECES: Final = (
    "IdentificationModule",
    "StatusModule",
    "SponsorCollaboratorsModule",
    "OversightModule",
    "BriefSummary",
    "ConditionsModule",
    "DesignModule",
    "ArmGroupType",
    "InterventionType",
    "InterventionName",
    "EligibilityModule",
    "LocationFacility",  # of its module no more: the rest are people to call
    "LocationCity",
    "LocationState",
    "LocationCountry",
    "LocationStatus",
    "VersionHolder",
    "HasResults",
)
STUDIES: Final = "/api/v2/studies"
VERSION: Final = "/api/v2/version"
ASKED: Final[Mapping[str, str]] = {"format": "json", "fields": ",".join(_PIECES)}
