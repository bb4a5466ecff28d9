"""What a person answered: frozen, the same small shape for every kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

MOST_OFFERS = 3
MOST_STARS = 3


def _nothing() -> Mapping[str, Answer]:
    return MappingProxyType({})


def _no_offers() -> tuple[Mapping[str, Answer], ...]:
    return (_nothing(),) * MOST_OFFERS


class Answer(NamedTuple):
    """One answer: the codes chosen, in the questionnaire's order; an exact value; the person's own words.

    `exact` is a plain decimal (`36`, `12.5`) or a date (`2025-03`, `2025-03-14`). A text question has only `note`.
    A tuple, because every request makes one for each answer of a draft.
    """

    codes: tuple[str, ...] = ()
    exact: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.codes or self.exact or self.note)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers given: about the person, and about up to three offers. Absent means unanswered.

    Offers beyond the number the person has now are kept, and appear nowhere. `stars` are question ids.
    """

    person: Mapping[str, Answer] = field(default_factory=_nothing)
    offers: tuple[Mapping[str, Answer], ...] = field(default_factory=_no_offers)
    stars: tuple[str, ...] = ()

    def about(self, offer: int | None) -> Mapping[str, Answer]:
        """Return the answers about the person (None) or about offer 1 to 3."""
        return self.person if offer is None else self.offers[offer - 1]

    def merged(self, offer: int | None, given: Mapping[str, Answer]) -> Answers:
        """Return the answers with those of one page put in; an empty answer takes the old one away."""
        merged = {name: answer for name, answer in {**self.about(offer), **given}.items() if answer}
        if offer is None:
            return replace(self, person=MappingProxyType(merged))
        offers = (*self.offers[: offer - 1], MappingProxyType(merged), *self.offers[offer:])
        return replace(self, offers=offers)

    def as_data(self) -> dict[str, Any]:
        """Return the answers as JSON can write them: an answer is a list of its codes, exact value and note."""
        return {
            "person": _lists(self.person),
            "offers": [_lists(offer) for offer in self.offers],
            "stars": list(self.stars),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Answers:
        return cls(_mapping(data["person"]), tuple(_mapping(offer) for offer in data["offers"]), tuple(data["stars"]))


def _mapping(data: dict[str, Any]) -> Mapping[str, Answer]:
    return MappingProxyType({name: Answer(tuple(codes), exact, note) for name, (codes, exact, note) in data.items()})


def _lists(answers: Mapping[str, Answer]) -> dict[str, list[Any]]:
    return {name: list(answer) for name, answer in answers.items()}
