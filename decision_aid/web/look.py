"""How pages look, speak and go on for this visit: sizes, one press, whose wording. Nothing about a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from decision_aid.core.schema import Voice

_VOICES = {"p": Voice.PERSON, "h": Voice.HELPER}


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of the settings page; without a voice, who is answering decides; without a language, the form's own.

    Kept in a cookie as letters, with the language after a dot: `bt.es`.
    """

    COOKIE: ClassVar[str] = "decision-aid-look"

    bigger_buttons: bool = False
    larger_text: bool = False
    one_press: bool = False
    voice: Voice | None = None
    language: str = ""

    @classmethod
    def read(cls, cookie: str) -> Look:
        """Return the choices kept in a cookie; letters that mean nothing are passed over."""
        letters, _, language = cookie.partition(".")
        voice = next((voice for letter, voice in _VOICES.items() if letter in letters), None)
        return cls("b" in letters, "t" in letters, "1" in letters, voice, language)

    def __str__(self) -> str:
        letter = next((letter for letter, voice in _VOICES.items() if voice is self.voice), "")
        chosen = (("b", self.bigger_buttons), ("t", self.larger_text), ("1", self.one_press))
        letters = "".join(name for name, on in chosen if on) + letter
        return f"{letters}.{self.language}" if self.language else letters

    @property
    def classes(self) -> str:
        """Return the class names of the page's root element."""
        return " ".join(name for name, on in (("bigger", self.bigger_buttons), ("larger", self.larger_text)) if on)
