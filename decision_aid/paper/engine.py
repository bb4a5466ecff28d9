"""The printing engine: HTML to PDF with the shipped fonts and styles, made ready once for many documents."""

from __future__ import annotations

import gc
import logging
from dataclasses import dataclass, field
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from decision_aid import assets
from decision_aid.paper.fetcher import ShippedOnly, shipped
from decision_aid.paper.job import Job, Printed

_VARIANT = "pdf/ua-1"
_FIRST, _SECOND, _ANNEX = "page-1", "page-2", "annex"


class Engine:
    """Sets documents in type. Not for threads: the fonts are shared."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._fetcher = ShippedOnly(shipped())
        sheets = {name: self._style(f"{name}.css") for name in ("paper", "letter", "a4")}
        self._styles = {paper: [sheets["paper"], sheets[paper]] for paper in ("letter", "a4")}
        self._missing = _MissingLetters()
        logging.getLogger("weasyprint").addHandler(self._missing)
        gc.collect()
        gc.freeze()

    def printed(self, job: Job) -> Printed:
        """Return the job's PDF, or only how it fits if it is a trial or does not fit."""
        self._missing.seen.clear()
        gc.disable()
        try:
            return self._printed(job)
        finally:
            gc.enable()
            gc.collect()

    def _printed(self, job: Job) -> Printed:
        source = HTML(string=job.html, url_fetcher=self._fetcher)
        document = source.render(stylesheets=self._styles[job.paper], font_config=self._fonts, pdf_variant=_VARIANT)
        first, second = _overfull(document.pages)
        if job.trial or first or second:
            return Printed(first_over=first, second_over=second)
        pdf = document.write_pdf(pdf_variant=_VARIANT)
        return Printed(pdf=pdf, missing=tuple(sorted(self._missing.seen)))

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


@dataclass
class _MissingLetters(logging.Handler):
    """Keeps the code points that no font could draw; the engine reports them as warnings."""

    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg):
            self.seen.add(record.getMessage().rpartition("(")[2].rstrip(")."))
