"""The journey as laid out once for a questionnaire, so that walking it with some answers only picks."""

from __future__ import annotations

from typing import NamedTuple

from decision_aid.core.conditions import Condition


class Step(NamedTuple):
    """One page on the path, about the person (offer None) or about offer 1 to 3."""

    page: str
    offer: int | None = None

    @property
    def key(self) -> str:
        """Return the name the draft keeps this page's revision under."""
        return self.page if self.offer is None else f"{self.page}@{self.offer}"


class Stretch(NamedTuple):
    """Neighbouring pages that are asked together: always, or when one condition holds; with their questions."""

    when: Condition | None
    steps: tuple[Step, ...]
    questions: frozenset[str]


class Leg(NamedTuple):
    """Neighbouring parts about the same: the person (offer None) or offer 1 to 3."""

    offer: int | None
    stretches: tuple[Stretch, ...]
