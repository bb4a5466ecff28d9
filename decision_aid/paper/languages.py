"""Says in the tags which language a piece of text is in: WeasyPrint tells a PDF only the language of the whole.

It keeps no public way from a tag back to the HTML, so its function that makes tags is wrapped. Made for the version
below; under any other nothing is wrapped, and a test says that it is time to look here again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
import weasyprint
from weasyprint.pdf import tags

MADE_FOR = "70.0"
_WHOLE = ("html", "body")


def speak() -> None:
    """Have every document made from here on name the language of an element that has one; done once."""
    if weasyprint.__version__ == MADE_FOR and not isinstance(tags._build_box_tree, _Speaking):  # noqa: SLF001 - no public way
        tags._build_box_tree = _Speaking(tags._build_box_tree)  # noqa: SLF001 - as above


class _Speaking:
    """WeasyPrint's function that yields the tags of a box, with `Lang` on those whose HTML element has `lang`."""

    def __init__(self, tagged: Any) -> None:
        self._tagged = tagged

    def __call__(self, box: Any, *rest: Any) -> Iterator[Any]:
        language = box.element.get("lang") if box.element is not None and box.element_tag not in _WHOLE else None
        for element in self._tagged(box, *rest):
            if language:
                element["Lang"] = pydyf.String(language)
            yield element
