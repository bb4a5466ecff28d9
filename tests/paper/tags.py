"""The tags of a PDF, for looking into."""

from collections.abc import Iterator
from typing import Any

from tests.paper import pdf


def elements(document: bytes) -> Iterator[Any]:
    """Go through all structure elements in reading order."""
    root: Any = pdf.reader(document).trailer["/Root"]
    yield from _below(root["/StructTreeRoot"])


def named(document: bytes, name: str) -> list[Any]:
    return [element for element in elements(document) if element["/S"] == name]


def contents(document: bytes) -> list[str]:
    """Return the drawing instructions of each page."""
    found: list[Any] = [page.get_contents() for page in pdf.reader(document).pages]
    return [content.get_data().decode("latin-1") for content in found]


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        below = kid.get_object()
        if isinstance(below, dict) and "/S" in below:
            yield below
            yield from _below(below)
