"""How standing lines, rules and sources are said in a voice and language."""

from __future__ import annotations

from dataclasses import replace

from decision_aid.core import journey
from decision_aid.core.answers import Answers
from decision_aid.core.citing import is_public, published
from decision_aid.core.known import state
from decision_aid.core.schema import Note, Questionnaire, Source, WarningSign
from decision_aid.core.schema.texts import SummaryTexts
from decision_aid.core.summary import Cited
from decision_aid.core.words import Words


def _voiced(texts: SummaryTexts, words: Words) -> SummaryTexts:
    """Return the standing lines in a voice and language."""
    said = {name: words(text) for name, text in texts if isinstance(text, str)}
    states = texts.states.model_copy(update={name: words(text) for name, text in texts.states})
    return texts.model_copy(update={**said, "states": states})


def true_texts(questionnaire: Questionnaire, answers: Answers, words: Words) -> SummaryTexts:
    """Return the standing lines that are true of these answers, in a voice and language."""
    texts = _voiced(questionnaire.texts.summary, words)
    true = {"subtitle": _subtitle(questionnaire, answers, words)}
    if not journey.says_offer_count(questionnaire, answers):
        true["no_offers"] = texts.offers_not_said
    return texts.model_copy(update=true)


def _subtitle(questionnaire: Questionnaire, answers: Answers, words: Words) -> str:
    """Return whose answers these are: as was said, in whichever wording the reader chose."""
    texts = questionnaire.texts.summary
    asked = questionnaire.questions[questionnaire.roles.respondent.question]
    if state(asked, answers.person.get(asked.id)) == "not_known":
        return words(texts.subtitle_not_said)
    return replace(words, voice=journey.voice(questionnaire, answers))(texts.subtitle)


def said(rule: WarningSign | Note) -> tuple[str, str, str]:
    """Return what a rule says: in few words, in full, and why in few words."""
    if isinstance(rule, WarningSign):
        return rule.brief, rule.label, rule.brief_why
    return rule.text, rule.text, rule.why


def cited(source: Source, words: Words) -> Cited:
    """Return a source as it is printed."""
    full = f"{words(source.title)}. {published(source, words)}."
    copy = source.copy_read.address if source.copy_read else ""
    return Cited(source.id, words(source.brief), full, source.address if is_public(source) else "", copy)
