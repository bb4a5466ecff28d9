"""A document as the engine takes it. Ours are well-formed XML, which a parser in C reads some fifty times as fast."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]  # ships no types
from weasyprint import CSS, HTML


def source(html: str, fetcher: Any, elements: CSS) -> HTML:
    """Return the document, quick where it is well-formed; `elements` is the style of plain elements for such a one."""
    try:
        return _WellFormed(html, fetcher, elements)
    except ParseError:
        return HTML(string=html, url_fetcher=fetcher)


class _WellFormed(HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    def __init__(self, html: str, fetcher: Any, elements: CSS) -> None:
        root = fromstring(html)  # noqa: S314 - people's words are escaped in it: it declares no entities
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self._elements = elements

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: FBT001, FBT002 - WeasyPrint's own signature
        """Return our elements' style in place of WeasyPrint's, which styles six pseudo-elements of every element.

        Should WeasyPrint call this by another name one day, documents look the same and only take longer.
        """
        del forms
        return [self._elements]
