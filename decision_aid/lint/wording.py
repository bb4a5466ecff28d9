"""How texts are written: short, whole, in both voices, and clear where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import both_voices
from decision_aid.lint.pieces import Piece
from decision_aid.lint.reading import sentences, words
from decision_aid.lint.screens import is_sentence

MOST_WORDS_IN_SENTENCE = 20
MOST_WORDS_IN_OPTION = 8
MOST_WORDS_IN_QUESTION = 16

_BRACKETS = re.compile(r"\[[^\]]*\]")
_PERSON = re.compile(r"\b(you|your|yours|yourself|I|I'm|I’m|me|my|mine|myself)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"\b(I|I'm|I’m|me|my|mine|myself)\b")
_THEY = re.compile(r"\|[^\]]*?\b(they|them|their|theirs|themselves)\b[^\]]*\]", re.IGNORECASE)
_WHOLE = (
    "intro", "hint", "why", "say", "specific", "vague", "text", "ask", "brief_why", "meaning", "result", "subgroup",
)  # fmt: skip
_ON_THE_PAGE = ("label", "hint", "why", "note", "title", "intro", "brief_why")
_ALOUD = ("say", "ask", "brief")
_BACK = re.compile(r"\b(the same|this|that) (survey|study|trial|paper|review|group)\b", re.IGNORECASE)
_ALONE = ("fact", "warning sign", "note")


def faults(piece: Piece) -> Iterator[Fault]:
    """Go through what could be better in one text."""
    yield from _sentences(piece)
    yield from _label(piece)
    yield from _end(piece)
    yield from _voices(piece)
    yield from _alone(piece)


def _sentences(piece: Piece) -> Iterator[Fault]:
    for sentence in dict.fromkeys(one for text in both_voices(piece.text) for one in sentences([text])):
        if (count := len(words(sentence))) > MOST_WORDS_IN_SENTENCE:
            told = f"has a sentence of {count} words. Use {MOST_WORDS_IN_SENTENCE} or fewer."
            yield piece.fault("sentence-long", told)
            break
    if piece.field == "hint" and any(len(sentences([text])) > 1 for text in both_voices(piece.text)):
        yield piece.fault("hint-long", "has more than one sentence. Keep one.")


def _label(piece: Piece) -> Iterator[Fault]:
    most = _most_words(piece)
    longest = max(len(words(text)) for text in both_voices(piece.text))
    if most and longest > most:
        yield piece.fault("label-long", f"has {longest} words. Use {most} or fewer.")


def _most_words(piece: Piece) -> int | None:
    if piece.field.startswith("option ") or (piece.kind, piece.field) == ("warning sign", "label"):
        return MOST_WORDS_IN_OPTION
    return MOST_WORDS_IN_QUESTION if (piece.kind, piece.field) == ("question", "label") else None


def _end(piece: Piece) -> Iterator[Fault]:
    if piece.field in _WHOLE and not all(map(is_sentence, both_voices(piece.text))):
        told = "does not end as a sentence, so its reading grade is not counted. Add a full stop."
        yield piece.fault("full-stop-missing", told)


def _voices(piece: Piece) -> Iterator[Fault]:
    found = _person_word(piece)
    if found:
        told = f"says “{found.group()}” to the helper as well. Write [{found.group()}|...]."
        yield piece.fault("helper-wording-missing", told)
    if piece.offer and (they := _THEY.search(piece.text)):
        mend = "Here that means those who make the offer. Write the person, or we."
        told = f"says “{they.group(1)}” to the helper for the person. {mend}"
        yield piece.fault("helper-they", told)


def _person_word(piece: Piece) -> re.Match[str] | None:
    plain = _BRACKETS.sub(" ", piece.text)
    if piece.kind in ("texts", "fact", "evidence card", "cell", "glossary word"):
        return None
    if piece.field in _ALOUD:
        return _SPEAKER.search(plain)
    return _PERSON.search(plain) if piece.field in _ON_THE_PAGE or piece.field.startswith("option ") else None


def _alone(piece: Piece) -> Iterator[Fault]:
    if piece.kind in _ALONE and piece.field != "ask" and (found := _BACK.search(piece.text)):
        told = f"says “{found.group()}”, which nobody may have read of before. Name it."
        yield piece.fault("not-clear-alone", told)
