"""What a clinic changed in the questionnaire, in the words of page and paper."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.schema import Local, Questionnaire, Reworded
from decision_aid.core.summary import LocalChanges
from decision_aid.core.words import Words


def changes(questionnaire: Questionnaire, words: Words) -> LocalChanges | None:
    """Return what was reworded, left out and added, in this order; nothing where it is asked as it was written."""
    local = questionnaire.local
    if local is None or not local.changes:
        return None
    counts = "; ".join(_counts(questionnaire, local, words))
    return LocalChanges(
        counts, " ".join(_brief(questionnaire, local, words)), tuple(_full(questionnaire, local, words))
    )


def _counts(questionnaire: Questionnaire, local: Local, words: Words) -> Iterator[str]:
    if local.reworded:
        yield words.ui("Questions reworded: {count}", count=len(local.reworded))
    if local.left_out:
        yield words.ui("Questions left out: {count}", count=len(local.left_out))
    if local.part:
        added = sum(len(page.questions) for page in questionnaire.part[local.part].pages)
        yield words.ui("Questions added: {count}", count=added)


def _brief(questionnaire: Questionnaire, local: Local, words: Words) -> Iterator[str]:
    if local.reworded:
        asked = (questionnaire.questions[one.question].brief for one in local.reworded)
        yield words.ui("Reworded: {questions}", questions=_joined(words, asked))
    if local.left_out:
        yield words.ui("Left out: {questions}", questions=_joined(words, (left.label for left in local.left_out)))
    if local.part:
        yield words.ui("Added: {part}", part=_quoted(words, questionnaire.part[local.part].title))


def _full(questionnaire: Questionnaire, local: Local, words: Words) -> Iterator[str]:
    for one in local.reworded:
        yield from _rewordings(questionnaire, one, words)
    for left in local.left_out:
        yield words.ui("Left out: {question} {why}", question=_quoted(words, left.label), why=words(left.why))
    for page in questionnaire.part[local.part].pages if local.part else ():
        for question in page.questions:
            yield words.ui("Added: {question}", question=_quoted(words, question.label))


def _rewordings(questionnaire: Questionnaire, one: Reworded, words: Words) -> Iterator[str]:
    question = questionnaire.questions[one.question]
    for field, was in one.was.items():
        now = _quoted(words, getattr(question, field))
        if was is None:
            yield words.ui("Added to a question: {now}", now=now)
        else:
            yield words.ui("Reworded: {now} instead of {was}", now=now, was=_quoted(words, was))


def _joined(words: Words, texts: Iterator[str]) -> str:
    return "; ".join(_quoted(words, text) for text in texts)


def _quoted(words: Words, text: str) -> str:
    return f"“{words(text)}”"
