"""A QR code read back from a page as it is printed: which of its modules are black."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

DOTS = 300  # an inch, as a plain printer has
_POINTS = 72
_BLACK = 128
_GREY = re.compile(rb"P5\s(\d+)\s(\d+)\s255\s")

Matrix = tuple[tuple[bool, ...], ...]


class Figure(NamedTuple):
    """A figure of a document: its words, its page from 1, and its edges in points from the page's upper left."""

    words: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def figures(document: bytes) -> tuple[Figure, ...]:
    """Return the figures in the order in which they were written."""
    with pikepdf.open(BytesIO(document)) as opened:
        pages: Any = {page.objgen: (at, float(page.mediabox[3])) for at, page in enumerate(opened.pages, start=1)}
        found = (one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure")
        return tuple(_figure(element, *pages[element.Pg.objgen]) for element in found)


def modules(document: bytes, figure: Figure, across: int, folder: Path) -> Matrix:
    """Return which modules of a figure with so many of them across are black in the middle, on the printed page."""
    width, dots = _grey(document, figure.page, folder)
    size = (figure.right - figure.left) / across
    steps = [(step + 0.5) * size for step in range(across)]
    return tuple(
        tuple(dots[_dot(figure.top + down) * width + _dot(figure.left + right)] < _BLACK for right in steps)
        for down in steps
    )


def _figure(element: Any, page: int, height: float) -> Figure:
    left, bottom, right, top = (float(edge) for edge in element.A.BBox)
    return Figure(str(element.Alt), page, left, height - top, right, height - bottom)


def _dot(points: float) -> int:
    return int(points * DOTS / _POINTS)


def _grey(document: bytes, page: int, folder: Path) -> tuple[int, bytes]:
    """Return a page's width in dots and its dots row by row, from 0 for black to 255."""
    file = folder / "page.pdf"
    file.write_bytes(document)
    given = ["-r", str(DOTS), "-gray", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *given, file, folder / "page"], check=True)
    drawn = (folder / "page.pgm").read_bytes()
    head = _GREY.match(drawn)
    assert head
    return int(head[1]), drawn[head.end() :]
