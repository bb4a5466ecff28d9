"""The yardstick: the same questions in a plain form after GOV.UK's page pattern, one question a page.

The markup is our own. The pattern's parts are here: skip link, header link, back link, the question as a heading in its
legend, radios or checkboxes, Continue, and check answers with Change links. It asks every question of the same
questionnaire, under the same conditions; every warning sign and every rating has a page of its own. It shows the bare
question with its hint: no reasons, facts or studies, which would only lengthen it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import Flask, redirect, render_template, request
from jinja2 import DictLoader
from werkzeug.wrappers import Response

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Measure, Question, Questionnaire, Signs
from decision_aid.core.words import Words
from tests.effort.plain_pages import PAGES

SIGN_CHOICES = (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))
_NONE = Answer()


class Asked(NamedTuple):
    """One page: a question about the person (offer 0) or about an offer, or one sign of a group."""

    offer: int
    question: Question
    sign: str

    @property
    def address(self) -> str:
        return "/".join(("/ask", str(self.offer), self.question.id, *filter(None, (self.sign,))))


@dataclass
class Desk:
    """The answers of the one visitor."""

    questionnaire: Questionnaire
    answers: Answers = field(default_factory=Answers)
    signs: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return Words(journey.voice(self.questionnaire, self.answers))

    def pages(self) -> Iterator[Asked]:
        for step in journey.path(self.questionnaire, self.answers):
            for question in journey.questions(self.questionnaire, step):
                signs = question.signs if isinstance(question, Signs) else ("",)
                yield from (Asked(step.offer or 0, question, sign) for sign in signs)

    def find(self, address: str) -> Asked:
        return next(asked for asked in self.pages() if asked.address == address)

    def after(self, asked: Asked) -> str:
        pages = list(self.pages())
        rest = pages[pages.index(asked) + 1 :]
        return rest[0].address if rest else "/check"

    def label(self, asked: Asked) -> str:
        sign = self.questionnaire.sign[asked.sign].label if asked.sign else asked.question.label
        return self.words(sign)

    def choices(self, asked: Asked) -> tuple[tuple[str, str], ...]:
        if asked.sign:
            return SIGN_CHOICES
        options = () if asked.question.type == "text" else asked.question.options
        return tuple((option.code, self.words(option.label)) for option in options)

    def keep(self, asked: Asked) -> None:
        codes = tuple(request.form.getlist(f"{asked.question.id}-codes"))
        note, exact = request.form.get("note", ""), request.form.get("exact", "")
        if asked.sign:
            self.signs[asked.address] = "".join(codes)
        else:
            given = {asked.question.id: Answer(codes, exact, note)}
            self.answers = self.answers.merged(asked.offer or None, given)

    def said(self, asked: Asked) -> str:
        given = self.answers.about(asked.offer or None).get(asked.question.id, _NONE)
        codes = (self.signs.get(asked.address, ""),) if asked.sign else given.codes
        labels = [label for code, label in self.choices(asked) if code in codes]
        return "; ".join(filter(None, (*labels, given.exact, given.note))) or "Not provided"


def plain_form(questionnaire: Questionnaire) -> Flask:
    """Return the plain form of this questionnaire, for one visitor at a time."""
    form, desk = Flask(__name__), [Desk(questionnaire)]
    form.jinja_env.loader = DictLoader(PAGES)

    @form.get("/")
    def start() -> str:
        desk[0] = Desk(questionnaire)
        return render_template("start", on=next(desk[0].pages()).address)

    @form.get("/ask/<path:_>")
    def ask(_: str) -> str:
        asked = desk[0].find(request.path)
        kind = "checkbox" if asked.question.type == "several" else "radio"
        exact = asked.question.exact if isinstance(asked.question, Measure) else None
        return render_template("ask", desk=desk[0], asked=asked, kind=kind, exact=exact, words=desk[0].words)

    @form.post("/ask/<path:_>")
    def take(_: str) -> Response:
        asked = desk[0].find(request.path)
        desk[0].keep(asked)
        return redirect(desk[0].after(asked), 303)

    @form.get("/check")
    def check() -> str:
        return render_template("check", desk=desk[0])

    @form.post("/check")
    def send() -> Response:
        return redirect("/done", 303)

    @form.get("/done")
    def done() -> str:
        return render_template("done")

    return form
