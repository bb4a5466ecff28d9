"""Words that judge, denied or not, beside a trial record, where nothing but facts and questions may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire, both_voices
from decision_aid.lint.pieces import Piece, pieces

_ABOUT = r"(?:stud(?:y|ies)|trials?|offers?|clinics?|sponsors?|records?|places?|treatments?|science)"
_JUDGES = re.compile(
    r"\b(?:real|really|genuine(?:ly)?|authentic|sound|good|great|excellent|fine|bad|poor|better|best|worse|worst"
    r"|(?<!as )well|free|proper|properly|valid|invalid|credible|solid|robust|promising|effective|(?:un)?proven|perfect"
    r"|legit|(?:il)?legitimate|(?:il)?legal|(?:un)?lawful|(?:dis)?honest|(?:un)?ethical|trusted|trustworthy|trust"
    r"|(?:un)?reliable|reputable|respectable|recommend(?:s|ed)?|(?<!judged it )safe|safer|unsafe|harmless|dangerous"
    r"|risky|fake|sham|bogus|phon(?:y|ey)|suspicious|dubious|doubtful|shady|misleading|deceptive|wrong|trick|tricks"
    r"|scams?|frauds?|fraudulent|quacks?|quackery|crooks?|cheats?|miracles?|breakthroughs?|worry|worrying|alarming"
    r"|reassuring|red flags?|warning signs?|(?:un)?fortunately|sadly|luckily|thankfully|happily"
    rf"|(?:true|serious|clean|strong|weak|high.quality|low.quality|approved) {_ABOUT}|quality)\b",
    re.IGNORECASE,
)


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through words beside trial records that say what they are worth."""
    for piece in _beside_records(questionnaire):
        found = next(filter(None, map(_JUDGES.search, both_voices(piece.text))), None)
        if found:
            told = f"says “{found.group()}”, which judges what the record says. Say what stands in it, or ask."
            yield piece.fault("record-judged", told)


def _beside_records(questionnaire: Questionnaire) -> Iterator[Piece]:
    yield from (piece for piece in pieces(questionnaire) if piece.path[0] == "registry")
    if questionnaire.registry:
        for key, said in questionnaire.registry.words:
            for code, text in said.items():
                yield Piece("trial records", key, code, text, ("registry", "words", key, code))
