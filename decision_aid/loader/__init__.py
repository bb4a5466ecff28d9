"""A questionnaire's file to a questionnaire; every fault is one sentence with file, line and id."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.loader.document import Document, Unreadable, read
from decision_aid.loader.inspection import inspect
from decision_aid.loader.manuscript import text_of

__all__ = ["Loaded", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire with the SHA-256 of its content (64 hexadecimal digits; comments and layout do not count)."""

    questionnaire: Questionnaire
    digest: str


def load(path: Path) -> Loaded:
    """Return the questionnaire in this file. Raises QuestionnaireInvalid with a sentence for every fault."""
    try:
        document = read(text_of(path))
    except Unreadable as fault:
        raise QuestionnaireInvalid((_sentence(path, fault.line, fault.sentence),)) from None
    questionnaire = _questionnaire(document)
    if questionnaire is None:
        marked = sorted(inspect(document), key=lambda fault: fault[0])
        lines = dict.fromkeys(_sentence(path, line, sentence) for line, sentence in marked)
        raise QuestionnaireInvalid(tuple(lines))
    return Loaded(questionnaire, _digest(document.data))


def _questionnaire(document: Document) -> Questionnaire | None:
    if document.slips:
        return None
    try:
        return Questionnaire.model_validate(document.data)
    except ValidationError:
        return None


def _sentence(path: Path, line: int, sentence: str) -> str:
    return f"{path}:{line}: {sentence}" if line else f"{path}: {sentence}"


def _digest(data: Any) -> str:
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
