"""What follows from the answers: warning signs seen, what is not known, and what is always said. Never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.conditions import Condition, Truth, rests_on
from decision_aid.core.journey import Step
from decision_aid.core.known import Given, sign_seen, state
from decision_aid.core.schema import Note, Question, Questionnaire, Signs, State, WarningSign

NO_OFFER_YET = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """An answer that a finding rests on; for a ticked sign `code` is the sign."""

    question: Question
    answer: Answer
    offer: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning sign or a note that applies, with the offers it is about (none: the person) and its grounds."""

    rule: WarningSign | Note
    offers: tuple[int, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something not known that becomes a question; with `sign` it is about one warning sign of the group."""

    question: Question
    offers: tuple[int, ...]
    sign: WarningSign | None = None

    @property
    def key(self) -> str:
        return self.sign.id if self.sign else self.question.id


def signs(questionnaire: Questionnaire, answers: Answers) -> tuple[Finding, ...]:
    """Return the warning signs seen, gravest first. `answers` holds only what is asked."""
    offers = _offers(questionnaire, answers)
    found = (
        _finding(sign, ((offer, _sign_grounds(questionnaire, answers, sign, offer)) for offer in offers))
        for sign in questionnaire.warning_signs
    )
    return _gravest_first(found)


def notes(questionnaire: Questionnaire, answers: Answers) -> tuple[Finding, ...]:
    """Return the always-notes whose condition holds, gravest first. `answers` holds only what is asked."""
    offers = _offers(questionnaire, answers)
    found = {
        note.id: _finding(
            note,
            (
                (offer, _grounds(questionnaire, answers, note.when, offer))
                for offer in (offers if note.about == "offer" else (None,))
            ),
        )
        for note in questionnaire.notes
    }
    said = (note for note in questionnaire.notes if not (note.unless and found[note.unless]))
    return _gravest_first(found[note.id] for note in said)


def _offers(questionnaire: Questionnaire, answers: Answers) -> range:
    return range(1, journey.offer_count(questionnaire, answers) + 1)


def _gravest_first(findings: Iterable[Finding | None]) -> tuple[Finding, ...]:
    return tuple(sorted((found for found in findings if found), key=lambda found: found.rule.gravity))


def _finding(
    rule: WarningSign | Note, looked_at: Iterable[tuple[int | None, tuple[Ground, ...] | None]]
) -> Finding | None:
    """Return the finding over all offers (or the person) it applies to; grounds None means that it does not."""
    applies = {offer: grounds for offer, grounds in looked_at if grounds is not None}
    offers = tuple(offer for offer in applies if offer is not None)
    return Finding(rule, offers, tuple(chain(*applies.values()))) if applies else None


def _sign_grounds(
    questionnaire: Questionnaire, answers: Answers, sign: WarningSign, offer: int | None
) -> tuple[Ground, ...] | None:
    asked = questionnaire.question_of_sign[sign.id]
    ticked = sign_seen(asked, answers.about(offer).get(asked.id), sign.id) is Truth.YES
    also = _grounds(questionnaire, answers, sign.also_when, offer) if sign.also_when else None
    if ticked:
        return (Ground(asked, Answer((sign.id,)), offer), *(also or ()))
    return also


def _grounds(
    questionnaire: Questionnaire, answers: Answers, condition: Condition, offer: int | None
) -> tuple[Ground, ...] | None:
    """Return the answers a condition rests on; None if it does not hold."""
    given = Given.of(questionnaire, answers, offer)
    if condition.holds(given) is not Truth.YES:
        return None
    names = dict.fromkeys(rests_on(condition, given))
    found = ((name, given.offer.get(name) or given.person.get(name)) for name in names)
    return tuple(Ground(questionnaire.questions[name], answer, offer) for name, answer in found if answer)


def open_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[OpenQuestion, ...]:
    """Return what is not known, gravest topic first, each once with the offers it is open for.

    With no offer yet, the essential questions to a provider stand there to be asked when an offer comes.
    """
    return _merged(questionnaire, (asked for asked, told in _asked(questionnaire, answers) if told == "not_known"))


def claimed(questionnaire: Questionnaire, answers: Answers) -> tuple[OpenQuestion, ...]:
    """Return what was only said, and not shown in writing, with the offers it was said of."""
    return _merged(questionnaire, (asked for asked, told in _asked(questionnaire, answers) if told == "claimed"))


def askable(questionnaire: Questionnaire, answers: Answers) -> tuple[OpenQuestion, ...]:
    """Return everything that could be open, known or not: what `open_questions` is counted out of."""
    return _merged(questionnaire, (asked for asked, _ in _asked(questionnaire, answers)))


def starred(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the keys of what was starred and can be asked, in the order it was starred."""
    keys = {asked.key for asked in askable(questionnaire, answers)} if answers.stars else set()
    return tuple(key for key in answers.stars if key in keys)


def _merged(questionnaire: Questionnaire, each: Iterable[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    """Return each question once with all its offers, gravest topic first."""
    found: dict[str, OpenQuestion] = {}
    for asked in each:
        before = found.get(asked.key)
        offers = (*before.offers, *asked.offers) if before else asked.offers
        found[asked.key] = OpenQuestion(asked.question, offers, asked.sign)
    return tuple(sorted(found.values(), key=lambda asked: _gravity(questionnaire, asked)))


def _gravity(questionnaire: Questionnaire, opened: OpenQuestion) -> tuple[int, int]:
    topic = questionnaire.topic.get(opened.question.topic or "")
    return (topic.gravity if topic else 99, opened.sign.gravity if opened.sign else 0)


def _asked(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[OpenQuestion, State]]:
    """Go through what can be asked aloud on the path, and what its answer tells.

    What matters to the person is no question to somebody else, rated or not: it has a block of its own.
    """
    for step in _asking(questionnaire, answers):
        for question in journey.questions(questionnaire, step):
            if question.say and question.id not in questionnaire.printout.matters:
                yield from _asked_by(questionnaire, answers, question, step.offer)


def _asked_by(
    questionnaire: Questionnaire, answers: Answers, question: Question, offer: int | None
) -> Iterator[tuple[OpenQuestion, State]]:
    answer = None if offer == NO_OFFER_YET else answers.about(offer).get(question.id)
    offers = (offer,) if offer else ()
    if isinstance(question, Signs):
        for name in question.signs:
            sign = questionnaire.sign[name]
            yield OpenQuestion(question, offers, sign), _sign_state(questionnaire, answers, sign, offer)
    else:
        yield OpenQuestion(question, offers), state(question, answer)


def _sign_state(questionnaire: Questionnaire, answers: Answers, sign: WarningSign, offer: int | None) -> State:
    """Return what is known of a sign; one that other answers raise is known, ticked or not."""
    if _sign_grounds(questionnaire, answers, sign, offer) is not None:
        return "known"
    asked = questionnaire.question_of_sign[sign.id]
    seen = sign_seen(asked, answers.about(offer).get(asked.id), sign.id)
    return "no" if seen is Truth.NO else "not_known"


def _asking(questionnaire: Questionnaire, answers: Answers) -> tuple[Step, ...]:
    steps = journey.path(questionnaire, answers)
    if journey.offer_count(questionnaire, answers):
        return steps
    return steps + _when_an_offer_comes(questionnaire, answers)


def _when_an_offer_comes(questionnaire: Questionnaire, answers: Answers) -> tuple[Step, ...]:
    full = journey.wants_all(questionnaire, answers)
    return tuple(
        Step(page.id, NO_OFFER_YET)
        for about, pages in questionnaire.segments
        for page in pages
        if about == "offer"
        and (full or page.id in questionnaire.essential)
        and all(question.asks == "provider" and question.type != "signs" for question in page.questions)
    )
