"""Findings rules as data: warning signs and always-notes."""

from typing import Annotated, Literal

from pydantic import Field

from decision_aid.core.conditions import Condition
from decision_aid.core.schema.wording import Brief, BriefWhy, Sourced, Wording

Gravity = Annotated[int, Field(ge=1, le=99)]


class WarningSign(Sourced):
    """A sign to tick; also raised when the answers about an offer fulfil `also_when`. Gravity 1 is gravest."""

    number: Annotated[int, Field(ge=1)]
    label: Brief
    brief: Brief
    brief_why: BriefWhy
    ask: Wording
    gravity: Gravity
    also_when: Condition | None = None


class Note(Sourced):
    """Something that is always said when its condition holds, about an offer or about the person.

    `unless` names a note that says the same of more: where that one is said, this one is not.
    """

    about: Literal["person", "offer"]
    when: Condition
    unless: str | None = None
    text: Wording
    ask: Wording
    gravity: Gravity
