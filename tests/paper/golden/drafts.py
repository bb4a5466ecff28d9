"""Drafts that the form itself could have made, each at one limit of what a document must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, count, cycle, islice, repeat
from string import ascii_letters

from decision_aid.core.answers import Answer
from decision_aid.core.draft import MOST_CHARACTERS as MOST_OF_A_DRAFT
from decision_aid.core.draft import Draft
from decision_aid.core.schema import Measure, Question, Several, Signs, Text
from decision_aid.core.summarise import starrable
from decision_aid.core.text import MOST_CHARACTERS
from decision_aid.core.words import Words
from tests.journeys.walking import shipped, skip, walk
from tests.paper.scripts import SCRIPTS

EXACT = {
    "due": "2026-12-18",
    "onset": "2025-03",
    "diagnosed": "2025-09-09",
    "alsfrs": "36",
    "alsfrs_date": "2026-10-14",
    "breathing": "72",
    "breathing_date": "2026-10-14",
    "doses": "3",
    "price": "45000",
}
NAMES = ("Cell trial at Northside", "Lakeside Cell Center", "Early use with Dr. Example")
MOST_STARS = 3
NOTES_OF_THREE_OFFERS = 44


@dataclass
class Pen:
    """Answers whatever is asked; the next of the words stands where there is room for any.

    Each time a question comes, the next of its choices is taken: so the offers differ. `names` are for offers.
    """

    words: Iterator[str] = field(default_factory=lambda: repeat(""))
    names: Iterator[str] = field(default_factory=lambda: cycle(NAMES))
    exact: bool = True
    signs: int = 6
    turns: dict[str, int] = field(default_factory=dict)

    def __call__(self, question: Question) -> Answer:
        if isinstance(question, Text):
            return Answer(note=next(self.names))
        exact = EXACT.get(question.id, "") if self.exact and isinstance(question, Measure) else ""
        note = next(self.words) if question.note else ""
        return Answer(() if exact else self.codes(question), exact, note)

    def codes(self, question: Question) -> tuple[str, ...]:
        turn = self.turns[question.id] = self.turns.get(question.id, len(self.turns)) + 1
        if isinstance(question, Signs):
            return (*question.signs[: self.signs], question.options[0].code)
        codes = () if isinstance(question, Text) else tuple(option.code for option in question.options)
        if isinstance(question, Several):
            return tuple(code for code in codes if code not in {question.none, codes[-1]})
        return (codes[turn % len(codes)],)


@dataclass
class WithNumbers(Pen):
    """Gives each offer the next number of a study, the next code for whether it is the one they mean, and phase 2."""

    numbers: Iterator[str] = field(default_factory=lambda: repeat(""))
    same: Iterator[str] = field(default_factory=lambda: repeat("yes"))

    def __call__(self, question: Question) -> Answer:
        if question.id == "nct":
            return Answer(("written",), note=next(self.numbers))
        if question.id == "same_study":
            return Answer((next(self.same),))
        if question.id == "phase":
            return Answer(("phase_2",))
        return Pen.__call__(self, question)


def nothing() -> Draft:
    """Return a journey on which every page was skipped."""
    return walk(skip)[0]


def short(who: str = "self") -> Draft:
    """Return the short path with one offer, on which nothing was typed."""
    return starred(walk(Pen(names=repeat(""), exact=False, signs=1), who=who, length="short", how_many="one")[0])


def fullest(words: Iterable[str] | None = None) -> Draft:
    """Return three offers with every question answered, and the next of the words in each note."""
    return starred(walk(Pen(iter(words or notes(300))), who="together", length="full", how_many="three")[0])


def longest() -> Draft:
    """Return three offers with 2,000 characters in every note until no more are taken, then nothing."""
    room = MOST_OF_A_DRAFT - sum(map(len, NAMES))
    return fullest(chain(islice(notes(MOST_CHARACTERS), room // MOST_CHARACTERS), repeat("")))


def one_offer_longest() -> Draft:
    """Return one offer with every question answered, and 2,000 characters in its name and every note."""
    words = notes(MOST_CHARACTERS)
    return starred(walk(Pen(words, words), who="self", length="full", how_many="one")[0])


def one_word() -> Draft:
    """Return one offer, with a word of 2,000 letters in every second note."""
    words = words_without_end()
    return starred(walk(Pen(cycle((next(words), "Short.")), words), who="self", length="short", how_many="one")[0])


def scripts() -> Draft:
    """Return three offers with all the scripts in their notes."""
    lines = tuple(f"{name}: {words}" for name, words in SCRIPTS.items())
    return fullest("\n".join(islice(lines, at, None, NOTES_OF_THREE_OFFERS)) for at in range(NOTES_OF_THREE_OFFERS))


def numbered() -> Draft:
    """Return three offers with the number of a study each, as people write it; the second leads to another one."""
    return _numbered(notes(60), ("yes", "no", "yes"))


def longest_numbered() -> Draft:
    """Return three offers with the number of a study each, and 300 characters in every other note."""
    return _numbered(notes(300), ("yes", "yes", "not_looked"))


def _numbered(words: Iterator[str], same: tuple[str, ...]) -> Draft:
    pen = WithNumbers(words, numbers=iter(("nct 0123 4567", "NCT07654321", "NCT-09999999")), same=iter(same))
    return starred(walk(pen, who="self", length="full", how_many="three")[0])


def starred(draft: Draft) -> Draft:
    """Return the draft with the first question of the first topics starred."""
    topics = starrable(shipped(), draft.answers, Words())
    keys = tuple(topic.questions[0].key for topic in topics[:MOST_STARS])
    return replace(draft, answers=replace(draft.answers, stars=keys))


def notes(characters: int) -> Iterator[str]:
    """Go through notes of so many characters, no two lines of which are alike."""
    sentences = (f"{who} said that {what} would be {done} {when}. " for who, what, done, when in _sayings())
    for first in sentences:
        texts = accumulate(chain((first,), sentences))
        text = next(text for text in texts if len(text) >= characters)
        yield text[: characters - 1].strip().ljust(characters, ".")


def _sayings() -> Iterator[tuple[str, ...]]:
    # the lengths have no divisor in common: it takes 2,520 sentences until one comes again
    who = ("The nurse", "A doctor there", "Someone on the phone", "The letter", "My cousin")
    what = ("the cost", "each harm", "the cell lab", "the last study", "the travel", "a refund", "the review board")
    done = ("put in writing", "told to us", "checked", "sent by mail", "shown", "kept back", "made clear", "left open")
    when = (
        "soon",
        "in spring",
        "on a later day",
        "at the visit",
        "before we pay",
        "after the scan",
        "never",
        "by May",
        "today",
    )
    return zip(*map(cycle, (who, what, done, when)), strict=False)


def words_without_end() -> Iterator[str]:
    """Go through words of 2,000 letters, no two lines of which are alike."""
    for number in count(1):
        yield "".join(ascii_letters[(at * at // 7 + at * number) % len(ascii_letters)] for at in range(MOST_CHARACTERS))
