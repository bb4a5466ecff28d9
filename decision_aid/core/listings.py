"""The public record of a number beside what a person was told: facts and questions, in three columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from decision_aid.core import ages, gates, journey, nct, signals
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.phrases import answer_words, known_words, note_of
from decision_aid.core.record import Holding, Looked, TrialRecord
from decision_aid.core.schema import Question, Questionnaire, RecordRow, RegistryTexts
from decision_aid.core.signals import Case, Reading
from decision_aid.core.summary import Beside, Gate, Line, Listing, Standing
from decision_aid.core.words import Words, leading

_NONE = Answer()


def numbers(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the first number that was given for each offer, each once. `answers` holds only what is asked."""
    said = questionnaire.registry
    if said is None:
        return ()
    notes = (offer.get(said.number, _NONE).note for offer in answers.offers)
    return tuple(dict.fromkeys(found[0] for note in notes if (found := nct.numbers_in(note))))


def listings(
    questionnaire: Questionnaire,
    answers: Answers,
    records: Mapping[str, Looked],
    words: Words,
    today: date,
    title: Callable[[int], str],
) -> Iterator[Listing]:
    """Go through what is known of the number of each offer that has one. `answers` holds only what is asked.

    `records` has what came of looking up every one of `numbers`; `title` names an offer. Of a study that several offers
    name, its lines on who can join are shown with the first.
    """
    first: dict[str, str] = {}
    for offer in range(1, journey.offer_count(questionnaire, answers) + 1):
        found, name = listing(questionnaire, answers, offer, records, words, today), title(offer)
        if found and found.standing is Standing.FOUND and first.setdefault(found.number, name) != name:
            same = words.ui("This is the same study as for {offer}.", offer=first[found.number])
            found = replace(found, notices=(*found.notices, same), gates=(), sources=())
        if found:
            yield replace(found, offer_title=name)


def listing(
    questionnaire: Questionnaire, answers: Answers, offer: int, records: Mapping[str, Looked], words: Words, today: date
) -> Listing | None:
    """Return what is known of an offer's number; nothing where none was given. `answers` holds only what is asked.

    `records` has what came of looking up every one of `numbers`.
    """
    said = questionnaire.registry
    note = answers.about(offer).get(said.number, _NONE).note if said else ""
    found = nct.numbers_in(note)
    if said is None or not (found or nct.is_cut_short(note)):
        return None
    looked = records.get(found[0]) if found else None
    if found and looked is None:
        return None
    return _Listing(questionnaire, said, answers, words, today, offer).of(looked, found)


def of_record(questionnaire: Questionnaire, looked: Looked, words: Words, today: date) -> Listing:
    """Return what is known of a number that belongs to no offer: nothing was told of it."""
    said = questionnaire.registry
    if said is None:
        message = "this questionnaire says nothing about trial records"
        raise ValueError(message)
    return _Listing(questionnaire, said, Answers(), words, today, None).of(looked, (looked.number,))


@dataclass(frozen=True)
class _Listing:
    questionnaire: Questionnaire
    said: RegistryTexts
    answers: Answers
    words: Words
    today: date
    offer: int | None

    def of(self, looked: Looked | None, found: tuple[str, ...]) -> Listing:
        """Return what is known of a number, where it was asked for, and the headings that it stands under."""
        said, words = self.said, self.words
        return replace(
            self.known(looked, found),
            asked=said.number,
            heading=words(said.title),
            gates_title=words(said.gates_title),
            gates_lead=words(said.gates_lead),
            told_title=words(said.told_title),
        )

    def known(self, looked: Looked | None, found: tuple[str, ...]) -> Listing:
        if looked is None:
            return self.bare(Standing.UNREAD, "", self.words(self.said.unread))
        if looked.record is None:
            return self.not_listed(looked, found)
        if self.is_other:
            return self.other(looked, looked.record, found)
        return self.shown(looked, looked.record, found)

    def bare(self, standing: Standing, number: str, *notices: str, title: str = "", question: str = "") -> Listing:
        address = nct.public_address(number) if number else ""
        always = self.words(self.said.always)
        return Listing(standing, number, address, title, (), question, always, notices=notices, offer=self.offer)

    def not_listed(self, looked: Looked, numbers: tuple[str, ...]) -> Listing:
        """Return that there is no record; of the list's age only where the list alone was asked."""
        holding = looked.holding
        asked = holding.live and not looked.unreachable
        first, beside = ages.Notices() if asked else ages.of_list(holding, self.today, self.words)
        found = self.bare(Standing.NOT_LISTED, looked.number, *self.missing(looked), *beside, *self.more(numbers))
        return replace(found, first=(*first, *self.sample_of(holding)))

    def sample_of(self, holding: Holding) -> Iterator[str]:
        if holding.sample and holding.records:
            count = f"{holding.records:,}"
            yield self.words.ui("Our list is a sample of {count} old records, to try the form out.", count=count)

    def missing(self, looked: Looked) -> Iterator[str]:
        holding = looked.holding
        if looked.unreachable:
            yield self.words.ui("The public site did not answer just now.")
        elif holding.live:
            yield self.words.ui("The public site has no such number.")
        if holding.unreadable:
            yield self.words.ui("Our list of trial records could not be read. That says nothing about this number.")
        elif holding.records:
            yield f"{self.words(self.said.nothing_listed)} {ages.contents(holding, self.words)}"
        elif not holding.live:
            yield self.words.ui(
                "There is no list of trial records here. The public site has the record of each number."
            )

    @property
    def is_other(self) -> bool:
        answer = self.given(self.said.same_study)
        return bool(answer and set(answer.codes) & set(self.said.other_study))

    def other(self, looked: Looked, record: TrialRecord, numbers: tuple[str, ...]) -> Listing:
        question, more = self.words(self.said.wrong_number), self.more(numbers)
        other = self.bare(Standing.OTHER, looked.number, *more, title=record.title, question=question)
        return replace(other, source=self.source)

    def shown(self, looked: Looked, record: TrialRecord, found: tuple[str, ...]) -> Listing:
        reading = Reading(record, self.said.words, self.words, self.today, *self.told_of_places)
        cases = signals.cases(reading)
        rows = tuple(self.row(row, cases[row.id]) for row in self.said.rows)
        first, beside = ages.of_record(record.provenance, self.today, self.words)
        return Listing(
            Standing.FOUND,
            record.number,
            nct.public_address(record.number),
            record.title,
            tuple(self.about(reading)),
            self.confirmed,
            self.words(self.said.always),
            (*first, *self.sampled(looked, record)),
            (*beside, *self.notices(looked, record, found)),
            rows,
            tuple(self.gates(record)),
            self.sources,
            self.offer,
            age=ages.in_short(record.provenance, self.today, self.words),
            heed=self.heed(record, rows),
            source=self.source,
        )

    def heed(self, record: TrialRecord, rows: Iterable[Beside]) -> str:
        differ = ", ".join(row.label for row in rows if row.differs)
        said = self.words.ui("differs: {rows}", rows=differ) if differ else ""
        return "; ".join(filter(None, (said, ages.beside_a_number(record.provenance, self.today, self.words))))

    @property
    def source(self) -> str:
        """Return whose the record is, as the registry asks to be named."""
        return self.words.ui("Source: ClinicalTrials.gov, U.S. National Library of Medicine")

    @property
    def confirmed(self) -> str:
        """Return whether this is the study that was told of, with the answer where there is one."""
        question, answer = self.words(self.said.question), self.given(self.said.same_study)
        if not answer:
            return question
        said = answer_words(self.questionnaire, self.questionnaire.questions[self.said.same_study], answer, self.words)
        return f"{question} {said}."

    def sampled(self, looked: Looked, record: TrialRecord) -> Iterator[str]:
        if record.provenance.via == "sample":
            count = f"{looked.holding.records:,}"
            yield self.words.ui("This is a sample of {count} old records, to try the form out.", count=count)

    def notices(self, looked: Looked, record: TrialRecord, found: tuple[str, ...]) -> Iterator[str]:
        if looked.unreachable:
            yield self.words.ui("The public site did not answer just now, so this is from our own list.")
        elif looked.holding.live and record.provenance.via != "registry":
            yield self.words.ui("The public site has no such number now. This is from our own list.")
        if record.number != looked.number:
            yield self.words.ui("The number {old} now leads to {new}.", old=looked.number, new=record.number)
        yield from self.more(found)

    def more(self, numbers: tuple[str, ...]) -> Iterator[str]:
        if more := ", ".join(numbers[1:]):
            yield self.words.ui("More numbers were given: {numbers}. Look them up one by one.", numbers=more)

    def about(self, reading: Reading) -> Iterator[Line]:
        unsaid = self.words.ui("not stated")
        ui, record = self.words.ui, reading.record
        yield Line(ui("Sponsor"), record.sponsor or unsaid)
        yield Line(ui("Kind of study"), signals.kind(reading) or unsaid)
        yield Line(ui("Phase"), signals.phase(reading) or unsaid)
        yield Line(ui("Status"), signals.status(reading) or unsaid)
        yield Line(ui("Places"), signals.places(reading) or unsaid)
        yield Line(ui("As of"), ages.day(record.provenance, self.words))

    def row(self, row: RecordRow, case: Case) -> Beside:
        said = row.cases[case.name]
        says = _ended_once(self.words(said.says).format(**case.values))
        return Beside(
            row.id, self.words(row.label), says, self.told(row), self.words(said.ask), self.differs(row, case)
        )

    def told(self, row: RecordRow) -> str:
        """Return what was told, by the questions' order; nothing where there is no offer to be told of."""
        if self.offer is None:
            return ""
        said = [self.told_in(self.questionnaire.questions[name]) for name in row.told]
        known = "; ".join(dict.fromkeys(filter(None, said)))
        if known and row.told_of:
            return f"{leading(self.words(row.told_of))} {known}"
        return known or self.words(self.questionnaire.texts.summary.states.not_known)

    def told_in(self, question: Question) -> str:
        answer = self.given(question.id)
        if not answer:
            return ""
        note = note_of(question, answer)
        said = known_words(self.questionnaire, question, answer, self.words)
        return f"{said}: “{note}”" if note else said

    def differs(self, row: RecordRow, case: Case) -> str:
        answer = self.given(row.told[0])
        told = next((code for code in (answer.codes if answer else ()) if code in row.same), None)
        if not told or case.code in row.same[told]:
            return ""
        return self.words.ui("The record and what was told are not the same.")

    def given(self, question: str) -> Answer | None:
        return None if self.offer is None else self.answers.about(self.offer).get(question)

    @property
    def told_of_places(self) -> tuple[str, str]:
        """Return the person's own words for the place, and those in which one may be named."""
        return self.own_words(self.said.places), self.own_words(self.said.names)

    def own_words(self, questions: Iterable[str]) -> str:
        return "; ".join((self.given(name) or _NONE).note for name in questions)

    def gates(self, record: TrialRecord) -> Iterator[Gate]:
        for gate in self.said.gates:
            lines = gates.quotes(gate, record.criteria, self.words)
            given = [name for name in gate.numbers if name in self.answers.person] or gate.numbers[:1]
            yours = tuple(self.yours(name) for name in given)
            yield Gate(gate.id, self.words(gate.label), lines, yours, self.words(gate.ask))

    def yours(self, name: str) -> Line:
        asked = self.questionnaire.questions[name]
        value = answer_words(self.questionnaire, asked, self.answers.person.get(name), self.words)
        return Line(self.words(asked.brief), value, key=name)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        pieces = (*self.said.rows, *self.said.gates)
        names = dict.fromkeys(name for piece in pieces for name in piece.sources)
        return tuple(self.words(self.questionnaire.source[name].brief) for name in names)


def _ended_once(said: str) -> str:
    """Return a sentence whose last word had a full stop of its own, such as "Inc.", with one."""
    return said[:-1] if said.endswith("..") and not said.endswith("...") else said
