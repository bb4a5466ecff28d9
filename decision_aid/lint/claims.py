"""What no text may claim: that an offer is safe, approved or right, that somebody can join, or what an offer is worth.

What is asked, quoted, or only reported claims nothing, and neither does what is denied of an offer ("it does not prove
that this is safe"). What is denied of a person ("you cannot join") is a claim all the same.
"""

from __future__ import annotations

import re

from decision_aid.lint.spoken import clauses, own

_VERDICT = (
    r"(safer?|legitimate|legit|genuine|trustworthy|reliable|reputable|harmless|proven|effective"
    r"|(fda.)?(approved|cleared|licensed)|right for|suitable|recommended)"
)
_OFFER = r"(offers?|options?|choices?|clinics?|trials?|treatments?|products?|therap(y|ies)|cells?|shots?|injections?)"
_PERSON = r"(you|they|we|the person)"
_OF_AN_OFFER = re.compile(
    rf"\b(is|are|was|were|be|been|looks?|seems?|sounds?) (?!kept )(\w+ ){{0,2}}?{_VERDICT}\b"
    rf"|\b(safe|legitimate|trustworthy|proven|effective|approved)(, \w+)? (\w+ )?{_OFFER}\b(?! has to)"
    rf"|\b(good|bad|best|better|worst|worse|safest|strongest|weakest|ideal) (\w+ )?{_OFFER}\b"
    r"(?! (hours?|times?|days?)\b)"
    rf"|\b({_OFFER}|it|they|this) (will |can )?(works?|cures?|heals?|helps?|slows?|stops?)( for| in| against)?"
    r" (you|them|the person|als|people)\b(?! (with als )?(to )?(find|ask|prepare|plan|decide|understand|talk|learn)\b)"
    r"|\b(cells?|shots?|treatments?|therap(y|ies)) works?\b"
    r"|\bfda (has )?(approve[sd]|cleared) (it|this|the|our|them)\b"
    r"|\b(can|may) be trusted\b"
    rf"|\b{_PERSON} should (\w+ )?(take|accept|choose|join|sign|refuse|avoid|go|pay|wait)\b"
    r"|\b(we|our (doctors?|clinic|team)|experts?) (recommend|advise)s? "
    r"(it\b|this\b|them\b|the\b|our\b|offer\b|you (?!(to )?(bring|call|ask|write|read|print)\b))",
    re.IGNORECASE,
)
_OF_A_PERSON = re.compile(
    rf"\b{_PERSON} (is |are |may be |may |can |will |do |does )?(not )?"
    r"((dis)?qualif(y|ies)|(in)?eligible|meets? the rules|fits? the rules)\b"
    rf"|\b{_PERSON} (cannot|can|can['’]t) join(?= (\w+ ){{0,2}}(trials?|stud(y|ies)|it)\b|\W*$)",
    re.IGNORECASE,
)
_GRADE = re.compile(
    rf"\b(score|grade|rating|rank|verdict) (of|for) (\w+ )?{_OFFER}\b|\b{_OFFER} (\w+ )?(scores|ranks|passed|failed)\b"
    r"|\b\d+ (of|out of) \d+ (signs|checks|stars|criteria)\b",
    re.IGNORECASE,
)


def claim(text: str) -> str:
    """Return the words of a text that claim what must not be claimed; nothing where there are none."""
    if found := _GRADE.search(own(text)):
        return found.group()
    for clause in clauses(text):
        found = None if clause.reported else _OF_A_PERSON.search(clause.words)
        found = found or (None if clause.reported or clause.denied else _OF_AN_OFFER.search(clause.words))
        if found:
            return found.group()
    return ""
