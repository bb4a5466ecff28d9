"""What is printed: the shipped questionnaire's own summaries of drafts in which everything is answered."""

from __future__ import annotations

from dataclasses import dataclass

from decision_aid.bench.person import answered, roles_of
from decision_aid.core import journey
from decision_aid.core.draft import Draft
from decision_aid.core.summarise import summarise
from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from decision_aid.locales import day_in, number_in
from decision_aid.services import Services

_SENTENCE = "They told me on the telephone that it would be put in writing before the end of the month. "


@dataclass(frozen=True, slots=True)
class Document:
    """A summary and the same answers as data, as a worker gets them."""

    name: str
    summary: Summary
    data: bytes


class Documents:
    """Makes documents of one running form; the fullest have so many offers."""

    def __init__(self, services: Services, offers: int) -> None:
        self._services = services
        self._offers = offers
        asking = services.questionnaire
        self._identity = (asking.id, asking.version, services.questionnaire_hash)
        self._day = services.clock().date()
        language = services.questionnaire.language
        self._words = Words(day=day_in(language), number=number_in(language))

    def nothing(self) -> Document:
        """Return the document of somebody who answered nothing: the two pages alone."""
        return self._made("nothing answered", Draft(questionnaire=self._identity))

    def short(self) -> Document:
        """Return the short length with one offer, as most people will have it."""
        return self._made("short", self._draft(1, full=False))

    def fullest(self, letters: int = 0) -> Document:
        """Return all offers in full; every note has so many letters, or a few words."""
        name = f"notes of {letters} letters" if letters else "fullest"
        return self._made(name, self._draft(self._offers, full=True, note=prose(letters) if letters else ""))

    def long_answer(self, letters: int) -> Document:
        """Return the short length with one answer of so many letters."""
        draft = self._draft(1, full=False)
        asking = self._services.questionnaire
        asked = ((step, one) for step in journey.path(asking, draft.answers) for one in journey.questions(asking, step))
        step, question = next(found for found in asked if found[1].note)
        given = draft.answers.about(step.offer)[question.id]._replace(note=prose(letters))
        return self._made("one long answer", draft.with_page(step.key, step.offer, {question.id: given}))

    def _draft(self, offers: int, *, full: bool, note: str = "") -> Draft:
        asking = self._services.questionnaire
        roles = roles_of(asking, offers, full=full)
        return answered(asking, roles, self._identity, *filter(None, [note]))

    def _made(self, name: str, draft: Draft) -> Document:
        services = self._services
        summary = summarise(services.questionnaire, draft.answers, self._words, self._day, services.questionnaire_hash)
        return Document(name, summary, services.exchange.response(draft, self._day))


def prose(letters: int) -> str:
    """Return so many letters of plain sentences."""
    return (_SENTENCE * (letters // len(_SENTENCE) + 1))[:letters].strip()
