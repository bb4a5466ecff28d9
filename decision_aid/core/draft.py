"""A draft: what one person has given so far, and which pages they have been through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from decision_aid.core.answers import Answers

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything kept of one journey.

    `pages` holds, for every page on which Continue was pressed, how often it was saved; its key is the page's id,
    or `page@2` for the second offer. `questionnaire` names the questionnaire's id, version and hash the answers
    were given under.
    """

    answers: Answers = field(default_factory=Answers)
    pages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    questionnaire: tuple[str, str, str] = ("", "", "")

    def as_data(self) -> dict[str, Any]:
        """Return the draft as plain data that `from_data` takes back unaltered."""
        return {
            "format": FORMAT,
            "answers": self.answers.as_data(),
            "pages": dict(self.pages),
            "questionnaire": list(self.questionnaire),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Draft:
        """Return the draft kept as this data. Raises ValueError for a format this program does not know."""
        if data.get("format") != FORMAT:
            message = "unknown draft format"
            raise ValueError(message)
        identity, version, digest = data["questionnaire"]
        return cls(
            Answers.from_data(data["answers"]), MappingProxyType(dict(data["pages"])), (identity, version, digest)
        )
