"""What no sentence of ours may claim.

That an offer is safe, legitimate, approved or right, that a person may or may not join, or what an offer is worth as
a whole. Words in quotation marks or reported ("it is called legal") are somebody else's, a question asks, and a clause
that denies or doubts ("does not prove it is safe") claims nothing. A denied claim about a person ("you are not
eligible") is a claim all the same.
"""

import re

_VERDICT = (
    r"(safe|safer|legitimate|legit|legal|lawful|genuine|trustworthy|reliable|reputable|harmless|proven|effective|"
    r"(?:fda.)?(?:approved|cleared|licensed|authori[sz]ed)|right|suitable|recommended|sound)"
)
_OFFER = r"(offer|clinic|trial|treatment|product|provider|choice|option|study|therapy)"
_BE = r"(is|are|was|were|be|been|looks?|seems?|appears?|sounds?)"
_PERSON = r"(you|they|i|we|he|she|the person|the patient)"
_DENIAL = re.compile(r"\b(no|not|none|nobody|nothing|never|neither|nor|cannot|without|hardly)\b|n't\b", re.IGNORECASE)
_REPORTED = re.compile(r"\b(is|are) (called|said to be)\b|\bclaims?\b|\bto make \w+ look\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_QUESTION = re.compile(r"[^.?!]*\?")
_CLAUSE = re.compile(r"[,;:.?!]\s+|\s+but\s+", re.IGNORECASE)

_ABOUT_OFFERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_BE}\s+(\w+\s+){{0,2}}?{_VERDICT}\b",
        rf"\b{_VERDICT}\s+(\w+\s+)?{_OFFER}\b(?! has to)",
        r"\b(has|have)\s+(been\s+)?(approved|cleared|licensed)\s+(?!no\b)",
        r"\bapproves?\s+(of\s+)?(this|the|it)\b",
        r"\b(can|may) be trusted\b",
        r"\b(works|will work|will help|helps|cures|slows)\s+(in|for|against|you|them|the person|als)\b",
        rf"\b(good|bad|best|better|worst|worse|safest|strongest|weakest|ideal)\s+(\w+\s+)?{_OFFER}\b",
        rf"\b{_PERSON}\s+should\s+(\w+\s+)?(take|accept|choose|join|sign|refuse|avoid|go|pay|wait)\b",
        r"\b(we|experts?) (recommend|advise|suggest)s?\b",
    )
)
_ALWAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(in)?eligib\w*",
        r"\b(dis)?qualif\w+",
        rf"\b{_PERSON}\s+((can|could|may|might|will|would|do|does)\s+)?(not\s+)?(fits?|joins?|meets?)\b",
        rf"\b{_PERSON}\s+(cannot|can't|won't|don't|doesn't)\s+(fit|join|meet)\b",
        rf"\b(score|grade|rating|rank|total|points|stars|verdict)\b[^.]*\b{_OFFER}s?\b",
        rf"\b{_OFFER}s?\b[^.]*\b(scores?|grades?|rates?|ranks?)\s+(\d|as\b|an?\b|high|low|best|worst|first|last)",
        rf"\b{_OFFER}s?\b[^.]*\b(total|verdict|stars|grade|rating)\b",
        r"\b\d+\s*(of|out of|/)\s*\d+\s+(signs|checks|points|stars|offers|criteria)\b",
        r"\b(passe[sd]|failed|fails)\b",
        r"\b(low|medium|high)[- ]risk\b",
    )
)


def claims(text: str) -> list[str]:
    """Return the pieces of a text that claim what we must not claim."""
    own = _QUESTION.sub("", _QUOTED.sub("", text))
    always = [found[0] for pattern in _ALWAYS for found in pattern.finditer(own)]
    ours = [clause for clause in _CLAUSE.split(own) if not (_DENIAL.search(clause) or _REPORTED.search(clause))]
    return always + [found[0] for clause in ours for pattern in _ABOUT_OFFERS for found in pattern.finditer(clause)]
