"""What a screen reader is given: the tags of a document in their order, each with its text.

`pdfinfo -struct-text` draws a page anew for each piece of text, which takes it half a minute for a long document; so
this reads the tags itself, and a test compares the two on short ones.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

_WITHIN_A_LINE = {"Span", "NonStruct", "Link", "Lbl", "Em", "Strong"}
_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_ELEMENT = re.compile(r"( *)([A-Z]\w*)( <.*>)?( \(.*\))?:?$")
_BREAKS = re.compile(r"[\s\u200b]")
_TEXT = re.compile(r' *"(.*)"$', re.DOTALL)


class Said(NamedTuple):
    """A tag, how deep it stands, and the text that stands in it itself."""

    depth: int
    tag: str
    text: str

    def __str__(self) -> str:
        return f"{'  ' * self.depth}{self.tag} {self.text}".rstrip()


def outline(pdf: bytes) -> tuple[Said, ...]:
    """Return the tags of a document with their texts, without those that only part a line into pieces."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pieces = {page.objgen: _pieces(page) for page in opened.pages}
        return tuple(_flat(_said(opened.Root.StructTreeRoot, pieces, None, -1)))


def by_poppler(pdf: bytes, folder: Path) -> tuple[Said, ...]:
    """Return the same as `outline`, from what poppler says."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True, text=True).stdout
    return tuple(_flat(_read(told)))


def flat(said: tuple[Said, ...]) -> str:
    """Return all the text in one piece as `bare` leaves it."""
    return "".join(bare(piece.text) for piece in said)


def bare(text: str) -> str:
    """Return a text without white space and places to break: where lines break is no matter."""
    return _BREAKS.sub("", text)


def _said(element: Any, pieces: dict[Any, dict[int, str]], page: Any, depth: int) -> Iterator[Said]:
    """Go through an element and all below it; its own text may come in several pieces."""
    page = element.get("/Pg", page)
    if depth >= 0:
        yield Said(depth, str(element.S)[1:], "")
    for kid in _kids(element):
        if isinstance(kid, int):
            yield Said(depth + 1, "", pieces[page.objgen].get(kid, ""))
        elif "/S" in kid:
            yield from _said(kid, pieces, page, depth + 1)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _flat(said: Iterator[Said]) -> Iterator[Said]:
    """Join the pieces of lines to the element that they stand in."""
    waiting: Said | None = None
    for piece in said:
        if piece.tag and piece.tag not in _WITHIN_A_LINE:
            if waiting:
                yield waiting
            waiting = Said(piece.depth, piece.tag, "")
        elif piece.text and waiting:
            waiting = waiting._replace(text=" ".join(f"{waiting.text} {piece.text}".split()))
    if waiting:
        yield waiting


def _read(told: str) -> Iterator[Said]:
    for line in told.splitlines():
        if element := _ELEMENT.match(line):
            yield Said(len(element[1]) // 2, element[2], "")
        elif text := _TEXT.match(line):
            yield Said(0, "", text[1])


def _pieces(page: Any) -> dict[int, str]:
    """Return the text of each numbered piece of a page's content."""
    letters = {str(name): _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    numbers: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                numbers.append(_number(operands))
            case "EMC":
                numbers.pop()
            case "Tf":
                font = letters[str(operands[0])]
            case "Tj" | "TJ" if numbers and numbers[-1] is not None:
                found[numbers[-1]] = found.get(numbers[-1], "") + _shown(operands[0], font)
    return found


def _number(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else {}
    return int(properties["/MCID"]) if "/MCID" in properties else None


def _letters(font: Any) -> dict[int, str]:
    """Return what each glyph of a font stands for."""
    return {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for glyph, letters in _MAPPED.findall(font.ToUnicode.read_bytes())
    }


def _shown(operand: Any, letters: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    glyphs = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (int.from_bytes(glyphs[at : at + 2], "big") for at in range(0, len(glyphs), 2))
    return "".join(letters.get(glyph, "") for glyph in pairs)
