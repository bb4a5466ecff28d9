"""Every text that a content editor wrote, with the name of the thing it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from pydantic import BaseModel

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Local, Measure, Option, Question, Questionnaire, RegistryTexts, Text
from decision_aid.core.schema.checks.plan import Path, Plan, Visited

_QUESTION = ("label", "brief", "hint", "why", "say", "specific", "vague", "note")
_SIGN = ("label", "brief", "brief_why", "why", "ask")
_NOTE = ("text", "why", "ask")


class Named(Protocol):
    """Anything that is called by an id."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: the kind of thing it belongs to, that thing's id, its field, its place, and if it is about an offer."""

    kind: str
    name: str
    field: str
    text: str
    path: Path
    offer: bool = False

    def fault(self, rule: str, told: str) -> Fault:
        """Return the fault that this piece, called by its place, has."""
        return Fault(self.path, self.name, f"{self.kind} {self.name}: {self.field} {told}", rule=rule)


def pieces(questionnaire: Questionnaire) -> Iterator[Piece]:
    """Go through all texts: of the pages, the rules, what is known, the options, and the program's own."""
    yield from _pages(questionnaire)
    for at, sign in enumerate(questionnaire.warning_signs):
        yield from _of_offer(_fields("warning sign", sign, _SIGN, ("warning_signs", at)))
    for at, note in enumerate(questionnaire.notes):
        written = _fields("note", note, _NOTE, ("notes", at))
        yield from _of_offer(written) if note.about == "offer" else written
    if questionnaire.registry:
        yield from _of_offer(_records(questionnaire.registry))
    yield from _known(questionnaire)
    for row_at, row in enumerate(questionnaire.option_grid.rows):
        for at, cell in enumerate(row.cells):
            path = ("option_grid", "rows", row_at, "cells", at, "text")
            yield Piece("cell", f"{row.id}.{cell.option}", "text", cell.text, path)
    for name in type(questionnaire.texts).model_fields:
        yield from _lines("texts", name, getattr(questionnaire.texts, name), ("texts", name))
    if questionnaire.local is not None:
        yield from _of_clinic(questionnaire.local)


def _of_clinic(local: Local) -> Iterator[Piece]:
    for at, line in enumerate(local.contact):
        yield Piece("clinic", "contact", f"line {at + 1}", line, ("local", "contact", at))
    for at, left in enumerate(local.left_out):
        yield Piece("left out", left.id, "reason", left.why, ("local", "left_out", at, "why"))


def _pages(questionnaire: Questionnaire) -> Iterator[Piece]:
    for at, scale in enumerate(questionnaire.scales):
        yield from _options("scale", scale.id, scale.options, ("scales", at))
    for visited in Plan(questionnaire).pages:
        written = _page(visited)
        yield from _of_offer(written) if visited.part.about == "offer" else written


def _of_offer(written: Iterator[Piece]) -> Iterator[Piece]:
    return (replace(piece, offer=True) for piece in written)


def _page(visited: Visited) -> Iterator[Piece]:
    part, page = visited.part, visited.page
    if page is part.pages[0]:
        yield Piece("part", part.id, "title", part.title, (*visited.path[:2], "title"))
    yield from _fields("page", page, ("title", "intro"), visited.path)
    for at, question in enumerate(page.questions):
        yield from _question(question, (*visited.path, "questions", at))


def _question(question: Question, path: Path) -> Iterator[Piece]:
    yield from _fields("question", question, _QUESTION, path)
    if not isinstance(question, Text) and not getattr(question, "scale", None):
        yield from _options("question", question.id, question.options, path)
    if isinstance(question, Measure):
        yield Piece("question", question.id, "exact label", question.exact.label, (*path, "exact", "label"))


def _options(kind: str, name: str, options: tuple[Option, ...], path: Path) -> Iterator[Piece]:
    for at, option in enumerate(options):
        yield Piece(kind, name, f"option {option.code}", option.label, (*path, "options", at, "label"))


def _records(said: RegistryTexts) -> Iterator[Piece]:
    for field in (
        "title",
        "question",
        "wrong_number",
        "always",
        "nothing_listed",
        "unread",
        "gates_title",
        "gates_lead",
        "told_title",
    ):
        yield Piece("trial records", "registry", field, getattr(said, field), ("registry", field))
    yield from _lines("trial records", "search", said.search, ("registry", "search"))
    for at, row in enumerate(said.rows):
        yield from _fields("row", row, ("label", "told_of", "why"), ("registry", "rows", at))
        for name, case in row.cases.items():
            path = ("registry", "rows", at, "cases", name)
            yield from (
                Piece("row", row.id, f"{name} {key}", getattr(case, key), (*path, key)) for key in ("says", "ask")
            )
    for at, gate in enumerate(said.gates):
        yield from _fields("gate", gate, ("label", "why", "ask"), ("registry", "gates", at))


def _known(questionnaire: Questionnaire) -> Iterator[Piece]:
    for at, fact in enumerate(questionnaire.facts):
        yield from _fields("fact", fact, ("text",), ("facts", at))
    for at, word in enumerate(questionnaire.glossary):
        yield from _fields("glossary word", word, ("meaning",), ("glossary", at))
    for at, card in enumerate(questionnaire.evidence):
        path = ("evidence", at, "primary_endpoint", "result")
        yield Piece("evidence card", card.id, "result", card.primary_endpoint.result, path)
        yield from _fields("evidence card", card, ("subgroup",), ("evidence", at))


def _fields(kind: str, item: Named, fields: tuple[str, ...], path: Path) -> Iterator[Piece]:
    for field in fields:
        text = getattr(item, field)
        if text is not None:
            yield Piece(kind, item.id, field, text, (*path, field))


def _lines(kind: str, name: str, item: BaseModel, path: Path) -> Iterator[Piece]:
    for field in type(item).model_fields:
        value = getattr(item, field)
        if isinstance(value, BaseModel):
            yield from _lines(kind, f"{name}.{field}", value, (*path, field))
        elif isinstance(value, str):
            yield Piece(kind, name, field, value, (*path, field))
        else:
            yield from (Piece(kind, name, field, text, (*path, field, at)) for at, text in enumerate(value))
