"""The words by which a record is found, and what a person looks for as a question to the index of words."""

from __future__ import annotations

import re
from typing import Final

from decision_aid.core.record import Search, TrialRecord
from decision_aid.core.text import plain

# How much a word counts in each column (bm25): one in the title says what a study is about.
COLUMNS: Final = {
    "title": 10.0,
    "official_title": 3.0,
    "conditions": 5.0,
    "keywords": 3.0,
    "interventions": 5.0,
    "sponsor": 2.0,
    "collaborators": 1.0,
    "sites": 1.0,
}
MARKS: Final = "marks"  # a column that nobody's words are looked for in
_RECRUITS: Final = "recruits"
_TESTS: Final = "tests"
_MOST_WORDS: Final = 12
_LONGEST_WORD: Final = 60
_SHORTEST_BEGINNING: Final = 3  # with fewer letters nearly every record has a word that begins so
_WORD: Final = re.compile(r"[^\W_]+")


def indexed(record: TrialRecord) -> tuple[str, ...]:
    """Return what is found of a record: its words for each column in their order, and its marks."""
    return (
        record.title,
        record.official_title,
        *map("\n".join, (record.conditions, record.keywords, (given.name for given in record.interventions))),
        record.sponsor,
        "\n".join(record.collaborators),
        "\n".join(f"{site.facility}\n{site.city}\n{site.country}" for site in record.sites),
        " ".join(_marks(record)),
    )


def question(asked: Search) -> str:
    """Return the question to the index, or "" where there is no word to look for.

    Nothing that somebody types is an operator there: only letters and digits are taken, in quotation marks.
    """
    words = list(dict.fromkeys(_WORD.findall(plain(asked.words))))[:_MOST_WORDS]
    if not words:
        return ""
    sought = [f'"{word[:_LONGEST_WORD]}"' for word in words]
    if len(words[-1]) >= _SHORTEST_BEGINNING:
        sought[-1] += "*"
    marks = [_RECRUITS] * asked.recruiting + [_TESTS] * asked.interventional
    return " AND ".join(
        [f"{{{' '.join(COLUMNS)}}} : ({' AND '.join(sought)})", *(f"{MARKS} : {mark}" for mark in marks)]
    )


def _marks(record: TrialRecord) -> list[str]:
    return [_RECRUITS] * (record.status == "RECRUITING") + [_TESTS] * (record.study_type == "INTERVENTIONAL")
