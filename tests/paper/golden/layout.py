"""Where the words of a document stand, and which of them stand where nobody can read them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf

MM = 72 / 25.4
TOP, SIDE, BOTTOM = 10 * MM, 13 * MM, 13 * MM  # paper.css
_ROUND = 0.5  # points: what rounding may take a word beyond an edge
_BEYOND = 2000  # points of room around a page, so that poppler tells of words that are not on it
_CORE = 0.3  # of a word's height above and below its middle that no other word may touch
_PAGE = re.compile(r'<page width="[\d.]+" height="[\d.]+">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


class Word(NamedTuple):
    """A word and its edges, in points from the upper left corner of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def __str__(self) -> str:
        return f"page {self.page}: “{self.text}” at {self.left:.0f}, {self.top:.0f}"


class Page(NamedTuple):
    """A page's width and height in points, and its words."""

    width: float
    height: float
    words: tuple[Word, ...]


def pages(pdf: bytes, folder: Path) -> tuple[Page, ...]:
    """Return every word of each page, also those beyond its edges."""
    sizes = _widened(pdf, folder / "wide.pdf")
    told = subprocess.run(["pdftotext", "-bbox", folder / "wide.pdf", "-"], capture_output=True, check=True, text=True)
    found = _PAGE.findall(told.stdout)
    return tuple(
        Page(*size, tuple(_words(number, text)))
        for number, (size, text) in enumerate(zip(sizes, found, strict=True), start=1)
    )


def beyond(page: Page) -> Iterator[Word]:
    """Go through the words that reach into the empty sides of the sheet or off it."""
    for word in page.words:
        across = word.left < SIDE - _ROUND or word.right > page.width - SIDE + _ROUND
        if across or word.top < 0 or word.bottom > page.height:
            yield word


def margins(page: Page) -> str:
    """Return what stands above and below the part of the sheet that holds text."""
    return _read(word for word in page.words if not TOP <= _middle(word) <= page.height - BOTTOM)


def inside(pdf: bytes) -> tuple[str, ...]:
    """Return pdftotext's options for the part of the sheet that holds text."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        *_, right, top = (float(edge) for edge in opened.pages[0].mediabox)
    left, upper, width, height = (round(edge) for edge in (0, TOP, right, top - TOP - BOTTOM))
    return "-x", str(left), "-y", str(upper), "-W", str(width), "-H", str(height)


def text(page: Page) -> str:
    return _read(page.words)


def _read(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def overlapping(page: Page) -> Iterator[tuple[Word, Word]]:
    """Go through the pairs of words that are written over one another."""
    words = sorted(page.words, key=lambda word: word.top)
    for place, word in enumerate(words):
        for other in words[place + 1 :]:
            if other.top > word.bottom:
                break
            if _touch(word, other):
                yield word, other


def _touch(one: Word, other: Word) -> bool:
    """Tell whether the cores of two words have a part in common; marks above and below letters may reach further."""
    apart = abs(_middle(one) - _middle(other))
    across = min(one.right, other.right) - max(one.left, other.left)
    heights = (one.bottom - one.top) + (other.bottom - other.top)
    return apart < _CORE * heights and across > 1


def _widened(pdf: bytes, file: Path) -> list[tuple[float, float]]:
    """Write the document with room around each page; return the real sizes."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        sizes = []
        for page in opened.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            sizes.append((right - left, top - bottom))
            page.mediabox = pikepdf.Array([left - _BEYOND, bottom - _BEYOND, right + _BEYOND, top + _BEYOND])
            for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if name in page:
                    del page[name]
        opened.save(file)
    return sizes


def _words(page: int, told: str) -> Iterator[Word]:
    for left, top, right, bottom, text in _WORD.findall(told):
        west, north, east, south = (float(edge) - _BEYOND for edge in (left, top, right, bottom))
        yield Word(page, west, north, east, south, unescape(text))
