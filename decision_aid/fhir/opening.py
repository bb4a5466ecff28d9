"""Opens a kept file. Runs in a confined process: the file is somebody else's until it is proved ours."""

from __future__ import annotations

from decision_aid.fhir import attachment, intake
from decision_aid.fhir.refusals import FOUND, NEITHER
from decision_aid.services import ANSWERS_FILE

# Readers of PDF allow some bytes before it begins.
_BEGINS_WITHIN = 1024
_BOM = b"\xef\xbb\xbf"


def begin() -> None:
    """Make the process ready."""
    attachment.begin()


def opened(file: bytes) -> tuple[str, bytes, str]:
    """Return what came of it (see `refusals`), the lean response, and the link id that a refusal is about."""
    outcome, data = _data(file)
    if outcome != FOUND:
        return outcome, b"", ""
    try:
        return FOUND, intake.lean(data), ""
    except intake.Unusable as found:
        return found.outcome, b"", found.link


def _data(file: bytes) -> tuple[str, bytes]:
    """Return the data file, or the one that a PDF carries."""
    if b"%PDF-" in file[:_BEGINS_WITHIN]:
        return attachment.attached(file, ANSWERS_FILE)
    is_data = file.removeprefix(_BOM).lstrip().startswith(b"{")
    return (FOUND, file) if is_data else (NEITHER, b"")
