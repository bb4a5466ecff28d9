"""The parts of FHIR R4 that are written and read here: https://hl7.org/fhir/R4/questionnaire.html.

Codes that R4 requires are Literals; an element that is not named here is refused. Names are FHIR's own.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

LinkId = Annotated[str, Field(pattern=r"^\S+$", max_length=255)]


class Element(BaseModel):
    """What every element keeps to. Written as JSON by alias, without what is absent."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=to_camel, populate_by_name=True, hide_input_in_errors=True
    )

    def as_json(self) -> bytes:
        """Return the element as compact JSON with a line end: equal elements give equal bytes."""
        return self.model_dump_json(by_alias=True, exclude_none=True).encode() + b"\n"


class Coding(Element):
    system: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(pattern=r"^\S+( \S+)*$")]
    display: str | None = None
    version: str | None = None
    extension: tuple[Extension, ...] | None = None


class Concept(Element):
    coding: tuple[Coding, ...] | None = None
    text: str | None = None


class Extension(Element):
    url: str
    value_code: str | None = None
    value_coding: Coding | None = None
    value_codeable_concept: Concept | None = None
    value_decimal: float | None = None
    value_integer: int | None = None
    value_string: str | None = None


class EnableWhen(Element):
    question: LinkId
    operator: Literal["exists", "=", "!=", ">", "<", ">=", "<="]
    answer_boolean: bool | None = None
    answer_coding: Coding | None = None
    answer_decimal: float | None = None
    answer_integer: int | None = None


class AnswerOption(Element):
    value_coding: Coding
    extension: tuple[Extension, ...] | None = None


class Initial(Element):
    """A value that is there before anybody answered: we never write one, and check that there is none."""

    value_coding: Coding | None = None
    value_decimal: float | None = None
    value_integer: int | None = None
    value_string: str | None = None


ItemType = Literal["group", "display", "choice", "decimal", "integer", "string", "text"]


class Item(Element):
    link_id: LinkId
    extension: tuple[Extension, ...] | None = None
    code: tuple[Coding, ...] | None = None
    prefix: str | None = None
    text: str | None = None
    type: ItemType
    enable_when: tuple[EnableWhen, ...] | None = None
    enable_behavior: Literal["all", "any"] | None = None
    required: bool | None = None
    repeats: bool | None = None
    read_only: bool | None = None
    max_length: int | None = None
    answer_value_set: str | None = None
    answer_option: tuple[AnswerOption, ...] | None = None
    initial: tuple[Initial, ...] | None = None
    item: tuple[Item, ...] | None = None


class Meta(Element):
    tag: tuple[Coding, ...] | None = None
    profile: tuple[str, ...] | None = None
    version_id: str | None = None
    last_updated: str | None = None
    source: str | None = None
    security: tuple[Coding, ...] | None = None


class Questionnaire(Element):
    resource_type: Literal["Questionnaire"] = "Questionnaire"
    meta: Meta | None = None
    language: str
    url: str
    version: str
    name: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9_]{0,254}$")]
    title: str
    status: Literal["draft", "active", "retired", "unknown"]
    experimental: bool | None = None
    subject_type: tuple[Literal["Patient"], ...] | None = None
    date: str
    publisher: str | None = None
    description: str | None = None
    purpose: str | None = None
    copyright: str | None = None
    code: tuple[Coding, ...] | None = None
    item: tuple[Item, ...]


class ResponseAnswer(Element):
    value_coding: Coding | None = None
    value_decimal: float | None = None
    value_integer: int | None = None
    value_string: str | None = None
    item: tuple[ResponseItem, ...] | None = None


class ResponseItem(Element):
    link_id: LinkId
    text: str | None = None
    definition: str | None = None
    answer: Annotated[tuple[ResponseAnswer, ...], Field(min_length=1)] | None = None
    item: Annotated[tuple[ResponseItem, ...], Field(min_length=1)] | None = None


class QuestionnaireResponse(Element):
    """A response. What a clinic's own system may add (`subject`, `identifier`, a narrative …) is read past."""

    resource_type: Literal["QuestionnaireResponse"] = "QuestionnaireResponse"
    id: str | None = None
    meta: Meta | None = None
    language: str | None = None
    text: dict[str, Any] | None = None
    extension: tuple[dict[str, Any], ...] | None = None
    identifier: dict[str, Any] | None = None
    questionnaire: str
    status: Literal["in-progress", "completed", "amended", "entered-in-error", "stopped"]
    subject: dict[str, Any] | None = None
    encounter: dict[str, Any] | None = None
    authored: str | None = None
    author: dict[str, Any] | None = None
    source: dict[str, Any] | None = None
    item: tuple[ResponseItem, ...] | None = None
