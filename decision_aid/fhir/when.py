"""Conditions as FHIR's `enableWhen`: what must be true of the answers, as an AND of ORs.

A condition has three values and its page is asked when it is YES. `yes` and `no` say of which answers it is
certainly one or the other; what is neither is not known. R4 has one list for an item, joined by all or by any: each
further list needs a group of its own around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from itertools import product
from typing import Literal

from decision_aid.core.conditions import All, AnyOf, Condition, Is, Known, Not, Noted
from decision_aid.core.schema import ExactNumber, Measure, Option, Question, Questionnaire, Several, Signs, Text
from decision_aid.fhir import naming
from decision_aid.fhir.model import Coding, EnableWhen

Clause = frozenset[EnableWhen]
Clauses = tuple[Clause, ...]
ALWAYS: Clauses = ()
NEVER: Clauses = (frozenset(),)


@dataclass(frozen=True, slots=True)
class Enabling:
    """One list of an item: what is looked at, and whether all of it or any must hold."""

    looks_at: tuple[EnableWhen, ...]
    behavior: Literal["all", "any"] | None


def levels(clauses: Clauses) -> tuple[Enabling, ...]:
    """Return the lists that together say the clauses: at most one of what must all hold, and one for each choice."""
    certain = tuple(next(iter(clause)) for clause in clauses if len(clause) == 1)
    ways = (clause for clause in clauses if len(clause) > 1)
    lists = [Enabling(certain, "all" if len(certain) > 1 else None)] if certain else []
    return (*lists, *(Enabling(tuple(sorted(clause, key=_order)), "any") for clause in ways))


def _order(looks_at: EnableWhen) -> str:
    return looks_at.model_dump_json(exclude_none=True)


def both(*conditions: Clauses) -> Clauses:
    """Return the clauses of all of them; one that another makes needless is left out."""
    clauses = dict.fromkeys(clause for condition in conditions for clause in condition)
    return tuple(clause for clause in clauses if not any(other < clause for other in clauses))


def either(*conditions: Clauses) -> Clauses:
    """Return the clauses that hold when one of the conditions does."""
    return reduce(_either, conditions, NEVER)


def _either(one: Clauses, other: Clauses) -> Clauses:
    return both(tuple(left | right for left, right in product(one, other)))


@dataclass(frozen=True, slots=True)
class When:
    """Conditions of one questionnaire, said of its items."""

    asked: Questionnaire

    def yes(self, condition: Condition) -> Clauses:
        """Return when the condition certainly holds."""
        match condition:
            case All():
                return both(*map(self.yes, condition.conditions))
            case AnyOf():
                return either(*map(self.yes, condition.conditions))
            case Not():
                return self.no(condition.condition)
            case Known():
                return self._known(self.asked.questions[condition.question])
            case Noted():
                return _only(_exists(_words(self.asked.questions[condition.question]), there=True))
            case Is():
                question = self.asked.questions[condition.question]
                return either(*(self._chosen(question, code) for code in condition.codes))

    def no(self, condition: Condition) -> Clauses:
        """Return when the condition certainly does not hold."""
        match condition:
            case All():
                return either(*map(self.no, condition.conditions))
            case AnyOf():
                return both(*map(self.no, condition.conditions))
            case Not():
                return self.yes(condition.condition)
            case Known():
                return self._not_known(self.asked.questions[condition.question])
            case Noted():
                return _only(_exists(_words(self.asked.questions[condition.question]), there=False))
            case Is():
                question = self.asked.questions[condition.question]
                return self._none_of(question, condition.codes)

    def one_of(self, question: str, codes: Iterable[str]) -> Clauses:
        """Return when one of these codes was chosen."""
        asked = self.asked.questions[question]
        return (frozenset(self._equals(asked, code) for code in codes),)

    def _known(self, question: Question) -> Clauses:
        if isinstance(question, Text):
            return _only(_exists(question.id, there=True))
        told = {self._equals(question, code) for code in _telling(question)}
        exact = {_exists(_exact(question), there=True)} if isinstance(question, Measure) else set()
        return (frozenset(told | exact),)

    def _not_known(self, question: Question) -> Clauses:
        unanswered = _exists(question.id, there=False)
        if isinstance(question, Text):
            return _only(unanswered)
        exact = _only(_exists(_exact(question), there=False)) if isinstance(question, Measure) else ALWAYS
        return both(self._tells_nothing(question, unanswered), exact)

    def _tells_nothing(self, question: Question, unanswered: EnableWhen) -> Clauses:
        if not isinstance(question, Several | Signs):
            quiet = {self._equals(question, code) for code in _quiet(question)}
            return (frozenset({unanswered, *quiet}),)
        # Beside a missing answer, for programs differ in what "not equal" says of one.
        return tuple(frozenset({unanswered, self._differs(question, code)}) for code in _telling(question))

    def _chosen(self, question: Question, code: str) -> Clauses:
        chosen = _only(self._equals(question, code))
        if isinstance(question, Measure) and isinstance(question.exact, ExactNumber):
            return either(chosen, _inside(question, _option(question, code)))
        return chosen

    def _none_of(self, question: Question, codes: tuple[str, ...]) -> Clauses:
        if isinstance(question, Signs):
            return self._signs_not_seen(question, codes)
        if isinstance(question, Measure):
            return self._outside(question, codes)
        others = self._another(question, codes)
        return both(others, self._without(question, codes)) if isinstance(question, Several) else others

    def _another(self, question: Question, codes: tuple[str, ...], *besides: EnableWhen) -> Clauses:
        """Return when something certain was chosen that is none of these codes, or one of `besides` holds."""
        others = (self._equals(question, code) for code in _telling(question) if code not in codes)
        return (frozenset({*others, *besides}),)

    def _without(self, question: Question, codes: tuple[str, ...]) -> Clauses:
        return tuple(frozenset({self._differs(question, code)}) for code in codes)

    def _signs_not_seen(self, question: Signs, codes: tuple[str, ...]) -> Clauses:
        rest = question.options[0].code
        if rest in codes:
            return NEVER
        return both(_only(self._equals(question, rest)), self._without(question, codes))

    def _outside(self, question: Measure, codes: tuple[str, ...]) -> Clauses:
        missing, given = (_exists(_exact(question), there=there) for there in (False, True))
        if not isinstance(question.exact, ExactNumber):
            return both(self._another(question, codes), _only(missing))
        bands = (_option(question, code) for code in codes)
        beyond = (frozenset({missing, *_beyond(question, band)}) for band in bands if _is_band(band))
        return both(self._another(question, codes, given), tuple(beyond))

    def _equals(self, question: Question, code: str) -> EnableWhen:
        return EnableWhen(question=question.id, operator="=", answer_coding=self._coding(question, code))

    def _differs(self, question: Question, code: str) -> EnableWhen:
        return EnableWhen(question=question.id, operator="!=", answer_coding=self._coding(question, code))

    def _coding(self, question: Question, code: str) -> Coding:
        return Coding(system=naming.system(self.asked, question), code=code)


def _only(looks_at: EnableWhen) -> Clauses:
    return (frozenset({looks_at}),)


def _exists(question: str, *, there: bool) -> EnableWhen:
    return EnableWhen(question=question, operator="exists", answer_boolean=there)


def _words(question: Question) -> str:
    """Return the name of the item that holds the person's own words."""
    return question.id if isinstance(question, Text) else naming.note(question.id)


def _exact(question: Measure) -> str:
    return naming.exact(question.id) if isinstance(question.exact, ExactNumber) else naming.year(question.id)


def _telling(question: Question) -> tuple[str, ...]:
    """Return the codes that make the question known."""
    signs = question.signs if isinstance(question, Signs) else ()
    return signs + tuple(option.code for option in _options(question) if option.state != "not_known")


def _quiet(question: Question) -> tuple[str, ...]:
    return tuple(option.code for option in _options(question) if option.state == "not_known")


def _options(question: Question) -> tuple[Option, ...]:
    return () if isinstance(question, Text) else question.options


def _option(question: Measure, code: str) -> Option:
    return next(option for option in question.options if option.code == code)


def _is_band(option: Option) -> bool:
    return option.state != "not_known"


def _inside(question: Measure, option: Option) -> Clauses:
    """Return when the exact number belongs to a band; bounds leave room for what lies between two whole numbers."""
    if not _is_band(option):
        return NEVER
    above = () if option.low is None else (_compared(question, ">", option.low - 1),)
    below = () if option.high is None else (_compared(question, "<", option.high + 1),)
    bounds = (*above, *below) or (_exists(_exact(question), there=True),)
    return tuple(frozenset({bound}) for bound in bounds)


def _beyond(question: Measure, option: Option) -> Iterator[EnableWhen]:
    if option.low is not None:
        yield _compared(question, "<=", option.low - 1)
    if option.high is not None:
        yield _compared(question, ">=", option.high + 1)


def _compared(question: Measure, operator: Literal[">", "<", "<=", ">="], bound: Decimal) -> EnableWhen:
    name = _exact(question)
    if isinstance(question.exact, ExactNumber) and question.exact.decimals:
        return EnableWhen(question=name, operator=operator, answer_decimal=float(bound))
    whole = bound.to_integral_value(ROUND_FLOOR if operator in {">", "<="} else ROUND_CEILING)
    return EnableWhen(question=name, operator=operator, answer_integer=int(whole))
