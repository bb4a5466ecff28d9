"""What must be mended in WeasyPrint itself, since it keeps no public way to it.

Made for the version below; under any other nothing is touched, and a test says that it is time to look here again.

- A PDF is told only the language of the whole document: elements with `lang` get theirs in the tags.
- Two faces of a family that Pango describes alike (a slanted and a true oblique one, a made bold and a true one) are
  written as one font, and the letters of the second become others: each face is a font of its own.
- The picture of an emoji is made anew wherever it stands, a millisecond each: it is kept for the next time.
- Fonts of emoji are saved with the present second in them, so that no two files are the same: fontTools is told a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import Any

import pydyf
import weasyprint
from PIL import Image
from weasyprint.draw import text
from weasyprint.images import RasterImage
from weasyprint.pdf import tags
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

MADE_FOR = "70.0"
_WHOLE = ("html", "body")
_LETTERS = 6


def mend() -> None:
    """Mend every document made from here on in this process; done once."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    if weasyprint.__version__ == MADE_FOR and Stream.add_font is not _add_font:
        Stream.add_font = _add_font
        text.RasterImage = _picture
        tags._build_box_tree = _Speaking(tags._build_box_tree)  # noqa: SLF001 - no public way


class _Speaking:
    """WeasyPrint's function that yields the tags of a box, with `Lang` on those whose HTML element has `lang`."""

    def __init__(self, tagged: Any) -> None:
        self._tagged = tagged

    def __call__(self, box: Any, *rest: Any) -> Iterator[Any]:
        language = box.element.get("lang") if box.element is not None and box.element_tag not in _WHOLE else None
        for element in self._tagged(box, *rest):
            if language:
                element["Lang"] = pydyf.String(language)
            yield element


def _add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """Return the font of a piece of text and its size, told apart by description and face."""
    described, description, size = get_pango_font_key(pango_font)
    key = described, int(ffi.cast("intptr_t", get_pango_font_hb_face(pango_font)))
    fonts = stream._fonts  # noqa: SLF001 - this is a method of its class
    if key not in fonts:
        fonts[key] = _named_apart(Font(pango_font, description, size), {font.hash for font in fonts.values()})
    return fonts[key], size


def _picture(_: Any, name: str, png: bytes) -> RasterImage:
    """Return the picture of an emoji, as WeasyPrint asks for it where it draws text."""
    return _picture_of(name, png)


@lru_cache(maxsize=256)
def _picture_of(name: str, png: bytes) -> RasterImage:
    return RasterImage(Image.open(BytesIO(png)), name, png)


def _named_apart(font: Any, taken: set[str]) -> Any:
    """Return the font under a name of its own; the same document gives the same names."""
    before = font.hash
    font.hash = next(name for name in _names(before) if name not in taken)
    font.name = font.name.replace(before.encode(), font.hash.encode(), 1)
    return font


def _names(first: str) -> Iterator[str]:
    yield first
    for number in count(1):
        digest = sha256(f"{first} {number}".encode()).digest()
        yield "".join(chr(ord("A") + byte % 26) for byte in digest[:_LETTERS])
