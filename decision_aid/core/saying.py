"""How standing lines, rules and sources are said in a voice and language."""

from __future__ import annotations

from decision_aid.core.citing import is_public, published
from decision_aid.core.schema import Note, Source, WarningSign
from decision_aid.core.schema.texts import SummaryTexts
from decision_aid.core.summary import Cited
from decision_aid.core.words import Words


def voiced_texts(texts: SummaryTexts, words: Words) -> SummaryTexts:
    """Return the standing lines in a voice and language."""
    said = {name: words(text) for name, text in texts if isinstance(text, str)}
    states = texts.states.model_copy(update={name: words(text) for name, text in texts.states})
    return texts.model_copy(update={**said, "states": states})


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
