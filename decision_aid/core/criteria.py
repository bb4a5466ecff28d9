"""The lines of a record's criteria, and whether each is asked for or rules people out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from decision_aid.core.headings import heading_of, is_clear, meaning, parted
from decision_aid.core.quoting import is_item, plain_line


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a record's criteria; `excludes` tells that it stands under a heading such as "Exclusion Criteria".

    `under` is a heading of which it cannot be told whether it asks for its lines or rules them out.
    """

    text: str
    excludes: bool
    under: str = ""


def lines(criteria: str) -> Iterator[Criterion]:
    """Go through the lines of criteria without their bullets; headings are left out."""
    holds = _Holds()
    for row in _rows(criteria):
        holds.reach(row)
        first, *parts = parted(row.text)
        yield from _read(holds, row, first, within=False, lists=row.lists and not parts)
        for at, part in enumerate(parts, 1):
            within = row.is_item and not heading_of(first)
            yield from _read(holds, row, part, within=within, lists=row.lists and at == len(parts))


def _read(holds: _Holds, row: _Row, text: str, *, within: bool, lists: bool) -> Iterator[Criterion]:
    """Give what a part of a line asks, and what its heading says itself, where it is more than a heading."""
    heading = heading_of(text, lists=lists)
    rest = plain_line(text[len(heading) :])
    if heading:
        if not is_clear(heading):
            yield Criterion(plain_line(heading), holds.excludes)
        item = row.indent if within else row.inside
        holds.turn(heading, item if rest or (item is not None and row.below > item) else None)
    if rest:
        yield Criterion(rest, holds.excludes, holds.under)


@dataclass(slots=True)
class _Holds:
    """What the last heading says of the lines under it; what one within an item says ends with the item."""

    excludes: bool = False
    under: str = ""
    item: int | None = None  # how far in the item stands that the heading is in
    outside: tuple[bool, str] = (False, "")  # what holds behind that item

    def reach(self, row: _Row) -> None:
        """Come to a line: another item ends the one before it."""
        if self.item is not None and row.is_item and row.indent <= self.item:
            (self.excludes, self.under), self.item = self.outside, None

    def turn(self, heading: str, item: int | None) -> None:
        """Come to a heading, in an item that stands so far in, or in none."""
        if item is not None and self.item is None:
            self.outside = self.excludes, self.under
        self.item = item if self.item is None or item is None else self.item
        self.excludes, self.under = meaning(heading, before=self.excludes)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line without its marks, how far in it stands, and the item that it stands in.

    `below` is how far in the item right under it stands, -1 where there is none.
    """

    text: str
    indent: int
    is_item: bool
    inside: int | None
    below: int

    @property
    def lists(self) -> bool:
        """Tell whether the items under it are its own."""
        return self.below > self.indent or (self.below >= 0 and not self.is_item)


def _rows(criteria: str) -> Iterator[_Row]:
    written = [line.expandtabs() for line in criteria.splitlines() if line.strip()]
    items: list[int] = []  # how far in the items stand that go on
    for line, under in pairwise([*written, ""]):
        indent = _indent(line)
        while items and items[-1] >= indent:
            items.pop()
        inside = items[-1] if items else None
        if is_item(line):
            items.append(indent)
        yield _Row(plain_line(line), indent, is_item(line), inside, _indent(under) if is_item(under) else -1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
