"""A questionnaire's file to a questionnaire; every fault is one sentence with file, line and id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from decision_aid.core.errors import Flaw, QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import bounds
from decision_aid.loader.document import Document, Unreadable, read
from decision_aid.loader.inspection import inspect
from decision_aid.loader.laying import Misfit, laid
from decision_aid.loader.manuscript import text_of

__all__ = ["Loaded", "load", "refusal"]

_LOCAL = "local is not known here. What a clinic changes stands in a file of its own (DECISION_AID_LOCAL)."
Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire with the SHA-256 of its content (64 hexadecimal digits; comments and layout do not count).

    `mark` gives file, line and column of a place in the data.
    """

    questionnaire: Questionnaire
    digest: str
    mark: Callable[[tuple[str | int, ...]], Mark] = field(repr=False, compare=False)


def load(path: Path, local: Path | None = None) -> Loaded:
    """Return the questionnaire in this file, with a clinic's own file laid over it if there is one.

    Raises QuestionnaireInvalid with a sentence for every fault of either.
    """
    document = _document(path)
    questionnaire = _checked(path, document)
    if taken := tuple(bounds.reserved(questionnaire)):
        raise refusal(path, [document.flaw(fault.path, fault.rule, fault.sentence) for fault in taken])
    if local is not None:
        own = _document(local)
        try:
            document = laid(document, questionnaire, own, (path, local))
        except Misfit as misfit:
            raise refusal(local, misfit.flaws) from None
        questionnaire = _checked(path, document)
    return Loaded(questionnaire, _digest(document.data), lambda place: _mark(path, document, place))


def _document(path: Path) -> Document:
    try:
        return read(text_of(path))
    except Unreadable as fault:
        raise refusal(path, [Flaw(fault.line, 0, fault.rule, fault.sentence)]) from None


def _checked(path: Path, document: Document) -> Questionnaire:
    """Return the questionnaire in a document. Raises QuestionnaireInvalid."""
    if isinstance(document.data, dict) and "local" in document.data and not document.files:
        raise refusal(path, [*inspect(document), document.flaw(("local",), "key-unknown", _LOCAL)])
    questionnaire = _questionnaire(document)
    if questionnaire is None:
        raise refusal(path, inspect(document))
    return questionnaire


def _mark(path: Path, document: Document, place: tuple[str | int, ...]) -> Mark:
    return document.file(place) or str(path), *document.mark(place)


def refusal(path: Path, flaws: Iterable[Flaw]) -> QuestionnaireInvalid:
    """Return the error that tells of these flaws, line by line, each once; those without a file are of this one."""
    named = (flaw if flaw.file else replace(flaw, file=str(path)) for flaw in flaws)
    marked = dict.fromkeys(sorted(named, key=lambda flaw: (flaw.file != str(path), flaw.line)))
    lines = dict.fromkeys(_sentence(flaw) for flaw in marked)
    return QuestionnaireInvalid(tuple(lines), tuple(marked))


def _questionnaire(document: Document) -> Questionnaire | None:
    if document.slips:
        return None
    try:
        return Questionnaire.model_validate(document.data)
    except ValidationError:
        return None


def _sentence(flaw: Flaw) -> str:
    place = f"{flaw.file}:{flaw.line}" if flaw.line else flaw.file
    return f"{place}: {flaw.sentence}"


def _digest(data: Any) -> str:
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
