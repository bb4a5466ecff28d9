"""Typst, kept open in this process."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from itertools import count
from time import process_time

from decision_aid import assets
from decision_aid.bench.paper.typst_source import source
from decision_aid.bench.paper.ways import Missing
from decision_aid.bench.paper.worker import Spent

_INSTALL = "not on this machine: pip install typst"
_WORD = "telephone"


def opened() -> Callable[[str, bytes, str], Spent]:
    """Return what prints one of our documents with its data on a paper. Raises Missing."""
    if not find_spec("typst"):
        raise Missing(_INSTALL)
    import typst  # noqa: PLC0415 - on few machines

    compiler = typst.Compiler(font_paths=[str(assets.fonts())])
    numbers = count()

    def printed(html: str, data: bytes, paper: str) -> Spent:
        before = process_time()
        written = source(html, data, paper).replace(_WORD, f"{_WORD} {next(numbers)}")  # it remembers what it has seen
        made = compiler.compile(written.encode(), format="pdf", pdf_standards=["ua-1", "a-3a"])
        return process_time() - before, made if isinstance(made, bytes) else b""

    return printed
