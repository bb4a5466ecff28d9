"""Whether a condition can hold: decided by going through every way to answer what it rests on.

A condition rests on the questions it looks at, and on those that the pages of these questions wait for. The answers
are judged by the journey's own rules, so nothing is guessed: either every case was seen, or it is said that there
were too many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from decision_aid.core.answers import Answer
from decision_aid.core.conditions import Condition, Noted, Truth
from decision_aid.core.known import Given
from decision_aid.core.schema import Page, Questionnaire
from decision_aid.core.schema.checks.conditions import atoms
from decision_aid.lint.answering import TooMany, ways

MOST_CASES = 20_000
_NONE = Answer()
_BOTH = 2

_Told = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Way:
    """Answers that lead to a page: about the person, and about an offer."""

    person: _Told
    offer: _Told

    @property
    def given(self) -> int:
        """Return how many questions are answered."""
        return sum(map(bool, (*self.person.values(), *self.offer.values())))


class Reach:
    """What the answers to a questionnaire can bring about, as far as no more than `most` cases must be seen for it."""

    def __init__(self, questionnaire: Questionnaire, most: int = MOST_CASES) -> None:
        self._most = most
        self._asked = questionnaire
        self._place = {name: at for at, name in enumerate(questionnaire.questions)}
        self._watched = _watched(questionnaire)
        self._noted = _noted(questionnaire)
        self._told_apart: Callable[[str], tuple[Answer, ...]] = cache(self._ways)

    def on_the_way(self, condition: Condition, about: str, *, full: bool) -> frozenset[bool]:
        """Return if the condition holds, for every case that the journey of one length can bring about.

        Of both outcomes each is named once. Raises TooMany.
        """
        names = self._rests_on(condition)
        return self._outcomes(condition, self._cases(names, {}, {}, (about, full)))

    def alone(self, condition: Condition) -> frozenset[bool]:
        """Return if the condition holds, for all answers to the questions it looks at, whoever is asked them."""
        return self._outcomes(condition, self._cases(self._ordered(looked_at(condition)), {}, {}, None))

    def alike(self, condition: Condition, others: Sequence[Condition]) -> list[bool]:
        """Tell of each other condition whether it holds exactly where this one does, for all answers. Raises TooMany.

        None of them may look at a question that this one does not.
        """
        left = set(range(len(others)))
        cases = self._cases(self._ordered(looked_at(condition)), {}, {}, None)
        for given in islice(cases, self._most):
            holds = condition.holds(given) is Truth.YES
            left -= {at for at in left if (others[at].holds(given) is Truth.YES) is not holds}
            if not left:
                break
        else:
            if next(cases, None) is not None:
                raise TooMany
        return [at in left for at in range(len(others))]

    def way(self, name: str) -> Way | None:
        """Return the fewest answers with which a page is asked; nothing if nobody reaches it. Raises TooMany."""
        part, page = self._asked.page[name]
        lengths = (False, True) if name in self._asked.essential else (True,)
        ways = (way for full in lengths for way in self._ways_to(page, part.about, full=full))
        return min(ways, key=lambda way: way.given, default=None)

    def _ways_to(self, page: Page, about: str, *, full: bool) -> Iterator[Way]:
        roles = self._asked.roles
        names = {roles.length.question} | ({roles.offers.question} if about == "offer" else set())
        names |= looked_at(page.when) if page.when is not None else set()
        cases = self._cases(self._all_behind(names), {}, {}, (about, full))
        for given in islice(cases, self._most):
            if page.when is None or page.when.holds(given) is Truth.YES:
                yield Way(given.person, given.offer)
        if next(cases, None) is not None:
            raise TooMany

    def _rests_on(self, condition: Condition) -> tuple[str, ...]:
        return self._all_behind(looked_at(condition))

    def _all_behind(self, names: set[str]) -> tuple[str, ...]:
        """Return these questions and all that their pages wait for, in the order of the journey."""
        found: set[str] = set()
        new = names
        while new:
            found |= new
            pages = [self._page(name) for name in new]
            new = {name for page in pages if page.when for name in looked_at(page.when)} - found
        return self._ordered(found)

    def _ordered(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=self._place.__getitem__))

    def _cases(
        self, names: tuple[str, ...], person: _Told, offer: _Told, journey: tuple[str, bool] | None
    ) -> Iterator[Given]:
        """Go through the answers to these questions, in the order of the journey; without one, each is asked."""
        if not names:
            yield Given(self._asked, person, offer)
            return
        name, rest = names[0], names[1:]
        of_offer = self._is_of_offer(name)
        for answer in self._answers(name, person, offer, journey):
            more = {**(offer if of_offer else person), name: answer}
            yield from self._cases(rest, person if of_offer else more, more if of_offer else offer, journey)

    def _answers(self, name: str, person: _Told, offer: _Told, journey: tuple[str, bool] | None) -> Iterable[Answer]:
        if journey is None:
            return self._told_apart(name)
        about, full = journey
        page = self._page(name)
        if not (full or page.id in self._asked.essential):
            return (_NONE,)
        given = Given(self._asked, person, offer if self._is_of_offer(name) else {})
        if page.when is not None and page.when.holds(given) is not Truth.YES:
            return (_NONE,)
        return [answer for answer in self._told_apart(name) if self._fits(name, answer, about, full=full)]

    def _fits(self, name: str, answer: Answer, about: str, *, full: bool) -> bool:
        """Tell whether the answer makes a journey of this length, with an offer where one is spoken of."""
        roles = self._asked.roles
        if name == roles.length.question:
            return (roles.length.full in answer.codes) is full
        if name == roles.offers.question and about == "offer":
            return any(roles.offers.count.get(code, 0) for code in answer.codes)
        return True

    def _outcomes(self, condition: Condition, cases: Iterator[Given]) -> frozenset[bool]:
        found: set[bool] = set()
        for given in islice(cases, self._most):
            found.add(condition.holds(given) is Truth.YES)
            if len(found) == _BOTH:
                return frozenset(found)
        if next(cases, None) is not None:
            raise TooMany
        return frozenset(found)

    def _ways(self, name: str) -> tuple[Answer, ...]:
        """Return answers of which no two look alike to any condition."""
        question, watched = self._asked.questions[name], sorted(self._watched[name])
        alike: dict[tuple[Truth, ...], Answer] = {}
        for answer in self._with_words(name, ways(question, watched)):
            given = Given(self._asked, {name: answer}, {})
            seen = (given.known(name), given.noted(name), *(given.chosen(name, code) for code in watched))
            alike.setdefault(seen, answer)
        return tuple(alike.values())

    def _with_words(self, name: str, answers: Iterable[Answer]) -> Iterator[Answer]:
        """Go through answers, each with the person's own words beside it too where a condition looks at these."""
        for answer in answers:
            yield answer
            if name in self._noted and not answer.note:
                yield answer._replace(note="words")

    def _page(self, name: str) -> Page:
        return self._asked.page[self._asked.page_of[name]][1]

    def _is_of_offer(self, name: str) -> bool:
        return self._asked.page[self._asked.page_of[name]][0].about == "offer"


def looked_at(condition: Condition) -> set[str]:
    """Return the questions a condition looks at."""
    return {name for name, _ in condition.atoms()}


def _watched(questionnaire: Questionnaire) -> Mapping[str, set[str]]:
    """Return the codes that any condition, or the length and the number of offers, look at."""
    found: dict[str, set[str]] = defaultdict(set)
    for condition in conditions(questionnaire):
        for name, codes in condition.atoms():
            found[name] |= set(codes)
    roles = questionnaire.roles
    found[roles.length.question].add(roles.length.full)
    found[roles.offers.question] |= set(roles.offers.count)
    return found


def _noted(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the questions whose words any condition looks at."""
    looks = (look for condition in conditions(questionnaire) for _, look in atoms(condition, ()))
    return frozenset(look.question for look in looks if isinstance(look, Noted))


def conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    """Go through every condition there is."""
    yield from (page.when for _, page in questionnaire.pages() if page.when is not None)
    yield from (sign.also_when for sign in questionnaire.warning_signs if sign.also_when is not None)
    yield from (note.when for note in questionnaire.notes)
