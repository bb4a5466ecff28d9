"""The same document made the plain way, as somebody would who read only the first page of WeasyPrint's documentation.

The stylesheet stands in the document and is read with it, the fonts are made ready anew each time, and tables find the
widths of their columns by themselves. The answers may stand in `tables` as well: here they did, too, before lists were
found to be quicker.
"""

from __future__ import annotations

import re
from base64 import b64encode

from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from decision_aid import assets
from decision_aid.paper.fetcher import ShippedOnly, shipped
from decision_aid.services import ANSWERS_FILE

_WIDTHS = re.compile(r"<colgroup>.*?</colgroup>", re.DOTALL)
_ANSWERS = re.compile(r'<ul class="answers">(.*?)</ul>', re.DOTALL)
_ANSWER = re.compile(r"<li[^>]*><b>(.*?)</b>(.*?)</li>", re.DOTALL)
_CELLS = ".answers th, .answers td { border-top: 0.4pt solid #999; padding-top: 1pt; padding-bottom: 1.5pt }"


def plain(html: str, paper: str) -> str:
    """Return our document as a plain one."""
    style = "\n".join((_file("paper"), _file(paper), _CELLS)).replace("table-layout: fixed", "table-layout: auto")
    return _WIDTHS.sub("", html).replace("</head>", f"<style>{style}</style></head>")


def tables(html: str) -> str:
    """Return a document with its answers in tables."""
    return _ANSWERS.sub(_table, html)


def standing_alone(html: str, paper: str) -> str:
    """Return our document as a plain one with its fonts inside, for programs that know nothing of ours."""
    html = plain(html, paper)
    for address, content in shipped().items():
        html = html.replace(f"url({address})", f"url(data:font/ttf;base64,{b64encode(content).decode()})")
    return html


def printed(html: str, data: bytes) -> bytes:
    """Return a plain document as PDF/UA-1 with the answers attached."""
    attached = Attachment(string=data.decode(), name=ANSWERS_FILE, relationship="Data")
    document = HTML(string=html, url_fetcher=ShippedOnly(shipped()))
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration(), attachments=[attached])
    return made


def _file(name: str) -> str:
    return (assets.templates() / "paper" / f"{name}.css").read_text(encoding="utf-8")


def _table(answers: re.Match[str]) -> str:
    rows = _ANSWER.sub(r'<tr><th scope="row">\1</th><td>\2</td></tr>', answers.group(1))
    return f'<table class="answers"><tbody>{rows}</tbody></table>'
