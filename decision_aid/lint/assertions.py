"""What says outright that an offer is good or works, or who can join: the claims that no clinic may print.

Words that only may read so ("a list of approved treatments", "you should wait at the desk") are found by `claims`
alone. Here something that is offered, or the person, is what the words are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.lint.spoken import Clause, clauses

_CURE = (
    r"(stem.cells?|cells?|shots?|injections?|infusions?|treatments?|therap(?:y|ies)|products?|procedures?|transplants?"
    r"|offers?|trials?|stud(?:y|ies)|options?)"
    r"(?! (?:offices?|nurses?|desks?|teams?|rooms?|lines?|numbers?|cent(?:re|er)s?|staff|entrance|records?|papers?))"
)
_CLINIC = r"(?:^|\b(?:so|and|yes|that)\W+)\W*(?:the|our|this|that|their) (\w+ )?(?:clinics?|doctors?|team)"
_PLACE = r"(?:clinics?|facilit(?:y|ies)|cent(?:re|er)s?|hospitals?|institutes?|units?|partners)"
_ILLNESS = r"(?:(?:your |the )?(?:als|illness|disease|nerves?|nerve cells|damage))"
_PRONOUN = r"(?:it|they|this|these|those|we)"
_BE = r"(?:is|are|was|were|be|been|looks?|seems?|sounds?|stays?)(?: \w+){0,3}?"
_TRUSTED = (
    r"(?:safer?|legitimate|legit|genuine|trustworthy|reputable|harmless|proven|effective"
    r"|(?:fda.)?(?:approved|cleared|licensed))"
)
_MOST = r"(?:best|safest|strongest|ideal|worst)"
_GOOD = rf"(?:{_TRUSTED}|reliable|suitable|recommended|right for)"
_CLINICS = r"(?:safer?|legitimate|legit|genuine|trustworthy|reputable|proven|fda.(?:approved|cleared))"
_PERSON = r"(?:you|the person|people with als)"
_ACT = (
    r"(?:take|accept|choose|join|refuse|avoid|sign up for|pay for|go for"
    r"|(?:get|buy|have)(?= (?:the|our|this|these|stem)\b))"
)
_GIVEN = r"(?:cell|shot|injection|infusion|treatment|product|transplant)"
_BODY = r"(?:nerves?|nerve cells?|neurons?|muscles?|strength|movement|speech|function)"
_TRULY = r"(?: (?:really|truly|do|does|did|can|will|have|has|surely|all))*"
_OF_AN_OFFER = (
    rf"\b{_CURE}\b(?: \w+){{0,3}}? {_BE} {_GOOD}\b",
    rf"{_CLINIC} {_BE} {_CLINICS}\b",
    (
        rf"\b{_PRONOUN}(?! (?:is|are) kept safe\b)(?: {_BE}|['’](?:s|re)) (?:{_TRUSTED}|right for {_PERSON})\b"
        r"(?! (?:to|here|with) )"
    ),
    rf"\b{_TRUSTED}(?:, \w+)? (?:\w+ )?{_CURE}\b(?! has to)",
    rf"\b{_MOST} (?:\w+ )?(?:{_CURE}|clinics?)\b(?! (?:hours?|times?|days?)\b)",
    (
        rf"\b(?:{_CURE}|clinics?|doctors?|they|it|this|we) (?:will |can |do |does )?(?:cures?|heals?|slows?|stops?"
        rf"|halts?|reverses?)(?: for| in| against)? (?:{_PERSON}|them|it|{_ILLNESS})\b"
    ),
    rf"\b{_ILLNESS} (?:\w+ )?(?:is|be) (?:cured|healed|slowed|stopped|reversed)\b",
    (
        rf"\b(?:{_CURE})(?: will| can| do| does)? (?:works?|helps?)(?: for| in| against)? ({_PERSON}|them|als|people)\b"
        r"(?! (?:with als )?(?:to )?(?:find|ask|prepare|plan|decide|understand|talk|learn)\b)"
    ),
    r"\b(?:cells?|shots?|treatments?|therap(?:y|ies)) works?\b",
    (
        r"\b(?:gets?|got|feels?|felt|becomes?|grows?) (?:better|stronger|well|healthy) (?:with|after|from|by|on) "
        rf"(?:\w+ ){{0,2}}?{_CURE}"
    ),
    r"\bfda (?:has )?(?:approve[sd]|cleared) (?:it|this|the|our|them)\b",
    (
        r"\b(?:nct|irb|listings?|listed|registered|registration|clinicaltrials\.gov|review board)\b(?: \w+){0,3}? "
        r"(?:shows?|means?|proves?|confirms?) (?:\w+ ){0,3}?(?:fda|government|safe|works?|approv\w+|checked|ind)\b"
    ),
    rf"\b{_CURE} (?:have|has|had) (?:\w+ )?(?:helped|cured|healed|saved|worked)\b",
    rf"\b(?:{_GIVEN}s|therapies){_TRULY} (?:help|work)(?:ed)?\W*$",
    rf"\b(?:{_GIVEN}|therapy){_TRULY} (?:help|work)(?:s|ed)\W*$",
    rf"\b{_CURE} (?:\w+ ){{0,4}}?(?:restores?|repairs?|regrows?|rebuilds?|regenerates?|mends?) (?:\w+ )?{_BODY}\b",
    r"\b(?:risk|danger).free\b",
    rf"\b(?:we|it|they|this|{_CURE}|clinics?|lab)(?: {_BE}|['’](?:s|re)) fda.registered\b",
    (
        r"\bfda (?:has |have )?(?:looked at|checked|reviewed|passed|accepted|allowed|okayed) (?:our|us|this|these)\b"
        r"|\bfda (?:\w+ ){0,6}?said (?:yes|ok)"
    ),
    rf"\b{_CURE} {_BE} (?:an? )?(?:good|great|excellent|right|best) (?:one|choice|option|idea|way)\b",
    rf"\b(?:{_CURE}|clinics?|it|they|we) (?:can|may) be trusted\b",
    rf"\b(?:{_PERSON}|they) should (?:\w+ )?{_ACT} (?:\w+ ){{0,3}}?{_CURE}",
    rf"\b(?:{_PERSON}|they) should (?:\w+ )?(?:accept|refuse|join|sign up)(?: (?:it|this|them))?\W*$",
    rf"\b(?:recommend|advise)s? (?:(?:it|this|them)\W*$|(?:\w+ ){{0,3}}?{_CURE}\b)",
    rf"\b(?:recommend|advise)s? {_PERSON} to {_ACT} (?:\w+ ){{0,3}}?{_CURE}\b",
)
_OF_A_PERSON = (
    (
        r"(?<!that )(?<!if )(?<!whether )\bthere (?:is|are) (?:no|hardly any|little) (?:\w+ )?"
        r"(?:risks?|dangers?|side effects|harms?)\b(?! (?:scores?|information|data|lists?|numbers?|known|reported))"
    ),
    (
        rf"\b{_PERSON} (?:is |are |may be |may |can |will |do |does )?(?:not )?"
        rf"(?:(?:dis)?qualif(?:y|ies)|(?:in)?eligible|meets? the rules|fits? the rules)"
        rf"(?: (?:for|of|to join) (?:\w+ ){{0,3}}?{_CURE}\b| for (?:it|this)\b|\W*$)"
    ),
    rf"\b(?:nothing|no (?:reason|need)) to (?:fear|lose|worry)(?: about| from| with| by)? (?:\w+ ){{0,2}}?{_CURE}\b",
    rf"\b(?:everyone|everybody|anyone|anybody) (?:can|may|will) (?:join|get into|enter) (?:\w+ ){{0,2}}?{_CURE}\b",
    rf"\b{_PERSON} (?:\w+ )?(?:are|is|be) (?:\w+ ){{0,2}}?(?:fit|candidates?|match) for (?:\w+ ){{0,2}}?{_CURE}",
    rf"\b(?:{_PERSON}|they) (?:cannot|can|can['’]t) join(?: (?:\w+ ){{0,2}}(?:trials?|stud(?:y|ies)|it)\b|\W*$)",
)
_PATIENTS = r"(?:patients?|people(?: with als)?|everyone|everybody|those (?:we )?treated)"
_PERCENT = r"\b\d+(?:[.,]\d+)? ?(?:%|per ?cent)"
_COUNT = r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_SHARE = rf"(?:{_PERCENT}|{_COUNT} (?:out )?(?:of|in) \w+|\b(?:most|all|half))"
# "get better sleep", "recover from a fall" tell of no treatment: the words must end there, or go on to its time or way
_BETTER = (
    r"(?:(?:improve[ds]?|(?:gets?|got) (?:better|well|stronger))"
    r"(?=\W*$|[,;]| (?:after|with|by|on|in|within|here|again|and|or|soon|fast|quickly|greatly)\b)"
    rf"|recover(?:ed|s)?(?=\W*$|[,;]| (?:fully|here|and|from {_ILLNESS})\b))"
)
_RESULT = r"(?:heal(?:s|ed|ing)?|cure[sd]?|recover(?:y|ies)|results?|success|improvements?|outcomes?)"
_OUTCOME = (
    r"(?<!if )(?<!whether )\b(?:the )?side effects (?:are|were) (?:\w+ )?(?:rare|mild|minor|harmless)\b",
    (
        rf"\b{_PATIENTS} (?:\w+ )?(?:improve[ds]?|recover(?:ed|s)?|(?:gets?|got) (?:better|well|stronger)) "
        rf"(?:after|with|from|by|on) (?:\w+ ){{0,2}}?{_CURE}"
    ),
    (
        r"\b(?:walk|talk|speak|breathe|eat|move|run|sleep|live)(?:s|ed)? (?:\w+ )?(?:better|longer|easier|stronger) "
        rf"(?:after|with|from|by|on|thanks to) (?:\w+ ){{0,2}}?{_CURE}"
    ),
    rf"\b{_PATIENTS} (?:\w+ ){{0,2}}?(?:walk|talk|speak|breathe|eat|move|run)(?:s|ed)? again\b",
    rf"{_SHARE} (?:of )?(?:our |the )?(?:\w+ )?{_PATIENTS} (?:\w+ )?{_BETTER}",
    rf"(?<!how many of )\bour patients (?:\w+ )?{_BETTER}",
    r"\bimprov(?:e[sd]?|ing) (?:(?:our|the|your|all) )?patients\b(?!['’])",
    rf"{_PERCENT} (?:(?:\w+ )?(?:success(?:ful)?|improvement)\b|{_BETTER})",
    rf"\bsuccess rates? (?:\w+ ){{0,3}}?{_PERCENT}",
    rf"\b(?:guaranteed|miracles?|miraculous) (?:\w+ )?(?:{_CURE}|{_RESULT})\b",
    rf"\b{_RESULT} (?:is |are )?guaranteed\b|\bwe guarantee (?:\w+ ){{0,2}}?(?:{_RESULT}\b|{_BETTER})",
)
# FDA licenses blood centers, but approves no clinic
_OF_A_PLACE = (
    rf"\bfda.(?:(?:approved|cleared) (?:stem.)?(?:\w+ )?|licensed (?:stem.cell|cell|treatment|therapy) ){_PLACE}\b",
)
_GRADE = (
    rf"\b(?:score|grade|rating|rank|verdict) (?:of|for) (?:\w+ )?(?:{_CURE}|clinic)\b",
    r"\b\d+ (?:of|out of) \d+ (?:signs|checks|stars|criteria)\b",
    rf"\b(?:{_CURE}|clinic) (?:gets?|has|earns?) (?:an? )?\d+ out of \d+\b",
    rf"\b{_CURE} (?:has|have|carr(?:y|ies)|brings?) no (?:\w+ )?(?:risks?|dangers?|side effects)\b",
)
# what is only spoken about: "a list of approved treatments", "how stem cells work"
_MENTIONED = re.compile(
    rf"\b(?:records?|files?|papers?|notes?) (?:of|on|about) (?:\w+ )?{_CURE}|"
    r"\b(?:lists?|leaflets?|brochures?|books?|talks?|questions?|names?|news|information|(?<!for )about)\b"
    rf" (?:(?:of|on|about|to|for) )?(?:\w+ ){{0,2}}?{_TRUSTED} (?:\w+ )?{_CURE}|\bhow (?:\w+ ){{0,3}}?works?\b",
    re.IGNORECASE,
)
# a rate stands behind its colon: "Success rate: 95%"
_RATE = re.compile(r"\b(success rates?):", re.IGNORECASE)
# who warns of an outcome, asks about it or tells of another's trial claims none: "Beware of miracle cures"
_WARNED = re.compile(
    r"\b(?:beware|be careful|watch out|warning signs?)\b"
    r"|^(?!.*\b(?:our|we|us)\b).*\b(?:ask (?:\w+ )?(?:how|what|why)|(?:\w+(?:body|one)|they|who|that) promis(?:es?|ed)"
    r"|in (?:an?|one|the|that|this) (?:\w+ )?(?:trial|study))\b",
    re.IGNORECASE,
)
# what a place may be called, by somebody's name or its own licence: "Dr. Best Clinics", "Licensed Treatment Facility"
_CALLED = re.compile(
    rf"\b(?:best|ideal|(?<!fda.)licensed) (?:(?!cells?\b)\w+ )?{_PLACE}\b",
    re.IGNORECASE,
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_FOR_ALL, _FOR_OFFERS, _FOR_OUTCOMES, _FOR_PERSONS = map(
    _any, (_GRADE, _OF_AN_OFFER, _OUTCOME + _OF_A_PLACE, _OF_A_PERSON)
)


def assertion(text: str, *, name: bool = False) -> str:
    """Return the words of a text that claim outright what must not be claimed; nothing where there are none.

    In the `name` of a clinic what a place may be called claims nothing: "Best" may be somebody's name.
    """
    for clause in clauses(_RATE.sub(r"\1", text)):
        said = _MENTIONED.sub("", clause.words)
        said = _CALLED.sub("", said) if name else said
        found = next(filter(None, (pattern.search(said) for pattern in _claims_in(clause))), None)
        if found:
            return found.group().strip()
    return ""


def _claims_in(clause: Clause) -> Iterator[re.Pattern[str]]:
    """Go through the kinds of claims that a clause can make."""
    yield _FOR_ALL
    if clause.reported:
        return
    yield _FOR_PERSONS
    if clause.denied:
        return
    yield _FOR_OFFERS
    if not _WARNED.search(clause.words):
        yield _FOR_OUTCOMES
