"""How much a browser must fetch: bytes of pages and stylesheet, and requests for a page."""

from __future__ import annotations

import re
from wsgiref.types import WSGIApplication

from decision_aid.bench.caller import asked, call
from decision_aid.bench.person import Person, address
from decision_aid.bench.table import Row

_FETCHED = re.compile(r'(?:<link[^>]*href|<img[^>]*src)="(/[^"]*)"')
_KIB = 1024


def rows(application: WSGIApplication, person: Person) -> tuple[Row, ...]:
    """Return the weights; the page counted is the heaviest question page of a whole journey, with what was given."""
    pages = {address(step): call(application, person.get(step)).body for step in person.steps}
    heaviest = max(pages, key=lambda name: len(pages[name]))
    parts = sorted(set(_FETCHED.findall(pages[heaviest].decode())))
    replies = {part: call(application, asked(part)) for part in parts}
    style = next(len(reply.body) for part, reply in replies.items() if part.endswith(".css"))
    again = [part for part, reply in replies.items() if "immutable" not in reply.header("Cache-Control")]
    return (
        Row("largest question page", len(pages[heaviest]) / _KIB, "KB", 12, heaviest),
        Row("stylesheet", style / _KIB, "KB", 16),
        Row("requests for a later page", 1 + len(again), "requests", 2, f"{1 + len(parts)} for the first page"),
    )
