"""LibreOffice: a process for each document, as most servers call it, and many documents in one process."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from decision_aid.bench.paper.ways import Missing
from decision_aid.bench.paper.worker import Spent

_NAMES = ("soffice", "libreoffice")
_INSTALL = "not on this machine: apt-get install libreoffice-writer-nogui"
_TAGGED = {"PDFUACompliance": {"type": "boolean", "value": "true"}, "SelectPdfVersion": {"type": "long", "value": "3"}}
_MANY = 6


class Office:
    """Prints plain documents in a profile and folder of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._folder = folder
        self._command = [
            program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", f"pdf:writer_web_pdf_Export:{json.dumps(_TAGGED)}", "--outdir", str(folder / "made"),
        ]  # fmt: skip

    def printed(self, html: str, copies: int = 1) -> Spent:
        """Print so many copies in a new process; the seconds are those of the process and of what it started."""
        files = [self._folder / f"{number}.html" for number in range(copies)]
        for file in files:
            file.write_text(html, encoding="utf-8")
        before = _spent()
        subprocess.run([*self._command, *map(str, files)], capture_output=True, check=True)  # noqa: S603 - our own words
        return _spent() - before, (self._folder / "made" / "0.pdf").read_bytes()

    def printed_among_many(self, html: str) -> Spent:
        """Print one of many copies in one process: what it costs once the program is there."""
        (many, pdf), (one, _) = self.printed(html, _MANY), self.printed(html)
        return (many - one) / (_MANY - 1), pdf


@contextmanager
def opened() -> Iterator[Office]:
    """Give what prints. Raises Missing."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if not program:
        raise Missing(_INSTALL)
    with TemporaryDirectory(prefix="decision-aid-bench-") as name:
        yield Office(program, Path(name))


def _spent() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
