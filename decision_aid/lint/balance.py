"""Whether texts take sides: verdicts, wording that leads, words that are loaded, options with unequal room."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire, Row, both_voices
from decision_aid.lint import gates, reading
from decision_aid.lint.assertions import assertion
from decision_aid.lint.claims import claim
from decision_aid.lint.pieces import Piece

MOST_UNEVEN = 1.25

_VERDICT = re.compile(
    r"\b(is|are) (a )?(safe|legitimate|approved|right|eligible|ineligible|trustworthy)\b", re.IGNORECASE
)
_ASKED = ("label", "brief", "hint", "say", "ask", "title", "intro")
_LEADING = re.compile(
    r"\b(do|does|did|is|are|was|were|have|has|would|should|could|ca|wo)n['’]t (you|they|it|he|she|we|I|this|that)\b"
    r"|\b(surely|obviously|of course|clearly|undoubtedly|as everyone knows|you (would )?agree|naturally)\b"
    r"|\b(would|do|does|did|should|could|have|has) (you|they|it|he|she|we) "
    r"(not|even|at least|fail to|failed to|forget to|refuse to)\b"
    r"|\bhow (good|great|dangerous|risky|harmful) (is|are|was|were)\b"
    r"|, (right|correct|(do|does|did|is|are|was|were|have|has|had|can|could|will|would|should)"
    r" (you|they|it|he|she|we|I|this|that|there))\?",
    re.IGNORECASE,
)
_LOADED = re.compile(
    r"\b(miracles?|miraculous|breakthroughs?|amazing|wonderful|revolutionary|cutting.edge|world.class|game.changer"
    r"|scams?|scammers?|frauds?|fraudulent|quacks?|crooks?|shady|snake oil|horrible|terrible|greedy)\b",
    re.IGNORECASE,
)
# what somebody else may say is quoted there, so that it is recognised
_QUOTES = ("specific", "vague")


def of_piece(piece: Piece) -> Iterator[Fault]:
    """Go through words in one text that take sides."""
    yield from verdict(piece)
    leading = next(filter(None, map(_LEADING.search, both_voices(piece.text))), None)
    if piece.field in _ASKED and leading:
        told = f"says “{leading.group()}”, which leads to one answer. Ask so that each answer is as easy to give."
        yield piece.fault("leading-wording", told)
    if _is_ours(piece) and (found := _LOADED.search(piece.text)):
        told = f"says “{found.group()}”, which takes sides. Say plainly what is known."
        yield piece.fault("loaded-word", told)


def _is_ours(piece: Piece) -> bool:
    is_sign = piece.kind == "warning sign" and piece.field in ("label", "brief")
    return not is_sign and piece.field not in _QUOTES


def verdict(piece: Piece) -> Iterator[Fault]:
    """Go through what one text claims of an offer, gate or person: outright, or so that it may be read like that."""
    yield from gates.faults(piece)
    if piece.field in ("say", "specific", "vague", "ask"):
        return
    outright = next(filter(None, map(assertion, both_voices(piece.text))), "")
    told = next(filter(None, map(claim, both_voices(piece.text))), "") or outright
    if not told and piece.kind not in ("question", "scale") and (found := _VERDICT.search(piece.text)):
        told = found.group()
    if told:
        yield piece.fault(
            "local-claim" if outright else "verdict", f"says “{told}”, which may read as a verdict. Say what is known."
        )


def of_options(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through rows in which one option has much more room than another."""
    for at, row in enumerate(questionnaire.option_grid.rows):
        if unevenness(row) > MOST_UNEVEN:
            told = f"row {row.id}: its longest cell is over 25 % longer than its shortest. Make them even."
            yield Fault(("option_grid", "rows", at), row.id, told, rule="options-uneven")


def unevenness(row: Row) -> float:
    """Return how many times longer the row's longest cell is than its shortest, by words, in the more uneven voice."""
    texts = [both_voices(cell.text) for cell in row.cells]
    return max(_ratio([len(reading.words(voices[at])) for voices in texts]) for at in (0, 1))


def _ratio(counts: list[int]) -> float:
    return max(counts) / max(1, min(counts))
