"""What a page, a note or a warning sign waits for, in words for those who edit the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable

from decision_aid.core.conditions import All, AnyOf, Condition, Is, Known, Not, Noted
from decision_aid.core.schema import Questionnaire, Signs, Text
from decision_aid.core.words import Words


def said(questionnaire: Questionnaire, condition: Condition, words: Words) -> str:
    """Return a condition as part of a sentence: `“How many offers?” is “One” or “Two”`."""
    return _Saying(questionnaire, words).of(condition)


class _Saying:
    def __init__(self, questionnaire: Questionnaire, words: Words) -> None:
        self._asked = questionnaire
        self._words = words

    def of(self, condition: Condition) -> str:
        if isinstance(condition, All):
            return " and ".join(self._inner(condition.conditions))
        if isinstance(condition, AnyOf):
            return " or ".join(self._inner(condition.conditions))
        if isinstance(condition, Not):
            return self._not(condition.condition)
        return self._atom(condition, "is")

    def _inner(self, conditions: Iterable[Condition]) -> Iterable[str]:
        """Go through conditions side by side; a question that two neighbours look at is named once."""
        last = ""
        for condition in conditions:
            several = isinstance(condition, All | AnyOf) and len(condition.conditions) > 1
            words = f"({self.of(condition)})" if several else self.of(condition)
            name = _alone(condition)
            yield words.removeprefix(f"“{self._name(name)}” ") if name and name == last else words
            last = name

    def _not(self, condition: Condition) -> str:
        if isinstance(condition, Noted):
            return f"“{self._name(condition.question)}” has no words beside it"
        if isinstance(condition, Is | Known):
            return self._atom(condition, "is not")
        return f"not ({self.of(condition)})"

    def _atom(self, condition: Is | Known | Noted, verb: str) -> str:
        name = f"“{self._name(condition.question)}”"
        if isinstance(condition, Noted):
            return f"{name} has words beside it"
        if isinstance(condition, Known):
            return f"{name} {verb} known"
        codes = (f"“{self._label(condition.question, code)}”" for code in condition.codes)
        return f"{name} {verb} {' or '.join(codes)}"

    def _name(self, name: str) -> str:
        return self._words(self._asked.questions[name].label)

    def _label(self, name: str, code: str) -> str:
        question = self._asked.questions[name]
        if isinstance(question, Signs) and code in question.signs:
            return self._words(self._asked.sign[code].label)
        options = () if isinstance(question, Text) else question.options
        return next((self._words(option.label) for option in options if option.code == code), code)


def _alone(condition: Condition) -> str:
    """Return the one question that a plain condition looks at; nothing for one of several."""
    inner = condition.condition if isinstance(condition, Not) else condition
    return inner.question if isinstance(inner, Is | Known | Noted) else ""
