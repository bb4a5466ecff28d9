# ruff: noqa: RUF001 - letters that look alike are what one of these visits is about
"""Visits to export: a few chosen ones for the browser, and as many by chance as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, repeat
from random import Random
from types import MappingProxyType

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.schema import ExactDate, Measure, Question, Questionnaire, Text
from tests.content.chance import answers_by
from tests.journeys.walking import answers_of, everything, first, last, shipped, skip, walk

DAY = date(2026, 11, 23)
IN_MANY_SCRIPTS = (
    "Łódź, façade, straße; Việt Nam",
    "Τι γνωρίζουμε; Что известно? Ґанок",
    "מה ידוע על הטיפול? ماذا نعرف؟",
    "我们知道什么？ ステムセル 치료",
    "इस उपचार के बारे में क्या पता है?",
    "👩‍⚕️ 👍🏽 🇺🇸 a̐éö̲",
    "<b>not bold</b> & \"quoted\" 'so' \\ {{this}} ${that}",
    "First line\n\n  third line, set in\tby a tab",
)
LONGEST = ("A line of words\n" * 40 + "x" * 2000)[:2000]


def chosen() -> dict[str, Draft]:
    """Return a dozen visits by name."""
    return {
        "nothing": Draft(),
        "only who is answering": been_through(answers_of({"who": "self"}, []), pages=1),
        "short, no offer": walk(first, length="short", how_many="none")[0],
        "short, one offer": walk(first, length="short", how_many="one")[0],
        "full, no offer": walk(everything, length="full", how_many="none")[0],
        "full, three offers": walk(everything, length="full", how_many="three")[0],
        "by a helper": walk(first, who="family", length="full", how_many="one")[0],
        "not sure of anything": walk(last)[0],
        "gone through without an answer": walk(skip)[0],
        "an offer left empty between two": been_through(_OFFER_LEFT_EMPTY),
        "stars": been_through(replace(_STARRED, stars=("ind", "large_payment", "decision"))),
        "notes in many scripts": been_through(_noted(cycle(IN_MANY_SCRIPTS))),
        "longest notes": been_through(_noted(repeat(LONGEST.strip(), 30))),
        "exact numbers and dates": been_through(_EXACT),
    }


def been_through(answers: Answers, pages: int | None = None) -> Draft:
    """Return the draft after Continue on every page of the path, or on the first few."""
    steps = journey.path(shipped(), answers)[:pages]
    return Draft(answers, MappingProxyType({step.key: 1 for step in steps}))


def by_chance(seed: int) -> Draft:
    """Return any visit: any answers, exact dates, notes and stars, left after any page."""
    chance = Random(seed)  # noqa: S311 - no secret
    answers = _embellished(shipped(), answers_by(shipped(), chance), chance)
    pages = None if chance.random() < 0.7 else chance.randint(0, len(journey.path(shipped(), answers)))
    draft = been_through(answers, pages)
    return replace(draft, answers=_on_pages(draft))


_STARRED = answers_of(
    {"who": "self", "length": "short", "how_many": "one", "decision": "whether"},
    [{"offer_kind": "paid_clinic", "ind": "no_answer", "signs_1": ["large_payment", "not_seen"]}],
)
_OFFER_LEFT_EMPTY = answers_of(
    {"who": "together", "length": "full", "how_many": "three"},
    [{"offer_kind": "paid_clinic"}, {}, {"offer_kind": "clinical_trial", "nct": "written", "listing_match": "yes"}],
)
_EXACT = answers_of(
    {
        "length": "full",
        "how_many": "two",
        "due": {"year": "2027", "month": "2", "day": "9"},
        "onset": {"year": "2025", "month": "3"},
        "diagnosed": {"codes": ("to_24",), "year": "2025", "month": "9", "day": "30"},
        "alsfrs": {"codes": ("from_30",), "exact": "36"},
        "alsfrs_date": {"year": "2026", "month": "10", "day": "1"},
        "breathing_kind": "svc",
        "breathing": {"exact": "72"},
        "breathing_date": "to_1",
    },
    [{"price": {"exact": "0"}}, {"price": {"exact": "10000000"}, "doses": {"codes": ("to_3",), "exact": "3"}}],
)


def _noted(words: Iterator[str]) -> Answers:
    """Return answers in full about three offers, with words wherever there is room for them."""
    draft, _ = walk(first, length="full", how_many="three")
    answers = draft.answers
    for offer in (None, 1, 2, 3):
        noted = {
            name: answer._replace(note=next(words, ""))
            for name, answer in answers.about(offer).items()
            if _takes_words(shipped().questions[name])
        }
        answers = answers.merged(offer, noted)
    return answers


def _takes_words(question: Question) -> bool:
    return isinstance(question, Text) or question.note is not None


def _embellished(asked: Questionnaire, answers: Answers, chance: Random) -> Answers:
    starred = [question.id for question in asked.questions.values() if question.say and question.type != "signs"]
    for offer in (None, 1, 2, 3):
        given = {
            name: _with_more(asked.questions[name], answer, chance) for name, answer in answers.about(offer).items()
        }
        answers = answers.merged(offer, given)
    return replace(answers, stars=tuple(chance.sample([*starred, *asked.sign], chance.randint(0, 3))))


def _with_more(question: Question, answer: Answer, chance: Random) -> Answer:
    if _takes_words(question) and chance.random() < 0.5:
        answer = answer._replace(note=chance.choice(IN_MANY_SCRIPTS))
    if isinstance(question, Measure) and isinstance(question.exact, ExactDate) and chance.random() < 0.5:
        year = 2027 if question.exact.when == "future" else 2024
        day = chance.choice(["", f"-{chance.randint(1, 28):02d}"])
        answer = answer._replace(codes=(), exact=f"{year}-{chance.randint(1, 12):02d}{day}")
    return answer


def _on_pages(draft: Draft) -> Answers:
    """Return the answers given on pages that were been through, as the form would have kept them."""
    answers = draft.answers
    for offer in (None, 1, 2, 3):
        later = [
            question.id
            for page, (_, content) in shipped().page.items()
            if journey.Step(page, offer).key not in draft.pages
            for question in content.questions
        ]
        answers = answers.merged(offer, dict.fromkeys(later, Answer()))
    return answers
