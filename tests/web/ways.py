"""The ways back, as somebody finds them on the pages."""

from __future__ import annotations

import re

from tests.web.page import Element, fields
from tests.web.visitor import Shown, Visitor

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


def code_of(visitor: Visitor) -> str:
    """Return the code on the page that tells how to come back."""
    found = CODE.findall(visitor.get("/keep").text)
    assert found
    return str(found[0])


def way(shown: Shown, field: str) -> Element:
    """Return the form of the page that has this field."""
    return next(form for form in shown.page.all("form") if field in fields(form))
