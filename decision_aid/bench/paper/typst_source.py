"""Our document's HTML written as Typst: the same texts, headings, lists and tables, in a look of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

from decision_aid.services import ANSWERS_FILE

_FRAME = """#set document(title: {title}, date: datetime(year: 2026, month: 11, day: 23))
#let foot = text(9pt)[#{foot} #h(1fr) #context counter(page).display()]
#set page(paper: {paper}, margin: (x: 13mm, top: 10mm, bottom: 13mm), footer: foot)
#set text(font: ("Decision Aid Sans", "DejaVu Sans"), size: 10.5pt, lang: {lang})
#set par(leading: 0.42em, spacing: 0.6em)
#show heading: set text(size: 11.5pt)
#pdf.attach({name}, bytes({data}), relationship: "data", mime-type: "application/fhir+json", description: {name})
"""
_TICKABLE = "asks"
_PAPER = {"letter": "us-letter", "a4": "a4"}


def source(html: str, data: bytes, paper: str) -> str:
    """Return the Typst source of one of our documents with its data attached."""
    root = fromstring(html)  # noqa: S314 - our own document
    frame = _FRAME.format(
        title=_text(root.findtext("head/title") or ""),
        paper=_text(_PAPER[paper]),
        foot=_text(root.get("data-foot", "")),
        lang=_text(root.get("lang", "en")),
        name=_text(ANSWERS_FILE),
        data=_text(data.decode()),
    )
    body = root.find("body")
    return frame + (_inside(body) if body is not None else "")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _words(text: str | None) -> str:
    return f"#{_text(' '.join(text.split(' ')))};" if text and text.strip() else " " if text else ""


def _inside(element: Element) -> str:
    return _words(element.text) + "".join(_written(child) + _words(child.tail) for child in element)


def _written(element: Element) -> str:
    write = _WAYS.get(element.tag)
    return write(element) if write else _inside(element)


def _call(name: str) -> Callable[[Element], str]:
    return lambda element: f"#{name}[{_inside(element)}];"


def _heading(level: int) -> Callable[[Element], str]:
    return lambda element: f"#heading(level: {level})[{_inside(element)}];\n"


def _section(element: Element) -> str:
    begins = "" if element.get("id") == "page-1" else "#pagebreak()\n"
    return f"{begins}{_inside(element)}"


def _list(element: Element) -> str:
    marker = "box(width: 6pt, height: 6pt, stroke: 0.8pt)" if element.get("class") == _TICKABLE else "none"
    items = ", ".join(f"[{_inside(item)}]" for item in element)
    return f"#list(marker: {marker}, {items});\n"


def _table(element: Element) -> str:
    columns = len(element.findall("colgroup/col"))
    head = ", ".join(_cell(cell) for cell in element.findall("thead/tr/*"))
    cells = ", ".join(_cell(cell) for cell in element.findall("tbody/tr/*"))
    header = f"table.header({head}), " if head else ""
    return f"#table(columns: ({'1fr, ' * columns}), stroke: none, inset: 2pt, {header}{cells});\n"


def _cell(cell: Element) -> str:
    inner = f"strong[{_inside(cell)}]" if cell.tag == "th" else f"[{_inside(cell)}]"
    return f"table.cell(colspan: {cell.get('colspan', '1')}, {inner})"


_WAYS: dict[str, Callable[[Element], str]] = {
    "b": _call("strong"),
    "i": _call("emph"),
    "p": _call("par"),
    "h1": _heading(1),
    "h2": _heading(2),
    "h3": _heading(3),
    "section": _section,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "br": lambda _: "#linebreak();",
}
