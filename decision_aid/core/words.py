"""How words reach a reader: in whose voice, in which language, with which names of months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from decision_aid.core.schema import Voice, voiced

_ASKING = ("?", "\u061f", "\uff1f")  # Latin, Arabic, Chinese


def _same(text: str) -> str:
    return text


def _grouped(value: Decimal) -> str:
    return f"{value:,}"


def leading(label: str) -> str:
    """Return a label as it leads to what stands after it: with a colon, unless it asks."""
    return label if label.endswith(_ASKING) else f"{label}:"


@dataclass(frozen=True, slots=True)
class Words:
    """The one accessor for everything that is read.

    Calling it gives a text of the questionnaire; `ui` gives one of the program's own sentences with its values.
    `content` and `interface` translate; `day` writes a date kept as `2025-03` or `2025-03-14`.
    """

    voice: Voice = Voice.PERSON
    content: Callable[[str], str] = _same
    interface: Callable[[str], str] = _same
    day: Callable[[str], str] = _same
    number: Callable[[Decimal], str] = _grouped

    def __call__(self, text: str) -> str:
        return voiced(self.content(text), self.voice)

    def ui(self, sentence: str, **values: object) -> str:
        return self.interface(sentence).format(**values)
