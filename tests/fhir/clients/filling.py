"""Somebody fills in the form on the page of LHC-Forms, while we keep the same answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir import naming
from tests.fhir.clients import expected
from tests.fhir.clients.expected import Shown
from tests.fhir.clients.lhc_forms import LhcForms


@dataclass
class Filling:
    """One form on the page; `answers` are what was pressed, also what the page hides by now."""

    forms: LhcForms
    asked: Questionnaire
    published: bytes
    answers: Answers = field(default_factory=Answers)

    def choose(self, question: str, code: str, offer: int | None = None) -> None:
        """Press a choice."""
        coding = f"{naming.system(self.asked, self.asked.questions[question])}|{code}"
        self.forms.tick(self._place(Shown(question, offer)), coding)
        self.answers = self.answers.merged(offer, {question: Answer((code,))})

    def write(self, question: str, exact: str) -> None:
        """Write an exact number about the person, or take it away."""
        self.forms.write(self._place(Shown(naming.exact(question))), exact)
        self.answers = self.answers.merged(None, {question: Answer(exact=exact)})

    def note(self, question: str, text: str, offer: int) -> None:
        """Write words of one's own beside a question of an offer, or take them away."""
        self.forms.write(self._place(Shown(naming.note(question), offer)), text)
        given = self.answers.about(offer).get(question, Answer())
        self.answers = self.answers.merged(offer, {question: given._replace(note=text)})

    def add_offer(self) -> None:
        """Press the button for a second offer."""
        self.forms.add(f"{naming.OFFER}/1")
        self.choose("how_many", "two")

    @property
    def shown(self) -> set[Shown]:
        return expected.shown(self.published, self.forms.shown())

    @property
    def expected(self) -> set[Shown]:
        return expected.asked(self.asked, self.published, self.answers)

    @property
    def conditional(self) -> frozenset[str]:
        """The pages with a condition of their own that are asked now."""
        steps = journey.path(self.asked, self.answers)
        return frozenset(step.page for step in steps if self.asked.page[step.page][1].when)

    def _place(self, wanted: Shown) -> str:
        found = (item for item in self.forms.shown() if expected.shown(self.published, [item]) == {wanted})
        return next(found)
