"""The languages the form can speak: its own, and every one whose two catalogues are whole.

A language is data only: `translations/LANGUAGE/LC_MESSAGES/` with `messages.mo` for the program's sentences and
`questionnaire.mo` for the questionnaire's texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from babel import Locale
from babel.support import Translations

_CATALOGUES = ("messages", "questionnaire")


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its name and direction (`ltr`, `rtl`), how it says the questionnaire's texts and the program's."""

    code: str
    name: str
    direction: str
    content: Callable[[str], str] = _same
    interface: Callable[[str], str] = _same


def spoken(folder: Path, own: str) -> Mapping[str, Language]:
    """Return every language that can be chosen, the questionnaire's own first."""
    others = sorted(path.name for path in folder.iterdir() if path.is_dir() and _whole(path))
    known = {code: _language(code, folder) for code in (own, *others)}
    # the questionnaire is written in its own language; the program's sentences may still need their catalogue
    return {**known, own: replace(known[own], content=_same)}


def _whole(folder: Path) -> bool:
    return all((folder / "LC_MESSAGES" / f"{name}.mo").is_file() for name in _CATALOGUES)


def _sayings(folder: Path, code: str, catalogue: str) -> Callable[[str], str]:
    return Translations.load(str(folder), [code], domain=catalogue).gettext


def _language(code: str, folder: Path) -> Language:
    locale = Locale.parse(code, sep="_" if "_" in code else "-")
    content, interface = (_sayings(folder, code, name) for name in ("questionnaire", "messages"))
    return Language(code, locale.get_display_name(code) or code, locale.text_direction, content, interface)
