"""Every name leads somewhere, and nothing stands there that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan


@dataclass(frozen=True, slots=True)
class Reference:
    """A name at some place that must lead to an item of the list `into`."""

    into: str
    name: str
    path: Path
    owner: str


_NOUNS = {
    "sources": "source",
    "glossary": "glossary word",
    "facts": "fact",
    "evidence": "evidence card",
    "topics": "topic",
}
_UNUSED = {
    "sources": "nothing uses this source. Name it where it is needed, or take it away.",
    "glossary": "no question explains this word. Add it to the words of a question, or take it away.",
    "facts": "no page shows this fact. Add it to the facts of a page, or take it away.",
    "evidence": "no page shows this evidence card. Add it to the evidence of a page, or take it away.",
}
_SOURCED = ("warning_signs", "notes", "evidence", "facts", "glossary")


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through names that lead nowhere, and items that nothing names."""
    references = tuple(_references(plan))
    known = {key: {item.id for item in getattr(plan.questionnaire, key)} for key in _NOUNS}
    for reference in references:
        if reference.name not in known[reference.into]:
            yield _lost(reference)
    used = {(reference.into, reference.name) for reference in references}
    for key, sentence in _UNUSED.items():
        for at, item in enumerate(getattr(plan.questionnaire, key)):
            if (key, item.id) not in used:
                yield Fault((key, at), item.id, sentence, (item.id,), f"unused-{_NOUNS[key].split()[-1]}")


def _lost(reference: Reference) -> Fault:
    noun, name, into = _NOUNS[reference.into], reference.name, reference.into
    sentence = f"there is no {noun} {name}. Add it under {into}, or correct the name."
    return Fault(reference.path, reference.owner, sentence, (name,))


def _references(plan: Plan) -> Iterator[Reference]:
    yield from _of_pages(plan)
    yield from _of_questions(plan)
    yield from _of_left_out(plan)
    for key in _SOURCED:
        for at, item in enumerate(getattr(plan.questionnaire, key)):
            yield from _each("sources", item.sources, (key, at, "sources"), item.id)
    yield from _of_records(plan)
    for row_at, row in enumerate(plan.questionnaire.option_grid.rows):
        for at, cell in enumerate(row.cells):
            path = ("option_grid", "rows", row_at, "cells", at, "sources")
            yield from _each("sources", cell.sources, path, row.id)


def _of_pages(plan: Plan) -> Iterator[Reference]:
    for visited in plan.pages:
        page, path = visited.page, visited.path
        yield from _each("evidence", page.evidence, (*path, "evidence"), page.id)
        yield from _each("facts", page.facts, (*path, "facts"), page.id)


def _of_questions(plan: Plan) -> Iterator[Reference]:
    for asked in plan.asked:
        question, path = asked.question, asked.path
        yield from _each("sources", question.sources, (*path, "sources"), question.id)
        yield from _each("glossary", question.words, (*path, "words"), question.id)
        if question.topic is not None:
            yield Reference("topics", question.topic, (*path, "topic"), question.id)


def _of_records(plan: Plan) -> Iterator[Reference]:
    said = plan.questionnaire.registry
    for key in ("rows", "gates") if said else ():
        for at, item in enumerate(getattr(said, key)):
            yield from _each("sources", item.sources, ("registry", key, at, "sources"), item.id)


def _of_left_out(plan: Plan) -> Iterator[Reference]:
    """Go through what a question that a clinic leaves out named: it is not unused, it waits there."""
    for at, left in enumerate(plan.questionnaire.local.left_out if plan.questionnaire.local else ()):
        path: Path = ("local", "left_out", at)
        yield from _each("sources", left.sources, (*path, "sources"), left.id)
        yield from _each("glossary", left.words, (*path, "words"), left.id)


def _each(into: str, names: tuple[str, ...], path: Path, owner: str) -> Iterator[Reference]:
    for at, name in enumerate(names):
        yield Reference(into, name, (*path, at), owner)
