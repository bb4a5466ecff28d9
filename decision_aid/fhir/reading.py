"""From a data file back to a draft. All of it fits, or the file is refused; an older one gives what still fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from decision_aid.core.answers import MOST_OFFERS, MOST_STARS, Answer, Answers
from decision_aid.core.draft import MOST_CHARACTERS, Draft
from decision_aid.core.errors import AnswerRefused, KeptFileRefused
from decision_aid.core.journey import Step
from decision_aid.core.parsing import Raw, parse
from decision_aid.core.schema import ExactDate, Measure, Question, Questionnaire, Voice, voiced
from decision_aid.core.text import clean
from decision_aid.fhir import intake, naming, pieces
from decision_aid.fhir.coding import stars as starrable
from decision_aid.fhir.leaves import About, Leaves, gathered, links
from decision_aid.fhir.model import QuestionnaireResponse, ResponseItem
from decision_aid.fhir.pieces import Unfit
from decision_aid.fhir.refusals import CHANGED, refused
from decision_aid.services import Kept, LeftOut

_VERSION = re.compile(r"\d{4}\.\d{1,2}(\.\d{1,3})?")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORDING = re.compile(r"\b([a-z][a-z0-9_]{0,39})=([0-9a-f]{8})\b")
_MOST_WORDINGS = 500
_FEW_WORDS = 72
_MONTHS_BACK = 24
_FIRST_YEAR = 2020  # no file is older; a clock that was never set says 1970


def read(
    file: bytes, asked: Questionnaire, digest: str, today: date, lean: Callable[[bytes], bytes] = intake.lean
) -> Kept:
    """Return what a data file (a QuestionnaireResponse as JSON) brings back; `lean` opens the file.

    Raises KeptFileRefused with the sentence to show: then nothing of it is to be taken over.
    """
    try:
        response = intake.response(lean(file))
    except intake.Unusable as found:
        raise _misfit(asked, found.link, Voice.PERSON) or refused(found.outcome) from None
    version = _version(asked, response)
    current = version == asked.version and _digest(asked, response) == digest
    items = gathered(asked, response.item or ())
    reading = _Reading(asked, items, _judged(response, today), strict=current)
    draft = reading.draft(digest).with_asked(_wordings(asked, response))
    return Kept(draft, version, current, reading.all_left_out, _local(asked, response))


def _version(asked: Questionnaire, response: QuestionnaireResponse) -> str:
    """Return the version of the questionnaire that was answered: ours or an older one."""
    if response.status == "entered-in-error":
        raise KeptFileRefused(
            "This file is marked as entered in error, so nothing was taken over. "
            "Open the file as you saved it from this form."
        )
    address, _, version = response.questionnaire.partition("|")
    if address != naming.canonical(asked):
        raise KeptFileRefused(
            "This file was made with another set of questions, so nothing was taken over. "
            "Open a file that you saved from this form."
        )
    if not _VERSION.fullmatch(version):
        raise refused(CHANGED)
    if _numbers(version) > _numbers(asked.version):
        raise KeptFileRefused(
            "This file was made with version {theirs} of the questions, and this form still has version {ours}. "
            "Nothing was taken over. Ask your clinic to update the form.",
            theirs=version,
            ours=asked.version,
        )
    return version


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version as three numbers: 2026.11 is 2026.11.0."""
    numbers = [int(number) for number in version.split(".")]
    return (*numbers, 0)[:3]


def _digest(asked: Questionnaire, response: QuestionnaireResponse) -> str:
    return _tag(response, naming.digests(asked))


def _local(asked: Questionnaire, response: QuestionnaireResponse) -> str:
    """Return the version of the clinic's own file that was laid over the questionnaire, or nothing."""
    version = _tag(response, naming.local(asked))
    return version if _VERSION.fullmatch(version) else ""


def _tag(response: QuestionnaireResponse, system: str) -> str:
    tags = response.meta.tag or () if response.meta else ()
    return next((tag.code for tag in tags if tag.system == system), "")


def _wordings(asked: Questionnaire, response: QuestionnaireResponse) -> Mapping[str, str]:
    """Return what each question was when it was answered, as far as the file tells."""
    tags = response.meta.tag or () if response.meta else ()
    told = next((tag.code for tag in tags if tag.system == naming.wordings(asked)), "")
    return dict(_WORDING.findall(told)[:_MOST_WORDINGS])


def _judged(response: QuestionnaireResponse, today: date) -> date:
    """Return the day on which the answers were given: a day that was to come then may be over now."""
    try:
        authored = date.fromisoformat((response.authored or "")[:10])
    except ValueError:
        return today
    return min(authored, today) if authored.year >= _FIRST_YEAR else today


def _misfit(asked: Questionnaire, link: str, voice: Voice) -> KeptFileRefused | None:
    """Return the refusal for an answer that does not fit, naming the question whose link id it is."""
    if link == naming.STARS:
        return KeptFileRefused(
            "The starred questions in this file do not fit this form, so nothing was taken over. "
            "Open the file as you saved it from this form."
        )
    question = next((each for each in asked.questions.values() if link in links(each)), None)
    if question is None:
        return None
    return KeptFileRefused(
        "The answer to “{question}” in this file does not fit the question, so nothing was taken over. "
        "Open the file as you saved it from this form.",
        question=voiced(question.brief, voice),
    )


@dataclass(slots=True)
class _Reading:
    """One file being read. Where it is strict, whatever does not fit refuses the file; else it is left out."""

    asked: Questionnaire
    leaves: Leaves
    judged: date
    strict: bool
    left_out: dict[tuple[About, str], LeftOut] = field(default_factory=dict)

    def draft(self, digest: str) -> Draft:
        for link in (*self.leaves.twice, *(self._strange() if self.strict else ())):
            raise self._refused(link)
        answers = self._answers()
        draft = Draft(answers, self._pages(), (self.asked.id, self.asked.version, digest))
        if draft.characters > MOST_CHARACTERS:
            raise KeptFileRefused(
                "The notes in this file have {count} characters in all; a form keeps {most}. Nothing was taken over. "
                "Open a file with shorter notes.",
                count=f"{draft.characters:,}",
                most=f"{MOST_CHARACTERS:,}",
            )
        return draft

    @property
    def all_left_out(self) -> tuple[LeftOut, ...]:
        """Return every answer that was left out, in the wording for who answered."""
        return tuple(replace(left, question=voiced(left.question, self._voice)) for left in self.left_out.values())

    @property
    def _voice(self) -> Voice:
        role = self.asked.roles.respondent
        item = self.leaves.found.get((None, role.question))
        codings = [answer.value_coding for answer in item.answer or ()] if item else []
        return Voice.HELPER if {coding.code for coding in codings if coding} & {*role.helper} else Voice.PERSON

    def _refused(self, link: str) -> KeptFileRefused:
        return _misfit(self.asked, link, self._voice) or refused(CHANGED)

    def _strange(self) -> Iterator[str]:
        """Go through what no file of this version can hold: also what stands in an offer and is about the person."""
        yield from (item.link_id for _, item in self.leaves.strange)
        yield from self.leaves.groups
        for about, link in self.leaves.found:
            if not self._belongs(link.partition(".")[0], about):
                yield link

    def _belongs(self, name: str, about: About) -> bool:
        """Tell whether a question, or the stars, is asked about this."""
        page = self.asked.page_of.get(name)
        return (about is not None) == (page is not None and self.asked.page[page][0].about == "offer")

    def _answers(self) -> Answers:
        answers = Answers(stars=self._stars())
        for about in (None, *range(1, MOST_OFFERS + 1)):
            answers = answers.merged(about, {**self._words_of_gone(about), **self._given(about)})
        return answers

    def _given(self, about: About) -> Mapping[str, Answer]:
        items = self.leaves.about(about)
        named = dict.fromkeys(link.partition(".")[0] for link in items)
        asked = (self.asked.questions[name] for name in named if name in self.asked.questions)
        return {question.id: self._answer(question, items, about) for question in asked}

    def _answer(self, question: Question, items: pieces.Items, about: About) -> Answer:
        try:
            if not self._belongs(question.id, about):
                raise Unfit
            return self._parsed(question, pieces.raw(self.asked, question, items))
        except (AnswerRefused, ValueError):
            if self.strict:
                raise self._refused(question.id) from None
        self.left_out[about, question.id] = LeftOut(question.brief, about)
        return self._words_alone(question, items)

    def _parsed(self, question: Question, raw: Raw) -> Answer:
        """Return the answer as the core takes it, on the day it was given or, for a date, some time before.

        A day that was to come may have been over when the file was written, and a choice such as "this month" no
        longer agree with its date: the answer is then as old as the visit that it was first given in.
        """
        try:
            return parse(question, raw, self.judged)
        except AnswerRefused:
            if not (isinstance(question, Measure) and isinstance(question.exact, ExactDate) and raw.year):
                raise
        for day in _days_before(self.judged):
            try:
                return parse(question, raw, day)
            except AnswerRefused:
                continue
        raise Unfit

    def _words_alone(self, question: Question, items: pieces.Items) -> Answer:
        """Return the person's own words, whether the question was one in free words then or had a note beside it."""
        notes = [self._note(question, items.get(link)) for link in (question.id, naming.note(question.id))]
        return next((note for note in notes if note), Answer())

    def _note(self, question: Question, item: ResponseItem | None) -> Answer:
        try:
            return parse(question, Raw(note=pieces.words(item)), self.judged)
        except (AnswerRefused, ValueError):
            return Answer()

    def _words_of_gone(self, about: About) -> Mapping[str, Answer]:
        """Return the person's own words beside questions that are gone: kept like a draft's, and on no page."""
        kept: dict[str, Answer] = {}
        for where, item in self.leaves.strange:
            name = item.link_id.partition(".")[0]
            if where == about:
                if _ID.fullmatch(name) and name not in self.asked.questions:
                    kept[name] = self._note(self._any_question, item) or kept.get(name, Answer())
                self._leave_out(about, name, item, kept.get(name, Answer()))
        return kept

    def _leave_out(self, about: About, name: str, item: ResponseItem, answer: Answer) -> None:
        """Note what is gone, with the words beside it; a note goes by the name of its question."""
        before = self.left_out.get((about, name))
        self.left_out[about, name] = LeftOut(before.question if before else _few_words(item), about, answer.note)

    @property
    def _any_question(self) -> Question:
        return next(iter(self.asked.questions.values()))

    def _stars(self) -> tuple[str, ...]:
        item = self.leaves.found.get((None, naming.STARS))
        known = {coding.code for coding in starrable(self.asked)}
        try:
            chosen = tuple(dict.fromkeys(pieces.codes(item, naming.star_system(self.asked))))
        except Unfit:
            chosen = ("",)
        kept = tuple(star for star in chosen if star in known)
        if len(kept) > MOST_STARS or (self.strict and kept != chosen):
            raise self._refused(naming.STARS)
        if kept != chosen:
            self.left_out[None, naming.STARS] = LeftOut(self.asked.texts.stars.title)
        return kept

    def _pages(self) -> Mapping[str, int]:
        steps = (Step(page, about) for about, page in self.leaves.pages)
        return MappingProxyType(dict.fromkeys(sorted(step.key for step in steps), 1))


def _days_before(day: date) -> Iterator[date]:
    """Go through the first and last days of the months before a day, from the latest back."""
    for _ in range(_MONTHS_BACK):
        yield day.replace(day=1)
        day = day.replace(day=1) - timedelta(days=1)
        yield day


def _few_words(item: ResponseItem) -> str:
    """Return what the file calls a question that is gone."""
    text = " ".join(clean(item.text or item.link_id).split())
    return text if len(text) <= _FEW_WORDS else text[: _FEW_WORDS - 1] + "…"
