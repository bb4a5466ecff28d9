"""From the answers to the one summary that every output shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Final

from decision_aid.core import findings, journey, listings, local, removed, review
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.findings import Finding, OpenQuestion
from decision_aid.core.known import state
from decision_aid.core.phrases import answer_words, decline_words, known_words, note_of, status_words
from decision_aid.core.quoting import brief
from decision_aid.core.record import Looked
from decision_aid.core.saying import cited, said, true_texts
from decision_aid.core.schema import BoxLine, Question, Questionnaire
from decision_aid.core.summary import Cited, Identity, Line, Raised, Section, Summary, ToAsk, TopicToAsk
from decision_aid.core.words import Words

_NAME: Final = 40  # characters of an offer's name in each line that is about it
_NONE = Answer()


def summarise(
    questionnaire: Questionnaire,
    given: Answers,
    words: Words,
    today: date,
    digest: str,
    records: Mapping[str, Looked] = MappingProxyType({}),
) -> Summary:
    """Return the summary of all answers on the path, as of a day. `digest` names the exact questionnaire.

    `records` has what came of looking up every one of `listings.numbers`; without it no record is shown. Words beside
    answers to what is asked no more have a section of their own.
    """
    answers = journey.asked_only(questionnaire, given)
    summing = _Summing(questionnaire, answers, words, today)
    return replace(
        summing.summary(digest),
        asked_no_more=removed.section(questionnaire, given, words, summing.title),
        listings=tuple(listings.listings(questionnaire, answers, records, words, today, summing.title)),
    )


def offer_title(questionnaire: Questionnaire, answers: Answers, words: Words, offer: int) -> str:
    """Return the name the person gave an offer, else "Offer 1"."""
    return offer_name(questionnaire, answers, offer) or words.ui("Offer {number}", number=offer)


def offer_name(questionnaire: Questionnaire, answers: Answers, offer: int) -> str:
    """Return the name the person gave an offer in one line, "" where it has none."""
    return " ".join(answers.about(offer).get(questionnaire.roles.offer_name, _NONE).note.split())


def starrable(questionnaire: Questionnaire, given: Answers, words: Words) -> tuple[TopicToAsk, ...]:
    """Return the questions that may be starred for the neurologist, by topic: all open, only said, or starred now."""
    answers = journey.asked_only(questionnaire, given)
    summing = _Summing(questionnaire, answers, words, date.min)
    return summing.by_topic((*summing.opened, *summing.claimed, *summing.answered_stars))


def sections(questionnaire: Questionnaire, given: Answers, words: Words) -> tuple[Section, ...]:
    """Return every question on the path with its answer, by part and offer."""
    answers = journey.asked_only(questionnaire, given)
    return tuple(_Summing(questionnaire, answers, words, date.min).sections())


@dataclass(frozen=True)
class _Summing:
    questionnaire: Questionnaire
    answers: Answers
    words: Words
    today: date

    def summary(self, digest: str) -> Summary:
        printout = self.questionnaire.printout
        signs, notes = self.raised(findings.signs), self.raised(findings.notes)
        opened = self.opened
        wants = self.answers.person.get(printout.wants, _NONE)
        return Summary(
            texts=true_texts(*self.pair, self.words),
            language=self.questionnaire.language,
            answered_by=self.value(self.questionnaire.roles.respondent.question),
            decision=self.line(printout.decision),
            due=self.line(printout.due),
            starred=tuple(self.starred()),
            offers=tuple(self.box(offer) for offer in self.offers),
            signs=signs,
            open_topics=self.by_topic(opened),
            open_count=len(opened),
            asked_count=len(findings.askable(*self.pair)),
            numbers=tuple(self.line(name) for name in printout.numbers if name in self.answers.person),
            decline=decline_words(self.questionnaire, self.answers, self.words, self.today),
            matters=tuple(self.matter(name) for name in printout.matters),
            wants=tuple(self.wants(wants)),
            wants_note=wants.note,
            notes=notes,
            sources=tuple(self.cited(opened)),
            identity=self.identity(digest),
            answers=tuple(section for section in self.sections(answered=True) if section.lines),
            beyond_front=self.beyond_front(),
            local=local.changes(self.questionnaire, self.words),
        )

    @property
    def offers(self) -> range:
        return range(1, journey.offer_count(self.questionnaire, self.answers) + 1)

    @cached_property
    def opened(self) -> tuple[OpenQuestion, ...]:
        return findings.open_questions(self.questionnaire, self.answers)

    def value(self, question: str) -> str:
        asked = self.questionnaire.questions[question]
        return answer_words(self.questionnaire, asked, self.answers.person.get(question), self.words)

    def line(self, question: str, offer: int | None = None) -> Line:
        asked = self.questionnaire.questions[question]
        return self.line_of(asked, self.answers.about(offer).get(question))

    def matter(self, question: str) -> Line:
        """Return a rating under what is rated, not under the question about it."""
        return replace(self.line(question), label=self.words(self.questionnaire.questions[question].label))

    def line_of(self, asked: Question, answer: Answer | None) -> Line:
        value = answer_words(self.questionnaire, asked, answer, self.words)
        return Line(self.words(asked.brief), value, note_of(asked, answer), asked.id)

    def title(self, offer: int) -> str:
        return offer_title(self.questionnaire, self.answers, self.words, offer)

    def titles(self, offers: Iterable[int]) -> str:
        """Name the offers a thing is about; nothing when there is only one, since it can mean no other."""
        return ", ".join(self.title(offer) for offer in self.told_apart(offers))

    def told_apart(self, offers: Iterable[int]) -> tuple[int, ...]:
        return tuple(offers) if len(self.offers) > 1 else ()

    def box(self, offer: int) -> Section:
        lines = tuple(self.box_line(line, offer) for line in self.questionnaire.printout.box)
        asked = self.questionnaire.questions[self.questionnaire.roles.offer_kind]
        kind = known_words(self.questionnaire, asked, self.answers.about(offer).get(asked.id), self.words)
        named = bool(self.answers.about(offer).get(self.questionnaire.roles.offer_name))
        return Section(self.title(offer), lines, offer, kind, named)

    def box_line(self, line: BoxLine, offer: int) -> Line:
        """Return a line of an offer's box; what was never asked is not said to be unknown."""
        asked = self.questionnaire.questions[line.question]
        answer = self.answers.about(offer).get(line.question)
        say = status_words if line.style == "given" else known_words
        value = say(self.questionnaire, asked, answer, self.words)
        if (asked.id, offer) not in self.on_path:
            value = self.words(self.questionnaire.texts.summary.states.not_asked)
        return Line(self.words(line.label), value, note_of(asked, answer), asked.id)

    @cached_property
    def on_path(self) -> frozenset[tuple[str, int | None]]:
        """The questions that are asked, each with its offer."""
        return frozenset(
            (question.id, step.offer)
            for step in journey.path(*self.pair)
            for question in journey.questions(self.questionnaire, step)
        )

    def raised(self, find: Callable[[Questionnaire, Answers], tuple[Finding, ...]]) -> tuple[Raised, ...]:
        return tuple(self.raised_by(found) for found in find(self.questionnaire, self.answers))

    def raised_by(self, found: Finding) -> Raised:
        rule, words = found.rule, self.words
        brief, text, brief_why = said(rule)
        return Raised(
            id=rule.id,
            brief=words(brief),
            text=words(text),
            brief_why=words(brief_why),
            why=words(rule.why),
            ask=words(rule.ask),
            offers=self.titles(found.offers),
            grounds=tuple(self.grounds(found)),
            sources=tuple(words(self.questionnaire.source[name].brief) for name in rule.sources),
            about=self.told_apart(found.offers),
        )

    def grounds(self, found: Finding) -> Iterator[Line]:
        """Go through what a finding rests on; the same answer about several offers once."""
        offers: dict[Line, list[int]] = {}
        for ground in found.grounds:
            about = offers.setdefault(self.line_of(ground.question, ground.answer), [])
            about.extend(self.told_apart([ground.offer] if ground.offer else []))
        yield from (self.placed(line, about) for line, about in offers.items())

    def placed(self, line: Line, offers: list[int]) -> Line:
        """Return a line that says which offers it is about."""
        number = ", ".join(map(str, offers))
        names = ", ".join(brief(self.title(offer), _NAME) for offer in offers)
        label = self.words.ui("Offer {number}", number=number) + f": {line.label}"
        return replace(line, label=label, by_name=f"{names}: {line.label}") if offers else line

    def by_topic(self, questions: Iterable[OpenQuestion]) -> tuple[TopicToAsk, ...]:
        topics: dict[str, list[ToAsk]] = {}
        for opened in questions:
            topics.setdefault(opened.question.topic or "", []).append(self.to_ask(opened))
        known = self.questionnaire.topic
        return tuple(
            TopicToAsk(self.words(known[name].title) if name in known else "", tuple(found))
            for name, found in topics.items()
        )

    def to_ask(self, opened: OpenQuestion) -> ToAsk:
        words, sign = self.words, opened.sign
        brief = words(opened.question.brief)
        say = words(sign.ask if sign else opened.question.say or opened.question.brief)
        text = brief if brief.endswith("?") and not sign else say
        short = words(sign.brief) if sign else text
        return ToAsk(opened.key, text, say, self.titles(opened.offers), short, self.told_apart(opened.offers))

    def starred(self) -> Iterator[ToAsk]:
        """Go through the starred questions on the path, in the order of the choice."""
        found = {asked.key: asked for asked in (*self.answered_stars, *self.claimed, *self.opened)}
        yield from (self.to_ask(found[key]) for key in self.answers.stars if key in found)

    @cached_property
    def claimed(self) -> tuple[OpenQuestion, ...]:
        """What was only said: a star asks for it in writing."""
        opened = {asked.key for asked in self.opened}
        return tuple(asked for asked in findings.claimed(*self.pair) if asked.key not in opened)

    @cached_property
    def answered_stars(self) -> tuple[OpenQuestion, ...]:
        """The starred questions that are open no more."""
        stars = set(self.answers.stars) - {asked.key for asked in (*self.opened, *self.claimed)}
        return tuple(asked for asked in findings.askable(*self.pair) if asked.key in stars) if stars else ()

    def wants(self, answer: Answer) -> Iterator[str]:
        asked = self.questionnaire.questions[self.questionnaire.printout.wants]
        if asked.type != "text":
            yield from (self.words(option.label) for option in asked.options if option.code in answer.codes)

    def cited(self, opened: Iterable[OpenQuestion]) -> Iterator[Cited]:
        """Go through the sources of what was found first, then of what is asked."""
        rules = [found.rule for find in (findings.signs, findings.notes) for found in find(*self.pair)]
        asked = [found.sign or found.question for found in opened]
        names = dict.fromkeys(name for piece in (*rules, *asked) for name in piece.sources)
        yield from (cited(self.questionnaire.source[name], self.words) for name in names)

    @property
    def pair(self) -> tuple[Questionnaire, Answers]:
        return self.questionnaire, self.answers

    def identity(self, digest: str) -> Identity:
        asked = self.questionnaire
        return Identity(
            asked.version,
            digest,
            asked.published,
            review.next_review(asked),
            bool(review.overdue(asked, self.today)),
            self.today,
            asked.local.version if asked.local else "",
        )

    def sections(self, *, answered: bool = False) -> Iterator[Section]:
        """Go through the parts on the path; only with what was answered if so wished."""
        steps = journey.path(*self.pair)
        for (name, offer), run in groupby(steps, key=lambda step: (self.questionnaire.part_of[step.page], step.offer)):
            asked = [question for step in run for question in journey.questions(self.questionnaire, step)]
            given = self.answers.about(offer)
            lines = (self.line_of(question, given.get(question.id)) for question in asked)
            kept = tuple(line for line in lines if not answered or given.get(line.key))
            part = self.words(self.questionnaire.part[name].title)
            yield Section(part if offer is None else f"{self.title(offer)}: {part}", kept, offer)

    def beyond_front(self) -> bool:
        """Tell whether some answer stands in no block of the first two pages."""
        everything = (self.answers.person, *self.answers.offers)
        return any(
            name not in self.questionnaire.on_front and self.tells(name, answer)
            for given in everything
            for name, answer in given.items()
        )

    def tells(self, name: str, answer: Answer) -> bool:
        asked = self.questionnaire.questions[name]
        return bool(note_of(asked, answer)) or state(asked, answer) != "not_known"
