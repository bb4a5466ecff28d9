"""What is met by somebody's answers in any questionnaire: each rule returns what nobody meets, or everybody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from random import Random

from decision_aid.core import findings, journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Choice, Questionnaire
from tests.content.chance import answers_by
from tests.content.rules import Rule

WALKS = 300


class Walked:
    """Many walks of one questionnaire by chance."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    @property
    def full_code(self) -> str:
        return self.questionnaire.roles.length.full

    @property
    def short_code(self) -> str:
        length = self.questionnaire.questions[self.questionnaire.roles.length.question]
        assert isinstance(length, Choice)
        return next(option.code for option in length.options if option.code != self.full_code)

    @lru_cache(maxsize=8)  # noqa: B019 - a session has a handful of these
    def of_length(self, length: str, offers: int = 3) -> tuple[Answers, ...]:
        """Return the answers of many walks of one length with so many offers."""
        chance = Random(2026)  # noqa: S311 - no secret
        fixed = {self.questionnaire.roles.length.question: length, self._count: self.count(offers)}
        return tuple(self._asked(answers_by(self.questionnaire, chance, **fixed)) for _ in range(WALKS))

    @cached_property
    def of_any_length(self) -> tuple[Answers, ...]:
        """Return the answers of many walks of any length with any number of offers."""
        chance = Random(2027)  # noqa: S311 - no secret
        return tuple(self._asked(answers_by(self.questionnaire, chance)) for _ in range(WALKS))

    def asked(self, length: str) -> Iterator[str]:
        for answers in (*self.of_length(length), *self.of_length(length, offers=0)):
            for step in journey.path(self.questionnaire, answers):
                yield from (question.id for question in journey.questions(self.questionnaire, step))

    def longest(self, length: str) -> int:
        return max(len(journey.path(self.questionnaire, answers)) for answers in self.of_length(length))

    def count(self, offers: int) -> str:
        """Return the code that says so many offers."""
        counts = self.questionnaire.roles.offers.count
        return next(code for code, count in counts.items() if count == offers)

    def raised(self, answers: Answers) -> set[str]:
        return {finding.rule.id for finding in findings.signs(self.questionnaire, answers)}

    def said(self, answers: Answers) -> set[str]:
        return {finding.rule.id for finding in findings.notes(self.questionnaire, answers)}

    def ticked(self, sign: str) -> Answers:
        """Return answers with one offer of which only this sign is told."""
        given = Answers().merged(None, {self._count: Answer((self.count(1),))})
        return self._asked(given.merged(1, {self.questionnaire.question_of_sign[sign].id: Answer((sign,))}))

    @property
    def _count(self) -> str:
        return self.questionnaire.roles.offers.question

    def _asked(self, answers: Answers) -> Answers:
        return journey.asked_only(self.questionnaire, answers)


_MADE: dict[str, Walked] = {}


def walked(questionnaire: Questionnaire) -> Walked:
    """Return the walks of a questionnaire, made once for each of the few that are shipped."""
    return _MADE.setdefault(questionnaire.id, Walked(questionnaire))


def questions_nobody_is_asked(questionnaire: Questionnaire) -> list[str]:
    walks = walked(questionnaire)
    return sorted(set(questionnaire.questions) - set(walks.asked(walks.full_code)))


def short_questions_nobody_is_asked(questionnaire: Questionnaire) -> list[str]:
    walks = walked(questionnaire)
    short = {question.id for question in questionnaire.questions.values() if question.short}
    return sorted(short - set(walks.asked(walks.short_code)))


def a_short_path_that_is_long(questionnaire: Questionnaire) -> list[str]:
    walks = walked(questionnaire)
    short, full = walks.longest(walks.short_code), walks.longest(walks.full_code)
    return [] if short < full / 2 else [f"{short} of {full}"]


def signs_not_raised_by_their_tick(questionnaire: Questionnaire) -> list[str]:
    walks = walked(questionnaire)
    return [sign.id for sign in questionnaire.warning_signs if sign.id not in walks.raised(walks.ticked(sign.id))]


def signs_no_other_answer_raises(questionnaire: Questionnaire) -> list[str]:
    walks = walked(questionnaire)
    waiting = [sign.id for sign in questionnaire.warning_signs if sign.also_when]
    return [sign for sign in waiting if not any(_raised_unticked(walks, sign, one) for one in _full(walks))]


def _full(walks: Walked) -> tuple[Answers, ...]:
    return walks.of_length(walks.full_code)


def _raised_unticked(walks: Walked, sign: str, answers: Answers) -> bool:
    group = walks.questionnaire.question_of_sign[sign].id
    for offer in (1, 2, 3):
        answers = answers.merged(offer, {group: Answer()})
    return sign in walks.raised(answers)


def notes_said_to_nobody_or_everybody(questionnaire: Questionnaire) -> list[str]:
    walks = walked(questionnaire)
    said = [walks.said(answers) for answers in (*walks.of_any_length, Answers())]
    shares = {note.id: sum(note.id in one for one in said) for note in questionnaire.notes}
    return [name for name, times in shares.items() if times in (0, len(said))]


REACHED: tuple[Rule, ...] = (
    questions_nobody_is_asked,
    short_questions_nobody_is_asked,
    a_short_path_that_is_long,
    signs_not_raised_by_their_tick,
    signs_no_other_answer_raises,
    notes_said_to_nobody_or_everybody,
)
