"""How many pages a PDF of ours has."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"/Type /ObjStm.*?stream\n(.*?)\nendstream", re.DOTALL)
_PAGE = re.compile(rb"/Type /Page\b(?!s)")


def pages(pdf: bytes) -> int:
    """Return the number of page objects in the document's compressed objects."""
    return sum(len(_PAGE.findall(zlib.decompress(stream))) for stream in _STREAM.findall(pdf))
