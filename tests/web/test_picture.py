"""The link as a picture: what a telephone reads in it is the link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import segno

from tests.web.page import Element
from tests.web.visitor import HOME, Visitor
from tests.web.ways import code_of

QUIET = 4  # modules of white on each side, as ISO/IEC 18004 asks
DRAWN = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def dark(picture: Element) -> set[tuple[int, int]]:
    """Return the dark modules (column, row): each stroke is as long as its modules, and one module high."""
    path = next(line for line in picture.all("path") if line.get("stroke") == "#000")
    return set(_strokes(path.get("d")))


def _strokes(path: str) -> Iterator[tuple[int, int]]:
    column, middle = 0, 0.0
    for command, first, second in DRAWN.findall(path):
        if command == "h":
            yield from ((column + step, int(middle)) for step in range(int(first)))
            column += int(first)
        else:
            column, middle = (0, 0.0) if command == "M" else (column, middle)
            column, middle = column + int(first), middle + float(second)


def test_the_picture_holds_just_the_link(visitor: Visitor) -> None:
    visitor.begin()
    (picture,) = visitor.get("/keep").page.all("svg")
    code = segno.make(f"{HOME}/resume#{code_of(visitor)}", error="m", micro=False)
    wanted = {(column, row) for row, line in enumerate(code.matrix) for column, module in enumerate(line) if module}
    assert dark(picture) == {(column + QUIET, row + QUIET) for column, row in wanted}
    size = len(code.matrix) + 2 * QUIET
    assert picture.get("viewbox") == f"0 0 {size} {size}"
