"""A draft: what one person has given so far, and which pages they have been through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from decision_aid.core.answers import Answer, Answers

FORMAT = 3
MOST_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything kept of one journey.

    `pages` holds, for every page on which Continue was pressed, how often it was saved; its key is the page's id,
    or `page@2` for the second offer. `questionnaire` names the questionnaire's id, version and hash the answers
    were given under; `asked` has the fingerprint (see `core.changes`) of every question that was there when its page
    was last saved, or when the draft began. `removed` tells how many offers were taken away: the others moved up since.
    """

    answers: Answers = field(default_factory=Answers)
    pages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    questionnaire: tuple[str, str, str] = ("", "", "")
    asked: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    removed: int = 0

    def as_data(self) -> dict[str, Any]:
        """Return the draft as plain data that `from_data` takes back unaltered."""
        return {
            "format": FORMAT,
            "answers": self.answers.as_data(),
            "pages": dict(self.pages),
            "questionnaire": list(self.questionnaire),
            "asked": dict(self.asked),
            "removed": self.removed,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Draft:
        """Return the draft kept as this data. Raises ValueError for a format this program does not know."""
        data = _brought_up(data)
        identity, version, digest = data["questionnaire"]
        return cls(
            Answers.from_data(data["answers"]),
            MappingProxyType(dict(data["pages"])),
            (identity, version, digest),
            MappingProxyType(dict(data["asked"])),
            data["removed"],
        )

    @property
    def characters(self) -> int:
        """Return how many characters of the person's own words it holds."""
        given = (self.answers.person, *self.answers.offers)
        return sum(len(answer.note) for answers in given for answer in answers.values())

    def revision(self, key: str, offer: int | None) -> str:
        """Return what tells a page as it is now from what it was: `2`, or `2.1` for an offer after one was removed."""
        count = self.pages.get(key, 0)
        return f"{count}.{self.removed}" if offer and self.removed else f"{count}"

    def with_page(self, key: str, offer: int | None, answers: Mapping[str, Answer]) -> Draft:
        """Return the draft with one page's answers, and the page's revision one higher."""
        pages = {**self.pages, key: self.pages.get(key, 0) + 1}
        return replace(self, answers=self.answers.merged(offer, answers), pages=MappingProxyType(pages))

    def with_asked(self, asked: Mapping[str, str]) -> Draft:
        """Return the draft with these questions' fingerprints as they are now."""
        return replace(self, asked=MappingProxyType({**self.asked, **asked}))

    def without_offer(self, offer: int, answers: Answers) -> Draft:
        """Return the draft with these answers, and the pages of the offers after this one moved up."""
        pages = {_moved(key, offer): revision for key, revision in self.pages.items() if not key.endswith(f"@{offer}")}
        return replace(self, answers=answers, pages=MappingProxyType(pages), removed=self.removed + 1)


def _second(data: dict[str, Any]) -> dict[str, Any]:
    """From format 1, which did not keep what each question was."""
    return {**data, "format": 2, "asked": {}}


def _third(data: dict[str, Any]) -> dict[str, Any]:
    """From format 2, which did not count the offers that were taken away."""
    return {**data, "format": 3, "removed": 0}


# From each format there has been to the next.
_NEXT: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({1: _second, 2: _third})


def _brought_up(data: dict[str, Any]) -> dict[str, Any]:
    while data.get("format") != FORMAT:
        step = _NEXT.get(data.get("format", 0))
        if step is None:
            message = "unknown draft format"
            raise ValueError(message)
        data = step(data)
    return data


def _moved(key: str, removed: int) -> str:
    page, _, offer = key.partition("@")
    return f"{page}@{int(offer) - 1}" if offer and int(offer) > removed else key
