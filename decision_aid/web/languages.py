"""The languages the form can speak: its own, and every one whose two catalogues are whole.

A language is data only: `translations/LANGUAGE/LC_MESSAGES/` with `messages.mo` for the program's sentences and
`questionnaire.mo` for the questionnaire's texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.support import Translations

_CATALOGUES = ("messages", "questionnaire")


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its own name, its direction (`ltr`, `rtl`) and how it says the questionnaire's texts."""

    code: str
    name: str
    direction: str
    content: Callable[[str], str] = _same


def spoken(folder: Path, own: str) -> Mapping[str, Language]:
    """Return every language that can be chosen, the questionnaire's own first."""
    others = sorted(path.name for path in folder.iterdir() if path.is_dir() and _whole(path))
    return {own: _language(own)} | {code: _language(code, _content(folder, code)) for code in others if code != own}


def _whole(folder: Path) -> bool:
    return all((folder / "LC_MESSAGES" / f"{name}.mo").is_file() for name in _CATALOGUES)


def _content(folder: Path, code: str) -> Callable[[str], str]:
    return Translations.load(str(folder), [code], domain="questionnaire").gettext


def _language(code: str, content: Callable[[str], str] = _same) -> Language:
    locale = Locale.parse(code, sep="_" if "_" in code else "-")
    return Language(code, locale.get_display_name(code) or code, locale.text_direction, content)
