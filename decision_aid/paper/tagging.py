"""What WeasyPrint's tags lack for a screen reader, mended before the file is written (by its public `finisher`).

- Header cells get the scope that their `scope` attribute says: the tags hold only their ids.
- What stands in the margins of pages (headers, footers) is taken out of the tags and marked as an artifact of
  pagination (ISO 32000-1, 14.8.2.2): WeasyPrint marks it as text that hangs in no tree, see its issue 1836.
- A cell is headed by the nearest row header before it: WeasyPrint names all of the row, also where pairs stand side by
  side.
- Pieces of lines without anything in them (drawn boxes to tick, breaks) are taken out.
- Figures get their place in points from the lower edge of their page: WeasyPrint writes pixels from the upper one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any

import pydyf

_POINTS_IN_PIXEL = 0.75
_NULL = b"null"
_MAY_GO = {"/Span", "/NonStruct", "/Lbl", "/P", "/Div"}


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Mend the tags of a document that is about to be written."""
    tree = _Tree(pdf)
    tree.prune()
    _scopes(document.pages, tree)
    _nearest_headers(tree)
    _places(document.pages, tree)
    for page in tree.pages():
        tree.untag(page, [number for number, element in tree.marked(page) if id(element) not in tree.told])


class _Tree:
    """The structure of a PDF; `told` holds the identities of the elements that hang in it."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects = pdf.objects
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        self._numbers = dict(_pairs(self._at(self._root["ParentTree"])["Nums"]))

    @cached_property
    def elements(self) -> tuple[Any, ...]:
        return tuple(self._below(self._root))

    @cached_property
    def told(self) -> frozenset[int]:
        return frozenset(id(element) for element in self.elements)

    def prune(self, element: Any = None) -> bool:
        """Take out what is empty below an element (the whole tree unless given); tell whether it is empty itself."""
        element = element or self._root
        kids = element.get("K", ())
        element["K"] = pydyf.Array(kid for kid in kids if not self._is_empty(kid))
        return not element["K"] and element.get("S") in _MAY_GO

    def _is_empty(self, kid: Any) -> bool:
        """Tell whether a kid is an element without anything in it; a piece of content or an annotation never is."""
        below = self._at(kid) if isinstance(kid, bytes) else {}
        return "S" in below and self.prune(below)

    def pages(self) -> Iterator[Any]:
        """Go through the pages in order."""
        return (thing for thing in self._objects if isinstance(thing, dict) and thing.get("Type") == "/Page")

    def marked(self, page: Any) -> Iterator[tuple[int, Any]]:
        """Go through the numbered pieces of a page's content, each with its element."""
        for number, reference in enumerate(self._numbers[page["StructParents"]]):
            yield number, self._at(reference)

    def untag(self, page: Any, pieces: Iterable[int]) -> None:
        """Make these pieces of a page's content artifacts of pagination."""
        gone = set(pieces)
        content = self._at(page["Contents"]).stream
        for place, piece in enumerate(content):
            if isinstance(piece, pydyf.Dictionary) and piece.get("MCID") in gone:
                content[place - 1] = "/Artifact"
                content[place] = pydyf.Dictionary({"Type": "/Pagination"})
        elements = self._numbers[page["StructParents"]]
        for number in gone:
            elements[number] = _NULL

    def kids(self, element: Any) -> Iterator[Any]:
        """Go through the elements right below one."""
        found = (self._at(kid) for kid in element["K"] if isinstance(kid, bytes))
        return (kid for kid in found if "S" in kid)

    def _below(self, element: Any) -> Iterator[Any]:
        for kid in element.get("K", ()):
            below = self._at(kid) if isinstance(kid, bytes) else {}
            if "S" in below:
                yield below
                yield from self._below(below)

    def _at(self, reference: bytes) -> Any:
        return self._objects[int(reference.split()[0])]


def _pairs(numbers: list[Any]) -> Iterator[tuple[int, Any]]:
    return zip(numbers[::2], numbers[1::2], strict=True)


def _scopes(pages: Iterable[Any], tree: _Tree) -> None:
    cells = {id(box.mark): box.element for box in _boxes(pages) if getattr(box, "mark", None) is not None}
    for header in (element for element in tree.elements if element["S"] == "/TH"):
        scope = cells[id(header)].get("scope")
        header["A"]["Scope"] = "/Row" if scope == "row" else "/Column"


def _nearest_headers(tree: _Tree) -> None:
    for row in (element for element in tree.elements if element["S"] == "/TR"):
        cells = [cell for cell in tree.kids(row) if cell["S"] in {"/TH", "/TD"}]
        of_rows = [cell["ID"] for cell in cells if cell["S"] == "/TH" and cell["A"]["Scope"] == "/Row"]
        nearest: list[Any] = []
        for cell in cells:
            if cell["S"] == "/TH":
                nearest = [cell["ID"]] if cell["ID"] in of_rows else nearest
            else:
                others = [header for header in cell["A"]["Headers"] if header not in of_rows]
                cell["A"]["Headers"] = pydyf.Array((*nearest, *others))


def _places(pages: Iterable[Any], tree: _Tree) -> None:
    heights = dict(zip((page.reference for page in tree.pages()), (page.height for page in pages), strict=True))
    for figure in (element for element in tree.elements if element["S"] == "/Figure"):
        left, top, right, bottom = figure["A"]["BBox"]
        height = heights[figure["Pg"]]
        edges = (left, height - bottom, right, height - top)
        figure["A"]["BBox"] = pydyf.Array(edge * _POINTS_IN_PIXEL for edge in edges)


def _boxes(pages: Iterable[Any]) -> Iterator[Any]:
    return chain.from_iterable(page._page_box.descendants() for page in pages)  # noqa: SLF001 - cells are marked there
