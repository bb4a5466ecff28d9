"""What a PDF holds, for comparing."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page without white space: where lines break is no matter here."""
    return [bare(page.extract_text()) for page in reader(pdf).pages]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    """Go through the fonts: the name, and whether its letters are in the file."""
    for page in reader(pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())
            yield inner["/BaseFont"], bool(embedded)
