"""The data that a document carries."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from decision_aid.services import ANSWERS_FILE


def data(pdf: bytes) -> list[bytes]:
    """Return the attached files of the name that is ours; none when the document cannot be read."""
    try:
        return list(PdfReader(BytesIO(pdf), strict=True).attachments.get(ANSWERS_FILE, []))
    except PyPdfError:
        return []
