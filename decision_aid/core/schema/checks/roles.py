"""The questions that the program itself needs to know by name are there and of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Asked, Path, Plan
from decision_aid.core.schema.checks.scales import spoilt
from decision_aid.core.schema.questions import Choice, ExactDate, ExactNumber, Measure, Text

if TYPE_CHECKING:
    from decision_aid.core.schema.questionnaire import Decline

MOST_OFFERS = 3


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through roles that name a question that is missing or cannot play them."""
    roles = plan.questionnaire.roles
    yield from _choice(plan, roles.respondent.question, "respondent", "helper", roles.respondent.helper)
    yield from _choice(plan, roles.length.question, "length", "full", (roles.length.full,))
    yield from _choice(plan, roles.offers.question, "offers", "count", roles.offers.count)
    yield from _counts(roles.offers.count)
    yield from _about_offer(plan, roles.offer_name, "offer_name", Text)
    yield from _about_offer(plan, roles.offer_kind, "offer_kind", Choice)
    if roles.decline is not None:
        yield from _decline(plan, roles.decline)


def placed(plan: Plan, name: str, about: str, path: Path) -> Iterator[Fault]:
    """Go through what is wrong with the place of a question that must be there, about the person or an offer."""
    asked = plan.question.get(name)
    if asked is None:
        yield Fault(path, "", f"there is no question {name}. Correct the name.", (name,))
    elif asked.part.about != about:
        where = "about the person" if about == "person" else "about an offer"
        yield Fault(path, "", f"question {name} must stand in a part {where}. Name another question.", (name,))


def _choice(plan: Plan, name: str, role: str, key: str, codes: Iterable[str]) -> Iterator[Fault]:
    path = ("roles", role)
    yield from placed(plan, name, "person", (*path, "question"))
    asked = plan.question.get(name)
    if asked is None:
        return
    if not isinstance(asked.question, Choice):
        yield _kind((*path, "question"), name, "must be of type choice")
    elif not spoilt(asked.question):
        yield from _codes(asked, (*path, key), codes)


def _codes(asked: Asked, path: Path, codes: Iterable[str]) -> Iterator[Fault]:
    name = asked.question.id
    for code in codes:
        if code not in asked.codes:
            sentence = f"{code} is no option of question {name}. Use one of: {', '.join(asked.codes)}."
            yield Fault(path, "", sentence, (code, name))


def _counts(count: dict[str, int]) -> Iterator[Fault]:
    missing = [str(number) for number in range(MOST_OFFERS + 1) if number not in count.values()]
    if missing:
        sentence = f"no code means {', '.join(missing)}. Give every number from 0 to {MOST_OFFERS} a code."
        yield Fault(("roles", "offers", "count"), "", sentence)


def _about_offer(plan: Plan, name: str, role: str, kind: type[Choice | Text]) -> Iterator[Fault]:
    path = ("roles", role)
    yield from placed(plan, name, "offer", path)
    asked = plan.question.get(name)
    if asked is not None and not isinstance(asked.question, kind):
        yield _kind(path, name, f"must be of type {kind.__name__.lower()}")


def _decline(plan: Plan, decline: Decline) -> Iterator[Fault]:
    yield from _measure(plan, decline.total, "total", ExactNumber)
    yield from _measure(plan, decline.scored_on, "scored_on", ExactDate)
    yield from _measure(plan, decline.onset, "onset", ExactDate)
    if not plan.questionnaire.texts.summary.decline:
        sentence = "the monthly loss has no heading. Write texts.summary.decline, or take roles.decline away."
        yield Fault(("texts", "summary"), "", sentence)


def _measure(plan: Plan, name: str, key: str, kind: type[ExactNumber | ExactDate]) -> Iterator[Fault]:
    path = ("roles", "decline", key)
    yield from placed(plan, name, "person", path)
    asked = plan.question.get(name)
    if asked is None:
        return
    if not (isinstance(asked.question, Measure) and isinstance(asked.question.exact, kind)):
        exact = "number" if kind is ExactNumber else "date"
        yield _kind(path, name, f"must be of type measure with an exact {exact}")


def _kind(path: Path, name: str, must: str) -> Fault:
    return Fault(path, "", f"question {name} {must}. Change its type, or name another question.", (name,))
