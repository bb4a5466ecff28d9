"""What other people's programs say of a document; docs/decisions/0020-what-the-judges-say.md has the why."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import outloud
import page

STANDARDS = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)


class Finding(NamedTuple):
    """What a judge found: who, by which rule, and where or what."""

    judge: str
    rule: str
    said: str


class Explained(NamedTuple):
    """A finding of outloud that is no fault of these documents: its words match, and the reason."""

    documents: tuple[str, ...]
    rule: str
    said: str
    reason: str


EXPLAINED = (
    Explained(
        ("blank",),
        "TBL-012",
        r"\d+ of \d+ cells are empty",
        "the cells of the paper form are empty to be ticked by hand; each has the header of its row and its column",
    ),
    Explained(
        ("blank", "fullest", "longest", "every-note", "one-word", "scripts", "long-records"),
        "PAG-001",
        r"^(?!.*(· content|Page \d))",
        "lines of content that happen to be alike at the edge of three pages, such as one question asked of three "
        "offers, or the column headings of a table, which head its part on each page; the foot itself is no such line",
    ),
    Explained(
        ("short", "helper"),
        "TBL-014",
        r"Offer 1; ",
        "the grid it sees is the box of the only offer, and is a table: see the stored outlines",
    ),
)


def unexplained(name: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return what was found in the document of this name and is not explained."""
    return [finding for finding in findings if not any(_explains(known, name, finding) for known in EXPLAINED)]


def _explains(known: Explained, name: str, finding: Finding) -> bool:
    same = finding.judge == "outloud" and finding.rule == known.rule
    return same and name in known.documents and bool(re.search(known.said, finding.said))


def every(pdf: bytes) -> Iterator[Finding]:
    """Go through what all of them find."""
    yield from by_page(pdf)
    yield from by_outloud(pdf)
    yield from by_qpdf(pdf)


def by_page(pdf: bytes) -> Iterator[Finding]:
    """Go through the rules of PDF/UA-1 and PDF/A-3a that page-validation sees broken."""
    for standard in STANDARDS:
        try:
            report = page.validate_pdf_bytes(pdf, profile=standard)
        except page.PageError as error:
            yield Finding("page", standard.value, f"unreadable: {type(error).__name__}")
        else:
            yield from (Finding("page", failure.rule_id, failure.message) for failure in report.failures)


@cache
def by_outloud(pdf: bytes) -> tuple[Finding, ...]:
    with _kept(pdf) as file:
        result = outloud.check(str(file))
    unread = (Finding("outloud", "unreadable", result.error),) if result.error else ()
    found = (Finding("outloud", found.rule, f"{found.message}: {found.evidence or ''}") for found in result.findings)
    return (*unread, *found)


def by_qpdf(pdf: bytes) -> Iterator[Finding]:
    with _kept(pdf) as file:
        told = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False, text=True)
    if told.returncode or "File is not encrypted" not in told.stdout:
        yield Finding("qpdf", str(told.returncode), told.stderr[-200:])


@contextmanager
def _kept(pdf: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "judged.pdf"
        file.write_bytes(pdf)
        yield file
