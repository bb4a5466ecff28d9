"""What stands on the two pages: the summary's blocks within their quotas, with what is over counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

from decision_aid.core import nct
from decision_aid.core.summary import Line, LocalChanges, Raised, Section, Standing, Summary, ToAsk
from decision_aid.core.words import leading
from decision_aid.paper.columns import About, Column, Question, Topic, balanced
from decision_aid.paper.cut import MORE, cut, one_line, width
from decision_aid.paper.fit import FIRST, NAME, NOTE, OPEN, SECOND, SIGN_LINE, SIGNS, STARRED, FirstFit, Fit, SecondFit

MOST_OFFERS = 3
_LEAST_OF_NOTE = 12
_ROW = 2
_GROUNDS = 110
_HALF = 24  # a wider number has its row alone
_LOCAL = 200
_NAMED = (Standing.FOUND, Standing.OTHER)
_DIGIT, _LETTERS = re.compile(r"\d"), re.compile(r"\W*(nct|ntc)?\W*", re.IGNORECASE)
_POINTER = 20  # the words that lead from a number to its record
_BETWEEN = 2  # a sign and a space before what must be said of it


@dataclass(frozen=True, slots=True)
class Head:
    """The top of an offer's box; `number` is told where there are several and the title does not say it."""

    number: int | None
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the boxes: the same thing for each offer; cells at the places `recorded` lead to a record.

    `heed` is what must be said of the record in each cell, "" for nothing or where it has no room.
    """

    label: str
    cells: tuple[str, ...]
    recorded: frozenset[int] = frozenset()
    heed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sign, note or question in few words: why it matters, what to ask, what it rests on, and which offers."""

    text: str
    about: About
    why: str = ""
    ask: str = ""
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The two pages' texts as they are printed; `more_*` count what stands in the annex alone.

    `local_counts` is given where `local` is cut. `records` tells that records stand there to which no cell leads, and
    `heed` that something must be said of some for which no cell has room; `always` is what must be said of a number
    where no note shown says it.
    """

    first: FirstFit
    second: SecondFit
    decision: Line
    due: Line
    starred: tuple[Said, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    records: bool
    heed: bool
    signs: tuple[Said, ...]
    more_signs: int
    numbers: tuple[tuple[Line, ...], ...]
    decline: str
    columns: tuple[Column, ...]
    more_open: int
    matters: tuple[Line, ...]
    wants_note: str
    notes: tuple[Said, ...]
    more_notes: int
    always: str
    sources: tuple[str, ...]
    more_sources: int
    local: str
    local_counts: str
    shortened: frozenset[str]

    @property
    def over(self) -> bool:
        """Tell whether something is cut or counted, so that an annex must follow."""
        return bool(self.shortened or self.more_signs or self.more_open or self.more_notes or self.more_sources)


def has_more_words(note: str) -> bool:
    """Tell whether a note with numbers of studies says something else: a word that is no number, address or "NCT"."""
    return any(not (_DIGIT.search(word) or _LETTERS.fullmatch(word)) for word in note.split())


def front(summary: Summary, fit: Fit) -> Front:
    """Return the two pages' texts for this tightness."""
    return _Fronting(summary, FIRST[fit.first], SECOND[fit.second]).front()


@dataclass
class _Fronting:
    summary: Summary
    first: FirstFit
    second: SecondFit
    shortened: set[str] = field(default_factory=set)

    def front(self) -> Front:
        summary = self.summary
        signs, notes = summary.signs[:SIGNS], summary.notes[: self.second.notes]
        rows, columns = tuple(self.rows()), balanced(self.topics())
        shown = sum(len(topic.items) for column in columns for topic in column.topics)
        return Front(
            first=self.first,
            second=self.second,
            decision=self.noted(summary.decision),
            due=self.noted(summary.due),
            starred=tuple(self.star(asked) for asked in summary.starred[:STARRED]),
            heads=tuple(self.head(offer) for offer in self.offers),
            rows=rows,
            records=len(self.recorded) > sum(len(row.recorded) for row in rows),
            heed=sum(map(bool, self.recorded.values())) > sum(bool(said) for row in rows for said in row.heed),
            signs=tuple(self.sign(found) for found in signs),
            more_signs=len(summary.signs) - len(signs),
            numbers=tuple(self.numbers()),
            decline=summary.decline,
            columns=columns,
            more_open=sum(len(topic.questions) for topic in summary.open_topics) - shown,
            matters=tuple(self.matter(line) for line in summary.matters),
            wants_note=self.short("answer", summary.wants_note, NOTE),
            notes=tuple(self.note(found) for found in notes),
            more_notes=len(summary.notes) - len(notes),
            always=self.always(notes),
            sources=tuple(source.brief for source in summary.sources[: self.second.sources]),
            more_sources=max(0, len(summary.sources) - self.second.sources),
            local=self.local(summary.local) if summary.local else "",
            local_counts=summary.local.counts if summary.local and "local" in self.shortened else "",
            shortened=frozenset(self.shortened),
        )

    @property
    def offers(self) -> tuple[Section, ...]:
        return self.summary.offers[:MOST_OFFERS]

    def short(self, key: str, text: str, room: int) -> str:
        """Cut a text to its room and remember that `key` must stand in the annex."""
        line = cut(text, room)
        if line != one_line(text):
            self.shortened.add(key)
        return line

    def local(self, changes: LocalChanges) -> str:
        """Return what the clinic changed; where that has no room, as much of it as its counts leave room for."""
        has_room = width(one_line(changes.brief)) <= _LOCAL
        return self.short("local", changes.brief, _LOCAL if has_room else _LOCAL - width(changes.counts))

    def about(self, offers: tuple[int, ...]) -> About:
        return About(offers, everyone=len(offers) == len(self.offers))

    def noted(self, line: Line) -> Line:
        return Line(
            line.label, self.short("answer", line.value, NOTE), self.short("answer", line.note, self.first.note)
        )

    def star(self, asked: ToAsk) -> Said:
        return Said(self.short(f"ask.{asked.key}", asked.text, self.first.star), self.about(asked.about))

    def head(self, offer: Section) -> Head:
        number = offer.offer if offer.named and len(self.offers) > 1 else None
        title = self.short("answer", offer.title, self.share(min(NAME, 2 * self.first.cell)))
        return Head(number, title, self.short("answer", offer.kind, self.share(self.first.cell)))

    def share(self, room: int) -> int:
        """Return the room of a cell, which is for one of three offers, when there are fewer."""
        return room * MOST_OFFERS // len(self.offers)

    def rows(self) -> Iterable[Row]:
        numbered = (tuple(self.numbered(line, offer) for line in offer.lines) for offer in self.offers)
        for lines in zip(*numbered, strict=True):
            cells = tuple(self.cell(line) for line in lines)
            led = tuple(self.led(*each) for each in zip(lines, self.offers, cells, strict=True))
            recorded = frozenset(place for place, said in enumerate(led) if said is not None)
            yield Row(lines[0].label, cells, recorded, tuple(said or "" for said in led))

    def numbered(self, line: Line, offer: Section) -> Line:
        """Return a line with the numbers of studies that were read in its note, where they are looked up.

        The words in which they were given, such as a pasted address, stand among the answers in the annex; more words
        than that are left beside them where there is room.
        """
        numbers = nct.numbers_in(line.note)
        if not numbers or (line.key, offer.offer) not in self.looked_up:
            return line
        more = has_more_words(line.note)
        heed = self.recorded.get((line.key, offer.offer), "")
        leading = _POINTER + (width(heed) + _BETWEEN if heed else 0)
        if more and width(f"{line.value}: {one_line(line.note)}") + leading <= self.share(self.first.cell):
            return line
        if more:
            self.shortened.add("answer")
        return replace(line, note=", ".join(numbers) + MORE * more)

    @property
    def looked_up(self) -> frozenset[tuple[str, int | None]]:
        """The questions for numbers, each with its offer."""
        return frozenset((listing.asked, listing.offer) for listing in self.summary.listings)

    def led(self, line: Line, offer: Section, cell: str) -> str | None:
        """Return what to say of the record in the annex to which a cell leads, as far as there is room for it.

        Nothing where there is no record, or no room to lead to it.
        """
        heed, left = self.recorded.get((line.key, offer.offer)), self.share(self.first.cell) - width(cell) - _POINTER
        if heed is None or left < 0:
            return None
        return heed if width(heed) + _BETWEEN <= left else ""

    @property
    def recorded(self) -> Mapping[tuple[str, int | None], str]:
        """The questions for numbers that have a record, each with its offer, and what must be said of the record."""
        named = [listing for listing in self.summary.listings if listing.standing in _NAMED]
        return {(listing.asked, listing.offer): listing.heed for listing in named}

    def always(self, notes: tuple[Raised, ...]) -> str:
        """Return what must be said of a number in any case, unless a note shown says it: one that rests on numbers."""
        said = [{ground.key for ground in found.grounds} for found in notes]
        return next((listing.always for listing in self.summary.listings if {listing.asked} not in said), "")

    def cell(self, line: Line) -> str:
        """Return a cell; of a note that would be all but gone only "…" is left."""
        room = self.share(self.first.cell)
        if not line.note or room - width(line.value) >= _LEAST_OF_NOTE:
            return self.short("answer", f"{line.value}: {line.note}" if line.note else line.value, room)
        self.shortened.add("answer")
        return cut(line.value, room - 1).removesuffix(MORE) + MORE

    def sign(self, found: Raised) -> Said:
        """Return a sign; where it takes two lines, why may take two as well."""
        about = self.about(found.about)
        text = self.short(f"sign.{found.id}", found.brief, self.first.sign)
        lines = 2 if width(text) + len(str(about)) > SIGN_LINE and self.first.sign > SIGN_LINE else 1
        return Said(text, about, self.short(f"sign.{found.id}", found.brief_why, lines * self.first.why))

    def numbers(self) -> Iterator[tuple[Line, ...]]:
        """Go through the rows of numbers: two side by side, a long one alone."""
        row: tuple[Line, ...] = ()
        for line in self.summary.numbers:
            shown = Line(line.label, self.short("answer", line.value, self.first.value))
            alone = width(shown.value) > _HALF
            if row and alone:
                yield row
            row = (shown,) if alone else (*row, shown)
            if alone or len(row) == _ROW:
                yield row
                row = ()
        if row:
            yield row

    def topics(self) -> Iterable[Topic]:
        """Go through the topics of the first open questions; a topic without any of them is left out."""
        left = OPEN
        for topic in self.summary.open_topics:
            items = tuple(self.question(asked) for asked in islice(topic.questions, left))
            left -= len(items)
            if items:
                yield Topic(topic.title, items)

    def question(self, asked: ToAsk) -> Question:
        text = self.short(f"ask.{asked.key}", asked.brief or asked.text, self.second.question)
        return Question(text, self.about(asked.about))

    def matter(self, line: Line) -> Line:
        return Line(self.short("answer", line.label, self.second.matter), self.short("answer", line.value, 40))

    def note(self, found: Raised) -> Said:
        texts = (found.text, found.why, found.ask)
        text, why, ask = (self.short(f"note.{found.id}", words, self.second.note) for words in texts)
        return Said(text, self.about(found.about), why, ask, self.rests_on(found.grounds))

    def rests_on(self, grounds: tuple[Line, ...]) -> str:
        """Return as many answers as have room, each after what was asked: a "yes" alone may be read as one to the note.

        All of them stand in full elsewhere.
        """
        said = [one_line(f"{leading(line.label)} {line.value}").rstrip(".") for line in grounds]
        room = min(_GROUNDS, self.second.note)
        shown = [text for text in accumulate(said, "{}; {}".format) if width(text) <= room]
        return "; ".join([*shown[-1:], *([MORE] if 0 < len(shown) < len(said) else ())])
