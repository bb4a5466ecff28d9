"""Somebody who answers everything they are asked, and the requests they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from wsgiref.types import WSGIApplication

from decision_aid.bench.caller import Asked, asked, call
from decision_aid.core import journey
from decision_aid.core.answers import Answer
from decision_aid.core.draft import Draft
from decision_aid.core.journey import Step
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import Question, Questionnaire
from decision_aid.core.text import MOST_CHARACTERS
from decision_aid.services import Services

TOKEN = re.compile(rb'name="token" value="(\w+)"')
_NOTE = "They said so on the telephone."


def answered(
    questionnaire: Questionnaire, roles: Mapping[str, str], identity: tuple[str, str, str], note: str = _NOTE
) -> Draft:
    """Return the draft of someone who went through every page and left nothing empty.

    `roles` gives the codes of the length and the number of offers by their questions, `note` what they wrote
    wherever there is room.
    """
    draft = Draft(questionnaire=identity)
    while step := journey.first_unseen(journey.path(questionnaire, draft.answers), draft.pages):
        given = {asked.id: _answer(asked, roles, note) for asked in journey.questions(questionnaire, step)}
        draft = draft.with_page(step.key, step.offer, given)
    return draft


def _answer(question: Question, roles: Mapping[str, str], note: str) -> Answer:
    written = note if question.note or question.type == "text" else ""
    return Answer((roles.get(question.id) or codes_of(question)[0],) if codes_of(question) else (), note=written)


def roles_of(questionnaire: Questionnaire, offers: int, *, full: bool) -> dict[str, str]:
    """Return the codes that ask for so many offers in the full or the short length."""
    length, count = questionnaire.roles.length, questionnaire.roles.offers
    short = next(code for code in codes_of(questionnaire.questions[length.question]) if code != length.full)
    return {
        length.question: length.full if full else short,
        count.question: next(code for code, number in count.count.items() if number == offers),
    }


class Person:
    """One browser whose draft holds an answer to every question of the full or the short length."""

    def __init__(self, application: WSGIApplication, services: Services, offers: int, *, full: bool = True) -> None:
        asking = services.questionnaire
        self._questionnaire = asking
        identity = (asking.id, asking.version, services.questionnaire_hash)
        self.draft = answered(asking, roles_of(asking, offers, full=full), identity)
        self.steps = journey.path(asking, self.draft.answers)
        before = call(application, asked("/")).header("Set-Cookie").partition("=")[0]  # of the forms before a visit
        self.cookie = f"{before.removesuffix('-form')}={services.drafts.start(self.draft)}"
        found = TOKEN.search(call(application, self.get(self.steps[0])).body)
        self._token = found.group(1).decode() if found else ""

    @property
    def step(self) -> Step:
        """Return a page in the middle of the journey that has a choice and a note."""
        with_note = [step for step in self.steps if self._question(step).note]
        return with_note[len(with_note) // 2]

    def get(self, step: Step) -> Asked:
        return asked(address(step), self.cookie)

    def read(self, path: str, times: int) -> Iterator[Asked]:
        """Ask for one page so many times."""
        request = asked(path, self.cookie)
        return (request for _ in range(times))

    def save(self, times: int) -> Iterator[Asked]:
        """Give another note each time, so that every one is kept."""
        revision = self.draft.pages[self.step.key]
        return (self._post(f"{_NOTE} {number}", revision + number) for number in range(times))

    def err(self, times: int) -> Iterator[Asked]:
        """Give a note that is too long."""
        request = self._post("x" * (MOST_CHARACTERS + 1), 1)
        return (request for _ in range(times))

    def _post(self, note: str, revision: int) -> Asked:
        question = self._question(self.step)
        form = {f"{question.id}-codes": codes_of(question)[0], f"{question.id}-note": note}
        return asked(address(self.step), self.cookie, {**form, "token": self._token, "revision": str(revision)})

    def _question(self, step: Step) -> Question:
        return journey.questions(self._questionnaire, step)[0]


def address(step: Step) -> str:
    """Return the address of a page; these are fixed."""
    return f"/q/{step.page}" if step.offer is None else f"/offer/{step.offer}/q/{step.page}"
