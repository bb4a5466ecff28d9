"""What we say ourselves, whatever is answered, and how a verdict on an offer or a person would sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from random import Random

from pydantic import BaseModel

from decision_aid.core import journey, listings
from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.core.summarise import summarise
from decision_aid.core.summary import Listing, Raised, Standing, Summary
from decision_aid.core.words import Words
from tests.content.chance import answers_by
from tests.registry.chance import FORBIDDEN, looked_by, records_by

TODAY = date(2026, 11, 29)

_VERDICT = r"(safe|legitimate|legit|approved|right for|eligible|ineligible|trustworthy|proven|harmless|recommended)"
CLAIMS = re.compile(
    rf"\b(is|are|was|were|be|looks|seems|appears|sounds)\s+(?!not\b|never\b|no\b)(?:\w+\s+){{0,2}}?{_VERDICT}\b"
    rf"|\b(a|an|the) {_VERDICT} (offer|clinic|trial|treatment|choice)\b"
    r"|\b(you|they|the person) (do |does )?(qualif(y|ies)|fits?|meets? the)\b"
    r"|\b(grade|score|rating|total|rank) (of|for) (this|the|your|their) (offer|clinic|trial)\b"
    r"|\b(good|bad|best|better|worst|safest) (offer|clinic|trial|choice)\b"
    r"|\b\d+ (of|out of) \d+ (points|stars|signs)\b",
    re.IGNORECASE,
)


_QUOTED = re.compile("“[^”]*”")


def verdicts(questionnaire: Questionnaire, seed: int) -> list[str]:
    """Return what sounds like a verdict in what is said to answers by chance."""
    summary, words = summary_by(questionnaire, seed)
    return [text for text in _spoken(questionnaire, summary, words) if _is_verdict(text)]


def verdicts_of_number(questionnaire: Questionnaire, seed: int) -> list[str]:
    """Return what sounds like a verdict in what is said of a number that belongs to no offer."""
    return [text for text in _listed(looked_up(questionnaire, seed)) if _is_verdict(text)]


def looked_up(questionnaire: Questionnaire, seed: int) -> Listing:
    """Return what is known of a number by chance that belongs to no offer."""
    chance = Random(seed)  # noqa: S311 - no secret
    looked = looked_by("NCT01234567", chance)
    return listings.of_record(questionnaire, looked, Words(chance.choice(tuple(Voice))), TODAY)


def _is_verdict(text: str) -> bool:
    return bool(CLAIMS.search(text)) or any(words in text for words in FORBIDDEN)


def _ours(text: str) -> str:
    """Return a text without what it quotes, and without the names that it has from the record."""
    return re.sub("|".join(map(re.escape, FORBIDDEN)), "", _QUOTED.sub("", text))


def summary_by(questionnaire: Questionnaire, seed: int) -> tuple[Summary, Words]:
    """Return the summary of answers and records by chance, and the words it is in."""
    chance = Random(seed)  # noqa: S311 - no secret
    answers = journey.asked_only(questionnaire, answers_by(questionnaire, chance))
    words = Words(journey.voice(questionnaire, answers))
    records = records_by(listings.numbers(questionnaire, answers), chance)
    return summarise(questionnaire, answers, words, TODAY, "0" * 64, records), words


def _spoken(questionnaire: Questionnaire, summary: Summary, words: Words) -> Iterator[str]:
    """Go through every sentence that we say ourselves: no answer, no record quoted, no question to ask."""
    for raised in (*summary.signs, *summary.notes):
        yield from _raised(raised)
    yield from (words(text) for text in _texts(summary.texts))
    yield from (
        section.title for section in (*summary.offers, *summary.answers) if "Offer by name" not in section.title
    )
    yield from (text for listing in summary.listings for text in _listed(listing))
    yield from (topic.title for topic in summary.open_topics)
    yield from (summary.decline, summary.answered_by)
    given = {line.label for line in questionnaire.printout.box if line.style == "given"}
    yield from (line.value for offer in summary.offers for line in offer.lines if line.label in given)


def _listed(listing: Listing) -> Iterator[str]:
    """Go through what is said beside a record: of what it says itself, all but its own words."""
    yield from (listing.question, listing.always, *listing.first, *listing.notices)
    yield from (listing.heading, listing.gates_title, listing.gates_lead, listing.told_title, *listing.sources)
    yield from (text for row in listing.rows for text in (row.label, _ours(row.says), row.differs, row.ask))
    yield from (text for gate in listing.gates for text in (gate.label, gate.ask))
    yield from (_QUOTED.sub("", quote) for gate in listing.gates for quote in gate.quotes)


def _raised(raised: Raised) -> Iterator[str]:
    names = {field.name for field in fields(raised)} & {"brief", "text", "brief_why", "why"}
    yield from (getattr(raised, name) for name in sorted(names))


def _texts(model: BaseModel) -> Iterator[str]:
    for _, value in model:
        if isinstance(value, BaseModel):
            yield from _texts(value)
        else:
            yield str(value)


def boldly(listing: Listing) -> bool:
    """Tell whether a record's own words, as nobody else may say them, are shown in its title, a row and a line."""
    shown = (
        (listing.title,),
        (row.says for row in listing.rows),
        (quote for gate in listing.gates for quote in gate.quotes),
    )
    return listing.standing is Standing.FOUND and all(
        any(words in text for text in texts for words in FORBIDDEN) for texts in shown
    )


def spoken_of_records(questionnaire: Questionnaire, seed: int) -> list[str]:
    """Return what is said beside the rows of records to answers by chance."""
    return [
        text for listing in summary_by(questionnaire, seed)[0].listings for text in _listed(listing) if listing.rows
    ]
