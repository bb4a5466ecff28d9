"""The printing engine: HTML to PDF with the shipped fonts and styles, made ready once for many documents."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from weasyprint import CSS, Attachment
from weasyprint.text.fonts import FontConfiguration

from decision_aid import assets
from decision_aid.paper.fetcher import ShippedOnly, shipped
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.mends import mend
from decision_aid.paper.once import settle
from decision_aid.paper.source import source
from decision_aid.paper.standards import VARIANT, both, tidy
from decision_aid.paper.tagging import finish
from decision_aid.services import ANSWERS_FILE

_DESCRIPTION = "The answers as data: HL7 FHIR R4 QuestionnaireResponse"
_FIRST, _SECOND, _ANNEX = "page-1", "page-2", "annex"


class Engine:
    """Sets documents in type. Not for threads: the fonts are shared."""

    def __init__(self) -> None:
        mend()
        self._fonts = FontConfiguration()
        self._fetcher = ShippedOnly(shipped())
        self._elements = self._style("elements.css")
        sheets = {name: self._style(f"{name}.css") for name in ("paper", "letter", "a4")}
        self._styles = {paper: [sheets["paper"], sheets[paper]] for paper in ("letter", "a4")}
        self._log = _Log()
        logging.getLogger("weasyprint").addHandler(self._log)
        gc.collect()
        gc.freeze()

    def printed(self, job: Job) -> Printed:
        """Return the job's PDF, or only how it fits if it is a trial or does not fit."""
        self._log.clear()
        gc.disable()
        try:
            return self._printed(job)
        finally:
            gc.enable()
            gc.collect()

    def _printed(self, job: Job) -> Printed:
        read = source(job.html, self._fetcher, self._elements)
        document = read.render(stylesheets=self._styles[job.paper], font_config=self._fonts, pdf_variant=VARIANT)
        first, second = _overfull(document.pages)
        if job.trial or first or second:
            return Printed(first_over=first, second_over=second)
        pdf = _written(document, job)
        return Printed(pdf=pdf, missing=tuple(sorted(self._log.missing)), warnings=tuple(self._log.warnings))

    def _style(self, name: str) -> Any:
        text = (assets.templates() / "paper" / name).read_text(encoding="utf-8")
        return CSS(string=text, font_config=self._fonts, url_fetcher=self._fetcher)


def _overfull(pages: list[Any]) -> tuple[bool, bool]:
    """Tell whether page 1 and page 2 hold more than a sheet; a document without them cannot be overfull."""
    # From the last page back, since what goes on over several pages has its name on each of them.
    starts = {name: number for number, page in reversed([*enumerate(pages)]) for name in page.anchors}
    if _SECOND not in starts:
        return False, False
    end = starts.get(_ANNEX, len(pages))
    return starts[_SECOND] - starts[_FIRST] > 1, end - starts[_SECOND] > 1


def _written(document: Any, job: Job) -> bytes:
    both(document)
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=_finish, attachments=[*_attached(job)])
    return pdf


def _finish(document: Any, pdf: Any) -> None:
    finish(document, pdf)
    tidy(pdf)
    settle(pdf)


def _attached(job: Job) -> Iterator[Attachment]:
    """Go through what the document carries: the answers as data, if there are any, dated with its own day."""
    if job.data:
        day = datetime.fromisoformat(job.day).replace(tzinfo=UTC)
        # as a string of characters: bytes would be taken for a name to fetch
        yield Attachment(
            string=job.data.decode(),
            name=ANSWERS_FILE,
            description=_DESCRIPTION,
            created=day,
            modified=day,
            relationship="Data",
        )


@dataclass
class _Log(logging.Handler):
    """Keeps what the engine complains of: code points that no font could draw, and whatever else."""

    missing: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def __hash__(self) -> int:
        return id(self)

    def clear(self) -> None:
        self.missing.clear()
        self.warnings.clear()

    def emit(self, record: logging.LogRecord) -> None:
        message = str(record.msg)
        if ".notdef" in message:
            self.missing.add(record.getMessage().rpartition("(")[2].rstrip(")."))
        else:
            self.warnings.append(message)  # without its values, which could hold an answer
