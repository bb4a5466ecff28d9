"""The map in words: for people who cannot see the picture, or look for a page."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.chart.lines import Line, Stop, lines
from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words

_INTRODUCTION = """\
Every page in the order of the journey. A page with a filled dot is on the short way as well. Written by
`decision-aid map`; after a change of the questionnaire run

    .venv/bin/decision-aid map --output docs/map.svg
    .venv/bin/decision-aid map --output docs/map.md
"""


def markdown(questionnaire: Questionnaire, picture: str) -> str:
    """Return the map as a Markdown document, with the picture above it."""
    title = f"Map of “{Words()(questionnaire.title)}”"
    head = f"# {title}\n\n{_INTRODUCTION}\n![{title}; the same stands in words below]({picture})\n"
    return "\n".join([head, *_parts(lines(questionnaire))])


def _parts(found: tuple[Line, ...]) -> Iterator[str]:
    for line in found:
        yield f"## {line.number}. {line.title}\n"
        yield from ["For each offer, up to three times.\n"] if line.each_offer else []
        yield from map(_stop, line.stops)
        yield ""


def _stop(stop: Stop) -> str:
    way = "●" if stop.short else "○"
    only = f" Only if {stop.when}." if stop.when else ""
    return f"- {way} `{stop.id}` {stop.heading}{only}"
