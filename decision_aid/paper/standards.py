"""One file that keeps to two standards at once: PDF/UA-1 (accessible) and PDF/A-3a (kept for long, with its data).

WeasyPrint makes the one or the other. We ask it for PDF/A-3a, which demands tags as well, and say the other in the
metadata, by the hook made for that. PDF/A wants every property that it does not know itself to be described: the
extension schema (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

import pydyf
from weasyprint.document import DocumentMetadata

VARIANT = "pdf/a-3a"

_CMAP = b"begincmap"
_NOTHING_TO_SEE = b"<200b>"  # zero width space: a mapping must not be empty

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_NAMES = {
    "pdfuaid": _UA,
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
for _prefix, _address in _NAMES.items():
    register_namespace(_prefix, _address)


def both(document: Any) -> None:
    """Have a laid out document say that it keeps to both standards."""
    document.metadata = _Metadata(**vars(document.metadata))


def tidy(pdf: pydyf.PDF) -> None:
    """Mend what the standards ask of the file as a whole and WeasyPrint 70.0 does not give.

    The metadata are not compressed, so that programs find them without taking the file apart; an attached file is
    named once among the associated ones; a glyph that shares its letters with another stands for no letter visibly.
    """
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
    _letters_of_glyphs(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _letters_of_glyphs(pdf: pydyf.PDF) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and _CMAP in thing.stream:
            thing.stream[:] = [_meaning(line) for line in thing.stream]


def _meaning(line: bytes) -> bytes:
    return line.removesuffix(b"<>") + _NOTHING_TO_SEE if line.endswith(b" <>") else line


class _Metadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint ships no types
    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """Return WeasyPrint's metadata with the claim of PDF/UA-1 and its description in the same element."""
        rdf = fromstring(super().generate_rdf_metadata(variant, version, conformance))  # noqa: S314 - our own
        _description(rdf).set(f"{{{_UA}}}part", "1")
        _describe(_description(rdf))
        written: bytes = tostring(rdf, encoding="utf-8")
        return written


def _description(rdf: Element) -> Element:
    return SubElement(rdf, _rdf("Description"), {_rdf("about"): ""})


def _describe(description: Element) -> None:
    schema = _only_item(description, _name("pdfaExtension", "schemas"), "Bag")
    _texts(schema, "pdfaSchema", schema="PDF/UA identification", namespaceURI=_UA, prefix="pdfuaid")
    part = _only_item(schema, _name("pdfaSchema", "property"), "Seq")
    _texts(part, "pdfaProperty", name="part", valueType="Integer", category="internal", description="Part of ISO 14289")


def _only_item(parent: Element, name: str, kind: str) -> Element:
    items = SubElement(SubElement(parent, name), _rdf(kind))
    return SubElement(items, _rdf("li"), {_rdf("parseType"): "Resource"})


def _texts(parent: Element, space: str, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, _name(space, name)).text = text


def _rdf(name: str) -> str:
    return f"{{{_RDF}}}{name}"


def _name(prefix: str, name: str) -> str:
    return f"{{{_NAMES[prefix]}}}{name}"
