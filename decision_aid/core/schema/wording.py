"""Words that a person reads: short checked texts, each in the person's and in the helper's voice.

A text holds both voices in one line: `Have [you|they] asked?` reads "Have you asked?" for the person with ALS
and "Have they asked?" for a helper.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Annotated, get_args, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Voice(Enum):
    """Whose words: the person with ALS, or someone helping."""

    PERSON = "person"
    HELPER = "helper"


_CHOICE = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


# Control characters but line end and tab; what turns the direction of letters about; letters without width. The marks
# that scripts from right to left and joined scripts are written with are none of these.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """Return the text. Raises ValueError where it holds a character that cannot be seen."""
    if found := _UNSEEN.search(text):
        message = f"the character U+{ord(found.group()):04X} stands here and cannot be seen: write the text anew"
        raise ValueError(message)
    return text


def _balanced(text: str) -> str:
    visible(text)
    rest = _CHOICE.sub("", text)
    if any(mark in rest for mark in "[]|"):
        message = "write both voices as [words for the person|words for the helper]"
        raise ValueError(message)
    if text != text.strip() or not text.strip():
        message = "must not be empty or start or end with a space"
        raise ValueError(message)
    return text


def _balanced_or_empty(text: str) -> str:
    return text and _balanced(text)


@lru_cache(maxsize=8192)
def voiced(text: str, voice: Voice) -> str:
    """Return the text in one voice."""
    return _CHOICE.sub(r"\1" if voice is Voice.PERSON else r"\2", text)


def both_voices(text: str) -> tuple[str, str]:
    """Return the text as the person and as the helper reads it."""
    return voiced(text, Voice.PERSON), voiced(text, Voice.HELPER)


class Model(BaseModel):
    """A frozen piece of the questionnaire that knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, hide_input_in_errors=True)


Wording = Annotated[str, Field(max_length=600), AfterValidator(_balanced)]
Short = Annotated[str, Field(max_length=100), AfterValidator(_balanced)]
Brief = Annotated[str, Field(max_length=72), AfterValidator(_balanced)]
BriefWhy = Annotated[str, Field(max_length=90), AfterValidator(_balanced)]
BoxLabel = Annotated[str, Field(max_length=18), AfterValidator(_balanced)]
# One type, not a union with the empty text: a fault in it is then one fault, at a place that the file has.
BriefOrNone = Annotated[str, Field(max_length=72), AfterValidator(_balanced_or_empty)]
UnitOrNone = Annotated[str, Field(max_length=20), AfterValidator(_balanced_or_empty)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
PageId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
ReviewBy = date
Sources = Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Sourced(Model):
    """Something said that can be traced: why it is there, where it comes from, when it must be read again."""

    id: Identifier
    why: Wording
    sources: Sources
    review_by: ReviewBy


def texts(model: BaseModel, place: str = "") -> Iterator[tuple[str, str]]:
    """Go through every text of a piece of the questionnaire that is read: its place and the text itself."""
    hints = get_type_hints(type(model), include_extras=True)
    for name, hint in hints.items():
        if name in type(model).model_fields:
            yield from _texts(getattr(model, name), f"{place}.{name}".lstrip("."), said=_is_said(hint))


def _texts(value: object, place: str, *, said: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        yield from texts(value, place)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{place}.{key}", said=said)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, f"{place}.{getattr(item, 'id', number)}", said=said)
    elif isinstance(value, str) and value and said:
        yield place, value


def _is_said(hint: object) -> bool:
    if isinstance(hint, AfterValidator):
        return hint.func in {_balanced, _balanced_or_empty}
    return any(_is_said(inner) for inner in (*get_args(hint), *getattr(hint, "__metadata__", ())))
