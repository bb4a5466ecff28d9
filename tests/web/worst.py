"""The longest drafts there can be, in the scripts that are hardest to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from decision_aid.core import draft as drafts
from decision_aid.core.answers import Answer
from decision_aid.core.draft import Draft
from decision_aid.core.schema import Questionnaire
from decision_aid.core.text import MOST_CHARACTERS, clean
from tests.journeys.walking import everything, walk

WORDS = {
    "many words": "A note in my own words. ",
    "one word": "W",
    "wide letters": "漢字",
    "from the right": "מה ידוע ",
    "no space between words": "ภาษาไทย",
    "one letter with many marks": "a" + "\u0301" * 1999,
    "pictures": "👩🏽\u200d🚀",
    "of all kinds": "漢aعжñ👍ไक ",
    "letters that no font has": "a\ue000\ue123",
    "many lines": "x\n" + "y" * 48,
}


def longest(asked: Questionnaire, digest: str, words: str) -> Draft:
    """Return the draft of three offers in which everything is answered, with these words as far as a draft holds."""
    draft, _ = walk(everything, length="full", how_many="three")
    text, left = clean(words * MOST_CHARACTERS)[:MOST_CHARACTERS], drafts.MOST_CHARACTERS
    given = []
    for about in (draft.answers.person, *draft.answers.offers):
        written = _written(asked, about, text, left)
        left -= sum(len(answer.note) for answer in written.values())
        given.append(written)
    person, *offers = given
    answers = replace(draft.answers, person=person, offers=tuple(offers))
    return replace(draft, answers=answers, questionnaire=(asked.id, asked.version, digest))


def _written(asked: Questionnaire, answers: Mapping[str, Answer], text: str, left: int) -> dict[str, Answer]:
    written = {}
    for name, answer in answers.items():
        question = asked.questions[name]
        note = text[:left] if question.note or question.type == "text" else ""
        written[name] = answer._replace(note=note)
        left -= len(note)
    return written
