"""Where every question stands: the ground all checks walk on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from decision_aid.core.schema.questions import Question, Signs, Text

if TYPE_CHECKING:
    from decision_aid.core.schema.questionnaire import Page, Part, Questionnaire

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its place: the path to it, its part, its page, and that page's position in the journey."""

    path: Path
    question: Question
    part: Part
    page: Page
    position: int

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code an answer to the question can have."""
        question = self.question
        if isinstance(question, Text):
            return ()
        options = tuple(option.code for option in question.options)
        return question.signs + options if isinstance(question, Signs) else options


@dataclass(frozen=True, slots=True)
class Visited:
    """A page with its place."""

    path: Path
    part: Part
    page: Page
    position: int


class Plan:
    """A questionnaire with the place of all its pages and questions."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    @cached_property
    def pages(self) -> tuple[Visited, ...]:
        """Every page in the order of the journey."""
        found = [
            (("parts", part_at, "pages", page_at), part, page)
            for part_at, part in enumerate(self.questionnaire.parts)
            for page_at, page in enumerate(part.pages)
        ]
        return tuple(Visited(*place, position) for position, place in enumerate(found))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question in the order of the journey."""
        return tuple(self._asked())

    @cached_property
    def question(self) -> dict[str, Asked]:
        """Every question by its id; of two with the same id the first."""
        return {asked.question.id: asked for asked in reversed(self.asked)}

    def _asked(self) -> Iterator[Asked]:
        for visited in self.pages:
            for at, question in enumerate(visited.page.questions):
                path = (*visited.path, "questions", at)
                yield Asked(path, question, visited.part, visited.page, visited.position)
