"""Every text that a content editor wrote, with the name of the thing it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from decision_aid.core.schema import Measure, Page, Part, Question, Questionnaire, Text

_QUESTION = ("label", "brief", "hint", "why", "say", "specific", "vague", "note")
_SIGN = ("label", "brief", "brief_why", "why", "ask")
_NOTE = ("text", "why", "ask")


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: the kind of thing it belongs to, that thing's id, its field, and if it is about an offer."""

    kind: str
    name: str
    field: str
    text: str
    offer: bool = False

    @property
    def place(self) -> str:
        """Return what the piece is called in a sentence."""
        return f"{self.kind} {self.name}: {self.field}"


def pieces(questionnaire: Questionnaire) -> Iterator[Piece]:
    """Go through all texts: of the pages, the rules, what is known, the options, and the program's own."""
    yield from _pages(questionnaire)
    for sign in questionnaire.warning_signs:
        yield from _of_offer(_fields("warning sign", sign.id, sign, _SIGN))
    for note in questionnaire.notes:
        written = _fields("note", note.id, note, _NOTE)
        yield from _of_offer(written) if note.about == "offer" else written
    yield from _known(questionnaire)
    for row in questionnaire.option_grid.rows:
        for cell in row.cells:
            yield Piece("cell", f"{row.id}.{cell.option}", "text", cell.text)
    for name in type(questionnaire.texts).model_fields:
        yield from _lines("texts", name, getattr(questionnaire.texts, name))


def _pages(questionnaire: Questionnaire) -> Iterator[Piece]:
    for scale in questionnaire.scales:
        for option in scale.options:
            yield Piece("scale", scale.id, f"option {option.code}", option.label)
    for part, page in questionnaire.pages():
        written = _page(part, page)
        yield from _of_offer(written) if part.about == "offer" else written


def _of_offer(written: Iterator[Piece]) -> Iterator[Piece]:
    return (replace(piece, offer=True) for piece in written)


def _page(part: Part, page: Page) -> Iterator[Piece]:
    if page is part.pages[0]:
        yield Piece("part", part.id, "title", part.title)
    yield from _fields("page", page.id, page, ("title", "intro"))
    for question in page.questions:
        yield from _question(question)


def _question(question: Question) -> Iterator[Piece]:
    yield from _fields("question", question.id, question, _QUESTION)
    if not isinstance(question, Text) and not getattr(question, "scale", None):
        for option in question.options:
            yield Piece("question", question.id, f"option {option.code}", option.label)
    if isinstance(question, Measure):
        yield Piece("question", question.id, "exact label", question.exact.label)


def _known(questionnaire: Questionnaire) -> Iterator[Piece]:
    for fact in questionnaire.facts:
        yield Piece("fact", fact.id, "text", fact.text)
    for word in questionnaire.glossary:
        yield Piece("glossary word", word.id, "meaning", word.meaning)
    for card in questionnaire.evidence:
        yield Piece("evidence card", card.id, "result", card.primary_endpoint.result)
        yield from _fields("evidence card", card.id, card, ("subgroup",))


def _fields(kind: str, name: str, item: BaseModel, fields: tuple[str, ...]) -> Iterator[Piece]:
    for field in fields:
        text = getattr(item, field)
        if text is not None:
            yield Piece(kind, name, field, text)


def _lines(kind: str, name: str, item: BaseModel) -> Iterator[Piece]:
    for field in type(item).model_fields:
        value = getattr(item, field)
        if isinstance(value, BaseModel):
            yield from _lines(kind, f"{name}.{field}", value)
        else:
            for text in (value,) if isinstance(value, str) else value:
                yield Piece(kind, name, field, text)
