"""Whether help with one of the three gates lets another stand in for it: none of number, permission and board does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import both_voices
from decision_aid.core.schema.checks.printout import GATES
from decision_aid.core.schema.local import FREE
from decision_aid.lint.pieces import Piece
from decision_aid.lint.spoken import clauses

_CALLED = {
    "nct": r"nct(?: numbers?)?|listings?|listed|clinicaltrials\.gov",
    "ind": r"ind(?: numbers?)?|fda(?:['’]s)? letters?",
    "irb": r"irb|review boards?",
}
_STANDS_IN = re.compile(
    r"\b(?:if|when|where|tick|choose|answer|shows?|means?|proves?|same as|instead|replaces?|enough|will do)\b",
    re.IGNORECASE,
)


def faults(piece: Piece) -> Iterator[Fault]:
    """Go through help with a gate that says of another what it would show of this one."""
    if piece.kind != "question" or piece.name not in GATES or piece.field not in FREE:
        return
    others = "|".join(called for name, called in _CALLED.items() if name != piece.name)
    for clause in (clause for voice in dict.fromkeys(both_voices(piece.text)) for clause in clauses(voice)):
        found = re.search(rf"\b(?:{others})\b", clause.words, re.IGNORECASE)
        if found and _STANDS_IN.search(clause.words) and not clause.denied:
            told = f"says of “{found.group()}” what is asked of {piece.name}, and none of the three proves another. "
            yield piece.fault("local-claim", told + "Speak of this one alone.")
            return
