"""The words by which a record is found, and what a person looks for as a question to the index of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
        "\n".join(name for site in record.sites + record.former_sites for name in site.names),
        " ".join(_marks(record)),
    )


def question(asked: Search) -> str:
    """Return the question to the index, or "" where there is no word to look for.

    Nothing that somebody types is an operator there: only letters and digits are taken, in quotation marks.
    """
    sought = list(dict.fromkeys(_sought(_words(asked.words), list(filter(None, map(_words, asked.names))))))[
        :_MOST_WORDS
    ]
    if not sought:
        return ""
    marks = [_RECRUITS] * asked.recruiting + [_TESTS] * asked.interventional
    return " AND ".join(
        [f"{{{' '.join(COLUMNS)}}} : ({' AND '.join(sought)})", *(f"{MARKS} : {mark}" for mark in marks)]
    )


def _sought(words: list[str], names: list[list[str]]) -> Iterator[str]:
    """Go through what is to be looked for: each word, and for one name all names of the same."""
    at = 0
    while at < len(words):
        name = max((name for name in names if words[at : at + len(name)] == name), key=len, default=[])
        if name:
            yield f"({' OR '.join(map(_phrase, names))})"
        else:
            is_last = at == len(words) - 1 and len(words[at]) >= _SHORTEST_BEGINNING
            yield _phrase(words[at : at + 1]) + "*" * is_last
        at += len(name) or 1


def _phrase(words: list[str]) -> str:
    return f'"{" ".join(word[:_LONGEST_WORD] for word in words)}"'


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).casefold())


def _marks(record: TrialRecord) -> list[str]:
    return [_RECRUITS] * (record.status == "RECRUITING") + [_TESTS] * (record.study_type == "INTERVENTIONAL")
