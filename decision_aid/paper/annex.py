"""What stands in full after the two pages: all that was cut or counted there, and every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from decision_aid.core.summary import Cited, Raised, Section, Summary, ToAsk, TopicToAsk
from decision_aid.paper.cut import cut, one_line
from decision_aid.paper.fit import NAME, OPEN, SIGNS, STARRED
from decision_aid.paper.front import Front


@dataclass(frozen=True, slots=True)
class Annex:
    """Signs, starred and open questions and notes that are cut or left out in front; all answers; all sources."""

    signs: tuple[Raised, ...]
    starred: tuple[ToAsk, ...]
    topics: tuple[TopicToAsk, ...]
    notes: tuple[Raised, ...]
    answers: tuple[Section, ...]
    sources: tuple[Cited, ...]


def annex(summary: Summary, front: Front) -> Annex | None:
    """Return the annex of these two pages, or nothing if they hold everything."""
    if not (front.over or summary.beyond_front or _note_missing(summary, front)):
        return None
    short = front.shortened
    return Annex(
        signs=_beyond(summary.signs, SIGNS, short, "sign"),
        starred=tuple(asked for asked in summary.starred[:STARRED] if f"ask.{asked.key}" in short),
        topics=tuple(_topics(summary, short)),
        notes=_beyond(summary.notes, front.second.notes, short, "note"),
        answers=tuple(_headed(summary, section) for section in summary.answers),
        sources=summary.sources,
    )


def _headed(summary: Summary, section: Section) -> Section:
    """Return a section under a heading in which the offer's name, the person's own words, is short."""
    if section.offer is None or section.offer > len(summary.offers):
        return section
    offer = summary.offers[section.offer - 1]
    part = section.title.removeprefix(f"{offer.title}: ")
    number = f"{offer.offer}. " if offer.named else ""
    return replace(section, title=f"{number}{cut(offer.title, NAME)}: {part}")


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
