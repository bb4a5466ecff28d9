"""The outlines kept beside the tests, and how to write them anew after a change that was meant:

WRITE_GOLDEN=1 .venv/bin/python -m pytest tests/paper/golden/test_outline.py, then read what git says has changed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.paper.golden.documents import Document
from tests.paper.golden.spoken import Said

FOLDER = Path(__file__).parent / "stored"
NAMES = ("nothing", "short", "helper", "fullest", "scripts", "records", "blank")


def written(outline: tuple[Said, ...]) -> str:
    return "".join(f"{said}\n" for said in outline)


def same(one: str, other: str) -> bool:
    """Tell whether two outlines are the same but for where lines of text break."""
    return [re.sub(r"(?<=\S)\s", "", line) for line in one.splitlines()] == [
        re.sub(r"(?<=\S)\s", "", line) for line in other.splitlines()
    ]


def kept(document: Document, now: str) -> str:
    """Return the stored outline; what is there `now` takes its place when that was asked for."""
    file = FOLDER / f"{document}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    return file.read_text(encoding="utf-8")
