"""What stands in full after the two pages: all that was cut or counted there, and every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from decision_aid.core.summary import Cited, Raised, Section, Summary, ToAsk, TopicToAsk
from decision_aid.paper.cut import one_line
from decision_aid.paper.fit import OPEN, SIGNS, STARRED
from decision_aid.paper.front import Front
from decision_aid.paper.records import Records, records
from decision_aid.paper.title import short_title


@dataclass(frozen=True, slots=True)
class Annex:
    """Signs, starred and open questions and notes that are cut or left out in front; all answers; all sources.

    `records` has what the public records say of the numbers that were given. `answers` ends with words beside what is
    asked no more. `local` says in full what the clinic changed.
    """

    records: Records | None
    signs: tuple[Raised, ...]
    starred: tuple[ToAsk, ...]
    topics: tuple[TopicToAsk, ...]
    notes: tuple[Raised, ...]
    answers: tuple[Section, ...]
    sources: tuple[Cited, ...]
    local: tuple[str, ...]


def annex(summary: Summary, front: Front) -> Annex | None:
    """Return the annex of these two pages, or nothing if they hold everything."""
    gone = summary.asked_no_more
    if not (front.over or gone or summary.listings or summary.beyond_front or _note_missing(summary, front)):
        return None
    short = front.shortened
    return Annex(
        records=records(summary),
        signs=_beyond(summary.signs, SIGNS, short, "sign"),
        starred=tuple(asked for asked in summary.starred[:STARRED] if f"ask.{asked.key}" in short),
        topics=tuple(_topics(summary, short)),
        notes=_beyond(summary.notes, front.second.notes, short, "note"),
        answers=(*(_headed(summary, section) for section in summary.answers), *([gone] if gone else ())),
        sources=summary.sources,
        local=summary.local.full if summary.local else (),
    )


def _headed(summary: Summary, section: Section) -> Section:
    """Return a section under a heading in which the offer's name, the person's own words, is short."""
    if section.offer is None or section.offer > len(summary.offers):
        return section
    offer = summary.offers[section.offer - 1]
    part = section.title.removeprefix(f"{offer.title}: ")
    return replace(section, title=f"{short_title(offer)}: {part}")


def _beyond(found: tuple[Raised, ...], quota: int, short: frozenset[str], kind: str) -> tuple[Raised, ...]:
    return tuple(one for place, one in enumerate(found) if place >= quota or f"{kind}.{one.id}" in short)


def _topics(summary: Summary, short: frozenset[str]) -> list[TopicToAsk]:
    place, topics = 0, []
    for topic in summary.open_topics:
        full = [asked for at, asked in enumerate(topic.questions, place) if at >= OPEN or f"ask.{asked.key}" in short]
        place += len(topic.questions)
        if full:
            topics.append(TopicToAsk(topic.title, tuple(full)))
    return topics


def _note_missing(summary: Summary, front: Front) -> bool:
    """Tell whether the person's own words beside some answer stand on neither page."""
    cells = [cell for row in front.rows for cell in row.cells]
    shown = "\n".join([front.decision.note, front.due.note, front.wants_note, *cells])
    notes = (one_line(line.note) for section in summary.answers for line in section.lines)
    return any(note not in shown for note in notes)
