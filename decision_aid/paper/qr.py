"""An address as a picture that a telephone reads from paper."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup

MODULE = 0.7  # millimetres: the code of a record's address is 23 mm wide
QUIET = 4  # modules of white on every side, as ISO/IEC 18004 asks
_KEPT = 3  # one for each offer: a document is written once for each tightness that is tried


@lru_cache(maxsize=_KEPT)
def drawn(address: str, words: str) -> Markup:
    """Return the QR code of an address as an SVG figure, black on the paper's white; `words` stand for it."""
    code = segno.make(address, error="m", micro=False)
    picture = code.svg_inline(scale=MODULE, unit="mm", border=QUIET, title=words, svgclass=None, lineclass=None)
    return Markup(picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S704 - drawn by segno, which escapes the words
