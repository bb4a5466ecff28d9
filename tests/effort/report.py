"""The effort of every journey in every form, as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.effort.journeys import WAYS, Form, Way, forms_of
from tests.effort.tally import Tally
from tests.effort.yard import Measure

STEADY = ("pages", "presses", "keys", "characters")
BY_SCREEN = ("scrolls, desk", "scrolls, telephone", "both, desk", "both, telephone")  # both: presses and scrolls
COUNTS = STEADY + BY_SCREEN
HEADS = ("journey", "form", *COUNTS)


def counts(tally: Tally) -> tuple[int, ...]:
    """Return the counts of a journey in the order of the table; its last page asks nothing and counts as a page."""
    steady = (len(tally.pages) + 1, tally.presses, tally.keys, tally.typed)
    return *steady, tally.desk, tally.phone, tally.presses + tally.desk, tally.presses + tally.phone


def row(form: Form, way: Way, tally: Tally) -> str:
    return _line((str(way), form, *map(str, counts(tally))))


def rows(measure: Measure, ways: Iterable[Way] = WAYS) -> Iterator[str]:
    """Go through the table line by line."""
    yield _line(HEADS)
    yield _line("---" if head in HEADS[:2] else "--:" for head in HEADS)
    for way in ways:
        for form in forms_of(way):
            yield row(form, way, measure(form, way))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
