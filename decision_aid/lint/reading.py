"""How many years of school the texts ask for, computed offline.

Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others 1975). SMOG grade:
1.0430 times the root of the words of three or more syllables in 30 sentences + 3.1291 (McLaughlin 1969).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from statistics import fmean

from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.lint.screens import Screen, screens
from decision_aid.lint.syllables import syllables
from decision_aid.services import Reading

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]?\s+")
_MANY = 3


def grades(questionnaire: Questionnaire) -> Reading:
    """Return the reading grades over every question page in both voices, and of the whole text in the harder voice."""
    shown = tuple(screens(questionnaire))
    spoken = syllables({word for screen in shown for piece in screen.pieces for word in words(piece)})
    by_screen = [(flesch_kincaid(screen.pieces, spoken), screen.name) for screen in shown]
    worst, worst_screen = max(by_screen)
    mean = fmean(grade for grade, _ in by_screen)
    smog_grade = max(_smog_of(shown, voice, spoken) for voice in Voice)
    return Reading(round(mean, 1), round(worst, 1), worst_screen, round(smog_grade, 1))


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
