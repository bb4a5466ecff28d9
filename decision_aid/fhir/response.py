"""A draft's answers as a FHIR R4 QuestionnaireResponse: https://hl7.org/fhir/R4/questionnaireresponse.html."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from decision_aid.core import decline, findings, journey
from decision_aid.core.answers import MOST_OFFERS, Answer
from decision_aid.core.draft import Draft
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.journey import Step, Walk
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir import naming
from decision_aid.fhir.answered import answered
from decision_aid.fhir.coding import WORDS, stars
from decision_aid.fhir.layout import WHICH_OFFER, Chapter, Frame, Group, Run, runs
from decision_aid.fhir.model import Coding, Meta, QuestionnaireResponse, ResponseAnswer, ResponseItem

Items = tuple[ResponseItem, ...]
_NONE = Answer()


def response(asked: Questionnaire, draft: Draft, day: date, digest: str) -> QuestionnaireResponse:
    """Return the answers on the path as given on this day; `digest` names the questionnaire's exact content."""
    walk = journey.walk(asked, draft.answers)
    done = journey.first_unseen(walk.steps, draft.pages) is None
    return QuestionnaireResponse(
        meta=Meta(tag=(Coding(system=naming.digests(asked), code=digest), *_local(asked), *_wordings(asked, draft))),
        language=asked.language,
        questionnaire=naming.versioned(asked),
        status="completed" if done else "in-progress",
        authored=day.isoformat(),
        item=_Answering(asked, draft, walk, day).items or None,
    )


def _local(asked: Questionnaire) -> tuple[Coding, ...]:
    return (Coding(system=naming.local(asked), code=asked.local.version),) if asked.local else ()


def _wordings(asked: Questionnaire, draft: Draft) -> tuple[Coding, ...]:
    """Return the tag that tells a later form what each question was: `who=0a1b2c3d length=…`."""
    told = " ".join(f"{name}={mark}" for name, mark in draft.asked.items())
    return (Coding(system=naming.wordings(asked), code=told),) if told else ()


@dataclass(frozen=True)
class _Answering:
    """One draft, with the walk through the questionnaire that its answers give."""

    asked: Questionnaire
    draft: Draft
    walk: Walk
    day: date

    @property
    def items(self) -> Items:
        runs_given = (item for run in runs(self.asked) for item in self._run(run))
        return (*runs_given, *_grouped(self._closing, tuple(self._closed())))

    @cached_property
    def _steps(self) -> frozenset[Step]:
        return frozenset(self.walk.steps)

    @property
    def _closing(self) -> Group:
        return Group(naming.CLOSING, WORDS(self.asked.texts.summary.title))

    def _run(self, run: Run) -> Items:
        if run.offer is None:
            return self._chapters(run, None)
        each = [self._chapters(run, offer) for offer in range(1, MOST_OFFERS + 1)]
        last = max((offer for offer, items in enumerate(each, start=1) if items), default=0)
        # An offer of which nothing was said yet keeps its place before the ones after it.
        return tuple(
            _group(run.offer, (_place(run, offer), *items)) for offer, items in enumerate(each[:last], start=1)
        )

    def _chapters(self, run: Run, offer: int | None) -> Items:
        parts = (_grouped(chapter.group, tuple(self._pages(chapter, offer))) for chapter in run.chapters)
        return tuple(item for part in parts for item in part)

    def _pages(self, chapter: Chapter, offer: int | None) -> Iterator[ResponseItem]:
        for frame in chapter.frames:
            if Step(frame.page.id, offer) in self._steps:
                yield from self._page(frame, offer)

    def _page(self, frame: Frame, offer: int | None) -> Items:
        given = self.walk.answers.about(offer)
        been_through = Step(frame.page.id, offer).key in self.draft.pages
        shown = (question for question in frame.page.questions if been_through or question.id in given)
        items = tuple(item for asked in shown for item in answered(self.asked, asked, given.get(asked.id, _NONE)))
        for group in reversed(frame.groups):
            items = _grouped(group, items)
        return items

    def _closed(self) -> Iterator[ResponseItem]:
        starred = tuple(ResponseAnswer(value_coding=coding) for coding in self._stars())
        if starred:
            yield ResponseItem(link_id=naming.STARS, text=WORDS(self.asked.texts.stars.title), answer=starred)
        points = self._points()
        if points is not None:
            worked_out = (ResponseAnswer(value_decimal=points),)
            yield ResponseItem(link_id=naming.DECLINE, text=WORDS(self.asked.texts.summary.decline), answer=worked_out)

    def _stars(self) -> Iterator[Coding]:
        """Go through what was starred and can be asked, in the order it was starred."""
        known = {coding.code: coding for coding in stars(self.asked)}
        yield from (known[key] for key in findings.starred(self.asked, self.walk.answers))

    def _points(self) -> float | None:
        try:
            loss = decline.from_answers(self.asked, self.walk.answers.person, self.day)
        except AnswerRefused:
            return None
        return float(loss.points) if loss else None


def _place(run: Run, offer: int) -> ResponseItem:
    number = (ResponseAnswer(value_integer=offer),)
    return ResponseItem(link_id=run.place, text=WORDS.ui(WHICH_OFFER), answer=number)


def _grouped(group: Group, items: Items) -> Items:
    return (_group(group, items),) if items else ()


def _group(group: Group, items: Items) -> ResponseItem:
    return ResponseItem(link_id=group.link_id, text=group.text, item=items or None)
