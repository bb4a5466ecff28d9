"""What is stale, undated, or rests on a source that can hardly be found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.dates import reviews
from decision_aid.core.schema.checks.plan import Plan

SOON = timedelta(days=60)
_NO_DATE = "not reported"
_WHOLE_SITE = re.compile(r"https?://[^/]+/?")

_MEND_DATE = "Name one that has, or write gives_no_date: true at a source in which somebody looked for it."


def faults(questionnaire: Questionnaire, today: date) -> Iterator[Fault]:
    """Go through what is wrong with dates and sources on this day."""
    yield from _published(questionnaire, today)
    yield from _reviews(questionnaire, today)
    yield from _undated(questionnaire)
    yield from _sources(questionnaire)


def _published(questionnaire: Questionnaire, today: date) -> Iterator[Fault]:
    published = questionnaire.published
    if published > today:
        told = f"published: {published} is in the future. Set the day this version comes into use."
        yield Fault(("published",), "", told, rule="published-ahead")


def _reviews(questionnaire: Questionnaire, today: date) -> Iterator[Fault]:
    for path, name, review_by in reviews(Plan(questionnaire)):
        if review_by < today:
            told = f"{name}: its review date {review_by} is past. Read its sources again and set a new date."
            yield Fault(path, name, told, rule="review-past")
        elif review_by <= today + SOON:
            told = f"{name}: its review date {review_by} is near. Read its sources again soon."
            yield Fault(path, name, told, rule="review-near")


def _undated(questionnaire: Questionnaire) -> Iterator[Fault]:
    for key, noun in (("facts", "fact"), ("evidence", "evidence card")):
        for at, item in enumerate(getattr(questionnaire, key)):
            sources = [questionnaire.source[name] for name in item.sources]
            if all(one.date == _NO_DATE for one in sources) and not all(one.gives_no_date for one in sources):
                told = f"{noun} {item.id}: none of its sources has a date. {_MEND_DATE}"
                yield Fault((key, at, "sources"), item.id, told, rule="undated")


def _sources(questionnaire: Questionnaire) -> Iterator[Fault]:
    for at, source in enumerate(questionnaire.sources):
        if _WHOLE_SITE.fullmatch(source.address) and "look for" not in source.title:
            told = f"source {source.id}: its address leads to a whole site. Say in the title what to look for."
            yield Fault(("sources", at, "address"), source.id, told, rule="address-vague")
        if source.copy_read is not None:
            mend = f"Read the primary ({source.address}) and take copy_read away."
            told = f"source {source.id}: only a copy was read. {mend}"
            yield Fault(("sources", at, "copy_read"), source.id, told, rule="copy-read")
