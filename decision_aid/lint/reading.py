"""How many years of school the texts ask for, computed offline.

Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others 1975). SMOG grade:
1.0430 times the root of the words of three or more syllables in 30 sentences + 3.1291 (McLaughlin 1969).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from statistics import fmean

from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.core.schema.checks.plan import Path
from decision_aid.lint.screens import Screen, screens
from decision_aid.lint.syllables import syllables
from decision_aid.services import Reading

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]?\s+")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Graded:
    """A screen's name, its place in the questionnaire, and its grade in the harder voice, not rounded."""

    name: str
    path: Path
    grade: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The grades of the whole, and of each screen in the order of the journey."""

    whole: Reading
    screens: tuple[Graded, ...]


def grades(questionnaire: Questionnaire) -> Reading:
    """Return the reading grades over every question page in both voices, and of the whole text in the harder voice."""
    return measured(questionnaire).whole


def measured(questionnaire: Questionnaire) -> Measured:
    """Return the reading grades of the whole and of every screen."""
    shown = tuple(screens(questionnaire))
    spoken = syllables({word for screen in shown for piece in screen.pieces for word in words(piece)})
    by_screen = [Graded(screen.name, screen.path, flesch_kincaid(screen.pieces, spoken)) for screen in shown]
    worst = max(by_screen, key=lambda one: (one.grade, one.name))
    mean = fmean(one.grade for one in by_screen)
    smog_grade = max(_smog_of(shown, voice, spoken) for voice in Voice)
    whole = Reading(round(mean, 1), round(worst.grade, 1), worst.name, round(smog_grade, 1))
    return Measured(whole, tuple(_harder(by_screen)))


def _harder(by_screen: Iterable[Graded]) -> Iterator[Graded]:
    """Go through the screens, each once, in the voice that is harder to read."""
    for _, voices in groupby(by_screen, key=lambda one: one.path):
        yield max(voices, key=lambda one: one.grade)


def sentences(pieces: Iterable[str]) -> list[str]:
    """Return the sentences of texts; a text ends a sentence, with or without a full stop."""
    return [part for piece in pieces for part in _SENTENCE_END.split(piece) if words(part)]


def words(text: str) -> list[str]:
    """Return the words of a text; the parts of a word with a hyphen count as words."""
    return _WORD.findall(text)


def flesch_kincaid(pieces: Sequence[str], spoken: Mapping[str, int]) -> float:
    """Return the Flesch-Kincaid grade of texts with at least one word."""
    said = [word for piece in pieces for word in words(piece)]
    each = sum(spoken[word] for word in said)
    return 0.39 * len(said) / len(sentences(pieces)) + 11.8 * each / len(said) - 15.59


def smog(pieces: Sequence[str], spoken: Mapping[str, int]) -> float:
    """Return the SMOG grade of texts with at least one sentence; meaningful for 30 and more."""
    many = sum(spoken[word] >= _MANY for piece in pieces for word in words(piece))
    return 1.0430 * sqrt(many * 30 / len(sentences(pieces))) + 3.1291


def _smog_of(shown: Iterable[Screen], voice: Voice, spoken: Mapping[str, int]) -> float:
    return smog([piece for screen in shown if screen.voice is voice for piece in screen.pieces], spoken)
