"""Numbers as people can grasp them: with their total, their people and their time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.lint.pieces import Piece

_NO_SCOPE = "does not apply"
_FEW = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a hundred)"
_ONE_OF_THEM = "(?:person|patient|adult|man|woman)"
_WHO = (
    r"(?=[.,;:)]|\W*$| (?:people|persons|patients|adults|men|women)\b"
    r"| (?:had|have|got|were|was|felt|died|lived|improved|did|said|who)\b)"  # and no days or places
)
_ONE_IN = re.compile(
    rf"\b(1|one) in (\d+|{_FEW})\b"
    rf"|\b({_FEW}|\d\d?)( (people|persons|patients|adults|men|women))? in (every )?({_FEW}|10|20|50|100){_WHO}"
    rf"|\b(one|1) {_ONE_OF_THEM} in (every )?({_FEW}|\d{{1,3}}){_WHO}"
    rf"|\bevery (second|third|fourth|fifth|sixth|tenth|other) {_ONE_OF_THEM}\b"
    rf"|\b({_FEW}|\d+)( \w+)? out of every ({_FEW}|\d+)\b"
    r"|(?<![\d/])1/(?!2\b)\d+\b(?!/)(?= (of|had|have|got|were|was|felt|died|lived|improved|did|said)\b)"
    r"|\b1:(?!0)\d+\b(?! ?(?:[ap]\.?m\b|to |[–-]))",  # and no time of day
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(twice|double|half|\w+ times) as (likely|many|much|often|common|frequent|high|low|fast|slow|bad|strong)\b"
    r"|\btimes (more|less|higher|lower)\b"
    r"|\b((two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred)-?|\d[\d.]*[ -]?)fold\b"
    r"|\b\d[\d.]*[ -]?(%|per ?cent) (drop|fall|rise|cut|increase|decrease|reduction|gain|jump|decline)\b"
    r"|\btimes (faster|slower|better|worse|safer|stronger)\b"
    r"|(?<!dose )(?<!dose was )(?<!doses were )(?<!price was )\b(doubled|tripled|quadrupled|halved)\b"
    r"(?! (\w+ )?(doses?|prices?|fees?|time)\b)(?!.{0,40}\bfrom \d)"
    r"|(%|per ?cent) (more|less|fewer|higher|lower|better|worse|slower|faster)\b"
    r"|\b(cuts?|reduce[sd]?|lower(s|ed)|raise[sd]?|increase[sd]?|slow(s|ed)|rose|fell|dropped|grew) (\w+ ){0,4}?"
    r"by (\d[\d.]* ?(%|per ?cent)|half|a (third|quarter))",
    re.IGNORECASE,
)
_MANY = r"(\d[\d.]*|five|ten|fifteen|(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(-\w+)?)"
_PERSONS = "people|persons|patients|adults|men|women|cases|trials|studies|clinics"
_SHARE = re.compile(
    r"\b(a|one|two|three) (third|quarter|fifth)s? (of|got|had|were|felt|died|lived|improved)\b"
    rf"|\bhalf (of )?(the |all |these |those )?({_PERSONS})\b"
    rf"|\bin {_MANY} ?(%|per ?cent)(?=[.;,]|\W*$)"
    rf"|\b{_MANY} ?(%|per ?cent) of those\b"
    rf"|\b{_MANY} ?(%|per ?cent) (of (the |all |these |those )?([^\W\d]+ )?({_PERSONS}|doctors)"
    r"|got|had|were|felt|died|lived|improved|slowed|said|did)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b\d[\d,.]* ?(%|per ?cent\b|(?:of each|of|out of) \d+(?:,\d{3})*|people\b"
    r"|patients\b|points\b|months\b|weeks\b|dollars\b)"
    r"|\bOf \d[\d,]*,",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\b\d[\d,]* (?:\w+ )?(?:of each|out of|of) (\d+(?:,\d{3})*)", re.IGNORECASE)
_OF_ALL = re.compile(r"(?:^|[.;:!?] )Of (?:each |the )?(\d+(?:,\d{3})*)(?: \w+){0,3}, ")


def of_piece(piece: Piece) -> Iterator[Fault]:
    """Go through numbers in one text that mislead."""
    if found := _ONE_IN.search(piece.text):
        yield piece.fault("one-in-n", f"says “{found.group()}”. Give the count out of 100 or of all people.")
    if found := _RELATIVE.search(piece.text):
        told = f"says “{found.group().strip()}”. Give both numbers, not the change alone."
        yield piece.fault("change-alone", told)
    if found := _SHARE.search(piece.text):
        told = f"says “{found.group()}” without the total. Give the count out of 100, or of all people."
        yield piece.fault("share-without-denominator", told)
    totals = sorted({*_COUNT.findall(piece.text), *_OF_ALL.findall(piece.text)}, key=len)
    if len(totals) > 1:
        told = f"counts out of {' and out of '.join(totals)}. Use one total, so that they can be set side by side."
        yield piece.fault("totals-differ", told)


def of_facts(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through facts that give an amount, and not about whom and for how long."""
    for at, fact in enumerate(questionnaire.facts):
        found = _AMOUNT.search(fact.text)
        for key in ("population", "period"):
            if found and getattr(fact, key) == _NO_SCOPE:
                told = f"says “{found.group()}”, but {key} does not apply. Say it, or write: not reported."
                yield Fault(("facts", at, key), fact.id, f"fact {fact.id}: {told}", rule="number-without-scope")
