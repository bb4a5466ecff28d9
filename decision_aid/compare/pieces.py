"""A questionnaire taken to pieces, each flat: what it says, by the name of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from decision_aid.core import waiting
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.wording import texts
from decision_aid.core.words import Words

_LISTS = {
    "topics": "topic",
    "scales": "scale",
    "warning_signs": "warning sign",
    "notes": "note",
    "evidence": "study",
    "facts": "fact",
    "glossary": "word explained",
    "sources": "source",
    "ipdas": "rating",
}
_CONDITIONS = {"when", "also_when"}
_HEAD = ("version", "published", "language", "title")
_WHOLE = ("texts", "roles", "printout")


@dataclass(frozen=True, slots=True)
class Piece:
    """Something with a name; `home` is the name of what it stands in, `title` what it is called there.

    `fields` holds what it says: texts and lists as texts, the options of a question by their codes. `alone` tells that
    it is a page of one question, which says all that there is to say. `exact` has conditions as they are written,
    `said` the names of the fields that are read as texts.
    """

    noun: str
    name: str
    title: str
    fields: Mapping[str, str]
    home: str = ""
    alone: bool = False
    exact: Mapping[str, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()

    def tells(self, name: str) -> str:
        """Return what must be equal for a field to be the same: a condition may wait for an answer called otherwise."""
        return self.exact.get(name) or self.fields.get(name, "")


def pieces(questionnaire: Questionnaire) -> Iterator[Piece]:
    """Go through all pieces in the order of the file."""
    flat = _Flat(questionnaire)
    head = {name: str(getattr(questionnaire, name)) for name in _HEAD}
    yield Piece("questionnaire", questionnaire.id, questionnaire.title, head, said=frozenset({"title"}))
    if questionnaire.local:
        own, apart = questionnaire.local, ("reworded", "left_out", "part")
        yield flat.piece("clinic's own file", questionnaire.id, own.version, own, *apart)
    for name in _WHOLE:
        yield flat.piece("section", name, name, getattr(questionnaire, name))
    yield from _asked(questionnaire, flat)
    for key, noun in _LISTS.items():
        for item in getattr(questionnaire, key):
            yield flat.piece(noun, item.id, _title(item), item)
    yield from _records(questionnaire, flat)
    yield from _grid(questionnaire, flat)
    for code in questionnaire.codes:
        yield flat.piece("code", f"{code.system} {code.code}", code.display, code)


def _asked(questionnaire: Questionnaire, flat: _Flat) -> Iterator[Piece]:
    for part in questionnaire.parts:
        yield flat.piece("part", part.id, part.title, part, "pages")
        for page in part.pages:
            title, alone = page.title or page.questions[0].label, len(page.questions) == 1
            yield flat.piece("page", page.id, title, page, "questions", home=part.id, alone=alone)
            for question in page.questions:
                shared = ("options",) if getattr(question, "scale", None) else ()  # they are told of the scale
                yield flat.piece("question", question.id, question.label, question, *shared, home=page.id)


def _grid(questionnaire: Questionnaire, flat: _Flat) -> Iterator[Piece]:
    grid = questionnaire.option_grid
    yield from (flat.piece("option", option.id, option.title, option) for option in grid.options)
    for row in grid.rows:
        yield flat.piece("row", row.id, row.title, row, "cells")
        for cell in row.cells:
            yield flat.piece("cell", f"{row.id}.{cell.option}", cell.text, cell, home=row.id)


def _records(questionnaire: Questionnaire, flat: _Flat) -> Iterator[Piece]:
    said = questionnaire.registry
    if said is None:
        return
    yield flat.piece("section", "registry", said.title, said, "rows", "gates")
    yield from (flat.piece("row beside a trial record", row.id, row.label, row) for row in said.rows)
    yield from (flat.piece("numbers to bring", gate.id, gate.label, gate) for gate in said.gates)


def _exact(item: BaseModel) -> dict[str, str]:
    """Return the conditions of a piece as they are written."""
    found = ((name, getattr(item, name, None)) for name in _CONDITIONS)
    return {name: condition.model_dump_json() for name, condition in found if condition is not None}


def _said(item: BaseModel) -> frozenset[str]:
    """Return the fields of a piece that are read as texts; of a list of texts the name of the list."""
    return frozenset(place.rstrip(".0123456789") for place, _ in texts(item))


def _title(item: Any) -> str:
    names = ("label", "title", "text", "word", "product", "about")
    return str(next(getattr(item, name) for name in (*names, "id") if hasattr(item, name)))


class _Flat:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._asked = questionnaire

    def piece(
        self, noun: str, name: str, title: str, model: BaseModel, *apart: str, home: str = "", alone: bool = False
    ) -> Piece:
        """Return what a model says as a piece, without its id and what stands `apart` as pieces of their own."""
        fields = dict(self._fields(model, "", {"id", *apart}))
        return Piece(noun, name, title, fields, home, alone, _exact(model), _said(model))

    def _fields(self, model: BaseModel, place: str, apart: set[str]) -> Iterator[tuple[str, str]]:
        for name in type(model).model_fields:
            value = getattr(model, name)
            if name in apart or value is None:
                continue
            if name in _CONDITIONS and not isinstance(value, str):  # a date that must be past is no condition
                yield f"{place}{name}", waiting.said(self._asked, value, Words())
            else:
                yield from self._value(value, f"{place}{name}")

    def _value(self, value: Any, place: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, BaseModel):
            yield from self._fields(value, f"{place}.", set())
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from self._value(inner, f"{place}.{key}")
        elif isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
            for key, item in _keyed(value):
                yield from self._fields(item, f"{place}.{key}.", {"code"} if hasattr(item, "code") else set())
        elif isinstance(value, tuple):
            yield place, "; ".join(map(str, value))
        else:
            yield place, str(value)


def _keyed(items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Go through items of a list with what tells one from another: its code, its question, or its place."""
    for number, item in enumerate(items, start=1):
        yield str(getattr(item, "code", None) or getattr(item, "question", None) or number), item
