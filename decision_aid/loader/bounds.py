"""What a clinic's own file may do to a questionnaire, and what it may not.

What people rely on in every clinic stays: warning signs, what studies found, the short way, and whatever decides if a
caution is said or a line printed: a question that something else looks at means the same in every clinic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from decision_aid.core.conditions import Condition
from decision_aid.core.errors import Fault
from decision_aid.core.schema import Page, Question, Questionnaire, Signs
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.local import FREE
from decision_aid.loader.document import Path
from decision_aid.loader.localfile import PIECES, LocalFile

_UNKNOWN, _STAYS, _BEYOND = "local-name-unknown", "local-must-stay", "local-out-of-bounds"
OWN = "local"


def faults(asked: Questionnaire, given: LocalFile) -> Iterator[Fault]:
    """Go through everything that the file may not do, each with its place in the file."""
    if given.questionnaire != asked.id:
        told = f"it is laid over {asked.id}, not over {given.questionnaire}. Name the questionnaire it is written for."
        yield Fault(("questionnaire",), "", told, rule=_UNKNOWN)
        return
    yield from _reworded(asked, given)
    yield from _left_out(asked, given)
    if given.part is not None:
        yield from _part(asked, given.part)
    for key in PIECES:
        for at, piece in enumerate(getattr(given, key)):
            yield from _own_id(piece, (key, at))


def reserved(asked: Questionnaire) -> Iterator[Fault]:
    """Go through ids of a questionnaire that are kept for clinics: one of theirs could be the same."""
    plan = Plan(asked)
    named = [(one.question.id, (*one.path, "id")) for one in plan.asked]
    named += [(one.page.id, (*one.path, "id")) for one in plan.pages]
    for key in ("parts", *PIECES):
        named += [(piece.id, (key, at, "id")) for at, piece in enumerate(getattr(asked, key))]
    for name, path in named:
        if name.startswith((f"{OWN}_", f"{OWN}-")):
            told = f"the id {name} begins with {OWN}, which is kept for a clinic's own file. Rename it."
            yield Fault(path, name, told, rule=_BEYOND)


def _reworded(asked: Questionnaire, given: LocalFile) -> Iterator[Fault]:
    gone = {one.question for one in given.leave_out}
    for name, words in given.reword.items():
        question, path = asked.questions.get(name), ("reword", name)
        if question is None:
            yield _no_question(name, path)
        elif name in gone:
            told = f"question {name}: it is reworded and left out. Take one of the two away."
            yield Fault(path, name, told, rule=_BEYOND)
        elif isinstance(question, Signs):
            told = f"question {name}: warning signs are asked in the same words everywhere. Take this away."
            yield Fault(path, name, told, rule=_STAYS)
        else:
            yield from _fields(question, words.fields, path)
            yield from _held(asked, question, words.fields, path)


def _held(asked: Questionnaire, question: Question, fields: Iterable[str], path: Path) -> Iterator[Fault]:
    """Find words that would let an answer be read as the answer to something else."""
    reason = "the short way asks it" if question.short else next(_lookers(asked, question), "")
    for field in fields:
        if reason and field not in FREE:
            told = f"question {question.id}: its {field} must stay, since {reason}. "
            yield Fault((*path, field), question.id, told + "Reword its hint, why or note instead.", rule=_STAYS)


def _fields(question: Question, fields: Iterable[str], path: Path) -> Iterator[Fault]:
    for field in fields:
        if field != "hint" and getattr(question, field) is None:
            told = f"question {question.id}: it has no {field} that could be reworded. Take this line away."
            yield Fault((*path, field), question.id, told, rule=_UNKNOWN)


def _left_out(asked: Questionnaire, given: LocalFile) -> Iterator[Fault]:
    names = [one.question for one in given.leave_out]
    for at, name in enumerate(names):
        path: Path = ("leave_out", at, "question")
        if name not in asked.questions:
            yield _no_question(name, path)
        elif name in names[:at]:
            told = f"question {name}: it is left out twice. Take one of the two away."
            yield Fault(path, name, told, rule=_BEYOND)
        elif reason := next(_reasons(asked, asked.questions[name], {*names}), ""):
            yield Fault(path, name, f"question {name}: it must stay, since {reason}. Take this away.", rule=_STAYS)


def _reasons(asked: Questionnaire, question: Question, gone: set[str]) -> Iterator[str]:
    """Go through why a question cannot be left out."""
    if isinstance(question, Signs):
        yield "it asks for warning signs"
    if question.short:
        yield "the short way asks it"
    yield from _lookers(asked, question)
    page = asked.page[asked.page_of[question.id]][1]
    if (page.evidence or page.facts) and _is_empty(page, gone):
        yield f"its page {page.id} shows what studies found or what is known"


def _lookers(asked: Questionnaire, question: Question) -> Iterator[str]:
    """Go through what looks at the answer of a question and takes it to mean what it meant."""
    if question.id in _needed(asked):
        yield "the printed pages or the program itself need it"
    for owner, condition in _conditions(asked):
        if any(name == question.id for name, _ in condition.atoms()):
            yield f"{owner} waits for its answer"
    if question.id in _beside_records(asked):
        yield "what a trial record says is laid beside its answer"


def _needed(asked: Questionnaire) -> set[str]:
    roles, printout = asked.roles, asked.printout
    named = {roles.respondent.question, roles.length.question, roles.offers.question, roles.offer_name}
    decline = {roles.decline.total, roles.decline.scored_on, roles.decline.onset} if roles.decline else set()
    printed = {printout.decision, printout.due, printout.wants, *printout.numbers, *printout.matters}
    boxed = {roles.offer_kind, *(line.question for line in printout.box)}
    return named | decline | printed | boxed | {code.question for code in asked.codes if code.question}


def _beside_records(asked: Questionnaire) -> set[str]:
    said = asked.registry
    if said is None:
        return set()
    told = {name for row in said.rows for name in row.told} | {name for gate in said.gates for name in gate.numbers}
    return {said.number, said.same_study, *said.places, *said.names} | told


def _conditions(asked: Questionnaire) -> Iterator[tuple[str, Condition]]:
    yield from ((f"page {page.id}", page.when) for _, page in asked.pages() if page.when is not None)
    signs = (sign for sign in asked.warning_signs if sign.also_when is not None)
    yield from ((f"warning sign {sign.id}", sign.also_when) for sign in signs if sign.also_when)
    yield from ((f"note {note.id}", note.when) for note in asked.notes)


def _is_empty(page: Page, gone: set[str]) -> bool:
    return {question.id for question in page.questions} <= gone


def _part(asked: Questionnaire, part: dict[str, Any]) -> Iterator[Fault]:
    yield from _own_id(part, ("part",))
    yield from _place(asked, part)
    for at, page in enumerate(_list(part.get("pages"))):
        path: Path = ("part", "pages", at)
        yield from _own_id(page, path, f"{OWN}-")
        for place, question in enumerate(_list(page.get("questions"))):
            yield from _question(question, (*path, "questions", place))


def _place(asked: Questionnaire, part: dict[str, Any]) -> Iterator[Fault]:
    after = part.get("after")
    if after is None:
        return
    if after not in asked.part:
        told = f"there is no part {after}. Use one of: {', '.join(asked.part)}."
        yield Fault(("part", "after"), "", told, rule=_UNKNOWN)
        return
    places = [one.about for one in asked.parts]
    at = [*asked.part].index(after) + 1
    if part.get("about") == "person" and places[at - 1 : at + 1] == ["offer", "offer"]:
        last = next(one for at, one in reversed([*enumerate(asked.part)]) if places[at] == "offer")
        told = f"a part about the person cannot stand between parts about an offer. Put it after {last}."
        yield Fault(("part", "after"), "", told, rule=_BEYOND)


def _question(question: dict[str, Any], path: Path) -> Iterator[Fault]:
    yield from _own_id(question, path)
    if "number" in question:
        told = f"question {question.get('id')}: only the questionnaire numbers its questions. Take number away."
        yield Fault((*path, "number"), "", told, rule=_BEYOND)
    if question.get("type") == "signs":
        told = f"question {question.get('id')}: only the questionnaire asks for warning signs. Use type several."
        yield Fault((*path, "type"), "", told, rule=_BEYOND)


def _own_id(piece: dict[str, Any], path: Path, begins: str = f"{OWN}_") -> Iterator[Fault]:
    """Find an id that a later version of the questionnaire could use for something else."""
    name = piece.get("id")
    if isinstance(name, str) and not name.startswith(begins):
        told = f"the id {name} must begin with {begins}, so that no questionnaire ever uses it. Rename it."
        yield Fault((*path, "id"), name, told, rule=_BEYOND)


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _no_question(name: str, path: Path) -> Fault:
    return Fault(path, name, f"there is no question {name}. Correct the name, or take it away.", rule=_UNKNOWN)
