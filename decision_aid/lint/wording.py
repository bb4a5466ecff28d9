"""How texts are written: short, in both voices, without numbers that mislead and without verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.schema import Voice, both_voices, voiced
from decision_aid.lint.pieces import Piece
from decision_aid.lint.reading import sentences, words
from decision_aid.lint.screens import is_sentence

MOST_WORDS_IN_SENTENCE = 20
MOST_WORDS_IN_OPTION = 8

_BRACKETS = re.compile(r"\[[^\]]*\]")
_PERSON = re.compile(r"\b(you|your|yours|yourself|I|I'm|I’m|me|my|mine|myself)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"\b(I|I'm|I’m|me|my|mine|myself)\b")
_THEY = re.compile(r"\|[^\]]*?\b(they|them|their|theirs|themselves)\b[^\]]*\]", re.IGNORECASE)
_WHOLE = (
    "intro", "hint", "why", "say", "specific", "vague", "text", "ask", "brief_why", "meaning", "result", "subgroup",
)  # fmt: skip
_ON_THE_PAGE = ("label", "hint", "why", "note", "title", "intro", "brief_why")
_ALOUD = ("say", "ask", "brief")
_ONE_IN = re.compile(r"\b(1|one) in (\d+|two|three|four|five|six|eight|ten|twenty|fifty|a hundred)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(twice|double|half|\w+ times) as (likely|many|much|often)\b|\btimes (more|less|higher|lower)\b"
    r"|(%|per ?cent) (more|less|fewer|higher|lower|better|worse|slower|faster)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(is|are) (a )?(safe|legitimate|approved|right|eligible|ineligible|trustworthy)\b", re.IGNORECASE
)


def warnings(piece: Piece) -> Iterator[str]:
    """Go through what could be better in one text."""
    yield from _length(piece)
    yield from _end(piece)
    yield from _voices(piece)
    yield from _numbers(piece)
    yield from _verdicts(piece)


def _length(piece: Piece) -> Iterator[str]:
    for sentence in dict.fromkeys(one for text in both_voices(piece.text) for one in sentences([text])):
        if (count := len(words(sentence))) > MOST_WORDS_IN_SENTENCE:
            yield f"{piece.place} has a sentence of {count} words. Use {MOST_WORDS_IN_SENTENCE} or fewer."
            break
    if piece.field == "hint" and len(sentences([voiced(piece.text, Voice.PERSON)])) > 1:
        yield f"{piece.place} has more than one sentence. Keep one."
    longest = max(len(words(text)) for text in both_voices(piece.text))
    if _is_chosen(piece) and longest > MOST_WORDS_IN_OPTION:
        yield f"{piece.place} has {longest} words. Use {MOST_WORDS_IN_OPTION} or fewer."


def _is_chosen(piece: Piece) -> bool:
    return piece.field.startswith("option ") or (piece.kind, piece.field) == ("warning sign", "label")


def _end(piece: Piece) -> Iterator[str]:
    if piece.field in _WHOLE and not all(map(is_sentence, both_voices(piece.text))):
        yield f"{piece.place} does not end as a sentence, so its reading grade is not counted. Add a full stop."


def _voices(piece: Piece) -> Iterator[str]:
    found = _person_word(piece)
    if found:
        yield f"{piece.place} says “{found.group()}” to the helper as well. Write [{found.group()}|...]."
    if piece.offer and (they := _THEY.search(piece.text)):
        mend = "Here that means who makes the offer. Write the person, or we."
        yield f"{piece.place} says “{they.group(1)}” to the helper for the person with ALS. {mend}"


def _person_word(piece: Piece) -> re.Match[str] | None:
    plain = _BRACKETS.sub(" ", piece.text)
    if piece.kind in ("texts", "fact", "evidence card", "cell", "glossary word"):
        return None
    if piece.field in _ALOUD:
        return _SPEAKER.search(plain)
    return _PERSON.search(plain) if piece.field in _ON_THE_PAGE or piece.field.startswith("option ") else None


def _numbers(piece: Piece) -> Iterator[str]:
    if found := _ONE_IN.search(piece.text):
        yield f"{piece.place} says “{found.group()}”. Give the count out of 100 or of all people."
    if found := _RELATIVE.search(piece.text):
        yield f"{piece.place} says “{found.group().strip()}”. Give both numbers, not the change alone."


def _verdicts(piece: Piece) -> Iterator[str]:
    if piece.field in ("say", "specific", "vague", "ask") or piece.kind in ("question", "scale"):
        return
    if found := _VERDICT.search(piece.text):
        yield f"{piece.place} says “{found.group()}”, which may read as a verdict. Say what is known."
