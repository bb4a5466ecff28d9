"""Where each item of a questionnaire stands: its place in reading order and the groups around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision_aid.fhir.model import Item, Questionnaire


@dataclass(frozen=True, slots=True)
class Standing:
    """An item, counted from 0 in reading order, with the items around it from the outside in."""

    item: Item
    number: int
    around: tuple[Item, ...]

    @property
    def repeated_in(self) -> tuple[str, ...]:
        """Return the groups that may stand several times, of those it is in."""
        return tuple(outer.link_id for outer in self.around if outer.repeats)


def standings(questionnaire: Questionnaire) -> tuple[Standing, ...]:
    """Return every item in reading order."""
    return tuple(Standing(item, number, around) for number, (item, around) in enumerate(_all(questionnaire.item, ())))


def _all(items: Iterable[Item], around: tuple[Item, ...]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    for item in items:
        yield item, around
        yield from _all(item.item or (), (*around, item))
