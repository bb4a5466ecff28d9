"""What a clinic's own file may hold. What it adds is checked where it is laid: with everything around it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from decision_aid.core.schema.local import ContactLine
from decision_aid.core.schema.wording import Identifier, Model, Wording

PIECES = ("sources", "facts", "glossary")
_Pieces = tuple[dict[str, Any], ...]


class Rewording(Model):
    """Other words for a question; its answers keep theirs, so that they mean the same in every clinic."""

    label: Any = None
    brief: Any = None
    hint: Any = None
    why: Any = None
    say: Any = None
    specific: Any = None
    vague: Any = None
    note: Any = None

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name in type(self).model_fields if name in self.model_fields_set)


class LeavingOut(Model):
    """A question that is not asked here, and why not."""

    question: Identifier
    why: Wording


class LocalFile(Model):
    """A clinic's own file; `questionnaire` is the id of the one that it is laid over."""

    questionnaire: Identifier
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,2}(\.\d{1,3})?$")]
    contact: Annotated[tuple[ContactLine, ...], Field(max_length=3)] = ()
    reword: dict[Identifier, Rewording] = Field(default_factory=dict)
    leave_out: tuple[LeavingOut, ...] = ()
    part: dict[str, Any] | None = None
    sources: _Pieces = ()
    facts: _Pieces = ()
    glossary: _Pieces = ()
