"""Every fault of a questionnaire at once: of its fields, and between its pieces as far as they can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from decision_aid.core.errors import Fault, Flaw
from decision_aid.core.schema import Questionnaire
from decision_aid.loader.document import Document, Path, found_at
from decision_aid.loader.mending import Mended
from decision_aid.loader.naming import place
from decision_aid.loader.sentences import rule, sentence

_MOST_ROUNDS = 60
_WHOLE = "questionnaire_faults"
# After these steps pydantic's own path names the kind it chose, which is no step of the file.
_KIND_FOLLOWS = {"when", "also_when", "exact", "not"}
_KIND_FOLLOWS_ITEMS = {"questions", "all", "any"}


def inspect(document: Document) -> Iterator[Flaw]:
    """Go through all faults, each at its place. A document without any gives nothing."""
    yield from of_slips(document)
    errors = _errors(document.data)
    for error in errors:
        if error["type"] != _WHOLE:
            yield of_field(document, error)
    for fault in _between(document.data):
        yield document.flaw(fault.path, fault.rule, _led(document.data, fault.path, fault.sentence))


def of_slips(document: Document) -> Iterator[Flaw]:
    """Go through the slips of writing, each at its place."""
    for path, slip in document.slips:
        yield document.flaw(path, "writing-unclear", _led(document.data, path[:-1], slip))


def _errors(data: Any) -> list[ErrorDetails]:
    try:
        Questionnaire.model_validate(data)
    except ValidationError as error:
        return [one for one in error.errors(include_url=False) if not _echoes(data, one)]
    return []


def _echoes(data: Any, error: ErrorDetails) -> bool:
    """Tell whether the fault only repeats another: of a scale's option, or of an entry of a list."""
    path = steps(error["loc"])
    if error["type"] == "too_short":
        entries = found_at(data, path)
        return isinstance(entries, list) and len(entries) >= error["ctx"]["min_length"]
    return _of_scale(data, path)


def steps(loc: Path) -> Path:
    """Return pydantic's path as a path in the file."""
    path: list[str | int] = []
    skip = False
    for step in loc:
        if skip:
            skip = False
            continue
        if step != "[key]":
            path.append(step)
        item_of = path[-2] if len(path) > 1 and isinstance(step, int) else None
        skip = step in _KIND_FOLLOWS or item_of in _KIND_FOLLOWS_ITEMS
    return tuple(path)


def _of_scale(data: Any, path: Path) -> bool:
    """Tell whether the fault is in options that came from a scale: the scale has it as well."""
    if "options" not in path or "questions" not in path:
        return False
    question = found_at(data, path[: path.index("options")])
    return isinstance(question, dict) and "scale" in question and question.get("options") is None


def of_field(document: Document, error: ErrorDetails) -> Flaw:
    """Return what pydantic finds wrong with a field, in a sentence and at its place."""
    path = steps(error["loc"])
    where = place(document.data, path)
    return document.flaw(path, rule(error), where.prefix() + sentence(where.rest, error))


def _led(data: Any, path: Path, words: str) -> str:
    """Return a sentence about a place, led by what the place is called."""
    where = place(data, path)
    return (where.prefix() or (f"{where.rest}: " if where.rest else "")) + words


def _between(data: Any) -> Iterator[Fault]:
    mended = Mended(data)
    for _ in range(_MOST_ROUNDS):
        found = _round(mended)
        if found is not None:
            yield from found
            return


def _round(mended: Mended) -> list[Fault] | None:
    """Return the faults between the pieces, or nothing yet after having mended some more."""
    try:
        Questionnaire.model_validate(mended.data())
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        if told[0]["type"] == _WHOLE:
            return [fault for fault in map(mended.original, told[0]["ctx"]["faults"]) if not mended.caused(fault)]
        return None if mended.mend(_to_mend(mended, told)) else []
    return []


def _to_mend(mended: Mended, errors: list[ErrorDetails]) -> list[Path]:
    data = mended.data()
    return [steps(error["loc"]) for error in errors if not _echoes(data, error)]
