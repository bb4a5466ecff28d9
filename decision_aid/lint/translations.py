"""What other languages lack: texts that were added or changed since they were translated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as Folder
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire, both_voices
from decision_aid.core.schema.checks.plan import Path
from decision_aid.core.schema.wording import texts


def faults(questionnaire: Questionnaire, folder: Folder) -> Iterator[Fault]:
    """Go through every text that a language in this folder does not have, or has in one voice only."""
    written = _places(questionnaire)
    others = (one for one in _catalogues(folder) if one[0] != questionnaire.language)
    for language, catalogue in others:
        for text, place in written.items():
            for rule, told in _text(language, catalogue, text):
                yield Fault(path_of(questionnaire, place), place, f"{place} {told}", rule=rule)


def _catalogues(folder: Folder) -> Iterator[tuple[str, Catalog]]:
    for path in sorted(folder.glob("*/LC_MESSAGES/questionnaire.mo")):
        with path.open("rb") as file:
            yield path.parts[-3], read_mo(file)


def _places(questionnaire: Questionnaire) -> dict[str, str]:
    """Return every text with the first place it stands at."""
    return {text: place for place, text in reversed(list(texts(questionnaire)))}


def _text(language: str, catalogue: Catalog, text: str) -> Iterator[tuple[str, str]]:
    message = catalogue.get(text)
    said = str(message.string) if message else ""
    if not said:
        told = f"has no translation into {language}, and is shown there as it is. Translate it."
        yield "translation-missing", told
    elif _in_two_voices(text) and not _in_two_voices(said):
        yield "translation-one-voice", f"has lost the words for the helper in {language}. Keep the brackets."


def _in_two_voices(text: str) -> bool:
    person, helper = both_voices(text)
    return person != helper


def path_of(questionnaire: Questionnaire, place: str) -> Path:
    """Return the path to a text from the place that `texts` gives it."""
    path: list[str | int] = []
    found: Any = questionnaire
    for step in place.split("."):
        if isinstance(found, tuple):
            at = next((at for at, item in enumerate(found) if getattr(item, "id", str(at)) == step), 0)
            path.append(at)
            found = found[at]
        else:
            path.append(step)
            found = getattr(found, step)
    return tuple(path)
