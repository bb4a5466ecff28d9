"""Headings of criteria: which lines are some, and whether the lines under them are asked for or rule people out."""

from __future__ import annotations

import re
from itertools import pairwise

_LONGEST = 400  # characters; a longer text is no heading
_OUT = re.compile(
    r"exc?lu(?:sions?|de[ds]?|ding)\b|e[xs]clus(?:i[oó]n(?:es)?|ione|[aã]o)\b|\bexcl\b(?=\W*(?:crit|$))"
    r"|\bcontra-?indicat\w*|\brule[- ]?outs?\b|non-?\s?inclu\w*"
    r"|ineligib\w*|disqualif\w*|\breasons? not to\b|(?:\bmust have )?\bnone of\b"
    r"|\b(?:(?:must|should|shall|may) )?(?:not|cannot|can[’']t|never|no longer)\b[\w ]{0,20}?\b(?:eligible|included"
    r"|enrol\w*|enter|join|admitted|accepted|allowed|permitted|participate|take part|qualify|considered|recruited)\b"
    r"|\b(?:must|should|shall|may) not\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"inclu(?:sion|ded)|inclus(?:i[oó]n|ione|[aã]o)|\bincl\b(?=\W*(?:crit|$))"
    r"|\bmust (?:have|meet|fulfil|be)|eligib|qualif|\bcan (?:join|take part|participate)"
    r"|\bbe (?:enrolled|accepted|admitted|recruited)",
    re.IGNORECASE,
)
_NOT_OUT = re.compile(r"\b(?:not|never)\b[\w ]{0,20}?\b(?:exclu|disqualif|ineligib)\w*", re.IGNORECASE)
_TITLE = re.compile(
    r"\W*(?P<before>(?:[\w-]+\s+){0,3}?)(?:(?:non-?\s?)?(?:in|ex)clusions?(?:\s*(?:/|&|and|or)\s*(?:in|ex)clusion)?)"
    r"(?P<criteria>\s+criteria)?"
    r"(?:\W*(?::|$)|\s*[-–—]\s[^.:;]{1,60}:(?=\W*$)|\s*(?=[-–—•*]\s|\d+[.)]\s)|(?<=criteria)\s+(?:for|of)\s[^.:;]{1,60}(?::|$)"
    r"|(?<=criteria)\s*\([^()]{1,60}\)\W*$)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(  # "Cells before inclusion", "does not meet the inclusion criteria"
    r"\b(?:no|not|meet\w*|fulfil\w*|satisf\w*|fail\w*|violat\w*|per|before|after|since|until|from|of|at|on|with|to|by"
    r"|any|these|those|prior)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r":(?=\W|$)")
_LEADS = re.compile(
    r"\b(?:following|follows|these|below)\b", re.IGNORECASE
)  # without a colon, only what names its lines
_LISTS = re.compile(r"\b(?:following|these|below|any|one|criteria|conditions|reasons|if|who)\b", re.IGNORECASE)
_PARTS = re.compile(  # where a heading may begin within a line: a sentence, or a title with its colon
    r"(?<=[.;!?)\]])\s+(?=[^.;:]{0,250}?(?:inclu|exclu|eligib|qualif|\bnot\b)[^.;:]{0,150}:)"
    r"|(?i:(?<!\bthe)(?<!\bany)(?<!\ball)(?<!meet)(?<!meets)(?<!these)(?<!\bof)(?<!\bper)(?<!\bother)(?<!\band)(?<!\bor))\s+"
    r"(?=(?:(?:Key|Main|Major|Principal|KEY|MAIN|MAJOR) )?"
    r"(?:(?:Non-?)?(?:In|Ex|in|ex)clusion [Cc]riteria|(?:NON-?)?(?:IN|EX)CLUSION(?: CRITERIA)?|(?:In|Ex)clusion)"
    r"\s*(?::|[-–—•*]\s|\d+[.)]\s))"
)
# Words of which a heading may be made and still speak of everybody: beside others it may be about a few alone.
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        "a about above additional adult adults all als also among amyotrophic an and any anyone applicable applies "
        "apply are as at automatically be because been before being below both but by can candidate candidates "
        "cannot case cases characteristics clinical common condition conditions considered could criteria "
        "incl inclusión inclusione inclusão criteri criterion criterios critères d de di "
        "did do does due each either eligibility eligible enrol enroll enrolled enrollment enrolment "
        "enter entering entry every everyone exclude excluded excludes exclusion exclusions first following "
        "follows for from fulfil fulfill fulfilled fulfilling fulfills fulfils further general had has have having "
        "if immediately in include included includes inclusion individual individuals ineligible into is it item "
        "items join joining key lateral least list listed main major may meet meeting meets met more must of on "
        "one only or order other our own part participant participants participate participating participation "
        "patient patients people person persons point points population potential present primary principal "
        "protocol reason reasons recruited recruitment requirement requirements research satisfied satisfies "
        "satisfy satisfying sclerosis screening second shall should show some specific strictly studies study "
        "subject subjects such take taking that the their them then there therefore these they this those time to "
        "trial trials under visit volunteer volunteers was we were when where whether which who whom whose will "
        "with would you your",
    )
)


def parted(line: str) -> list[str]:
    """Return a line, parted before each heading that stands within it."""
    starts = [0]
    for found in _PARTS.finditer(line):
        last, at = starts[-1], found.end()
        if heading_of(line[at:]) and at >= last + len(heading_of(line[last:])):
            starts.append(at)
    return [line[start:end] for start, end in pairwise([*starts, len(line)])]


def heading_of(text: str, *, lists: bool = False) -> str:
    """Return what a line begins with if that is a heading on who can join: all of it, or the part up to its colon.

    `lists` tells that items stand below the line, so that one that rules people out needs no colon.
    """
    if title := _title(text):
        return title
    colon = _COLON.search(text, 0, _LONGEST)
    head = text[: colon.end()] if colon else text
    if len(head) > _LONGEST or not (any(_both(head)) or _NOT_OUT.search(head)):
        return ""
    is_whole = colon is not None and not text[len(head) :].strip(" *_")
    leads = (_LISTS if colon else _LEADS).search(head) or (lists and _both(head) == (True, False))
    return head if is_whole or (leads and _is_general(head)) else ""


def is_clear(heading: str) -> bool:
    """Tell whether a heading speaks of everybody and says nothing more: any other is a line of its own as well."""
    return bool(_title(heading)) or _is_general(heading)


def meaning(heading: str, *, before: bool) -> tuple[bool, str]:
    """Return whether a heading rules out what stands under it; with the heading itself where that cannot be told.

    `before` tells it of the lines above: what a heading says of a few people alone may end with its own lines.
    """
    out, into = _both(heading)
    if out != into and (out == before or is_clear(heading)):
        return out, ""
    return before and not _title(heading), heading.strip()


def _title(text: str) -> str:
    found = _TITLE.match(text[:_LONGEST])
    if not found or _NO_TITLE.search(found["before"]):
        return ""
    return found[0] if found["criteria"] or _is_general(found["before"]) else ""


def _both(heading: str) -> tuple[bool, bool]:
    """Tell whether a heading has words that rule people out, and words that take them in."""
    rest = _NOT_OUT.sub(" ", heading)
    return bool(_OUT.search(rest)), bool(_IN.search(_OUT.sub(" ", rest)))


def _is_general(heading: str) -> bool:
    words = re.findall(r"[^\W\d_]+", _OUT.sub(" ", heading).lower())
    return all(len(word) == 1 or word in _GENERAL for word in words)
