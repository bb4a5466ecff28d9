"""What a record says of people who pay: its own words, as the registry has no field for payment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from decision_aid.core.quoting import around, blocks

_AROUND = 60  # characters of a record on either side of a word about payment
_LONGEST = 240  # characters from the first such word of a passage to the end of its last
_WHO = r"(?:(?:the|each|every|its|all|study|trial) ){0,2}(?:patient|participant|subject|volunteer|famil(?:y|ie))s?"
_COST = r"(?:costs?|expenses?|fees?|charges?|prices?)"
_GIVEN = (
    r"(?:treatments?|therap(?:y|ies)|procedures?|cells?|products?|injections?|infusions?|participation|transplants?)"
)
_MONEY = (
    r"(?:USD|EUR|MXN|THB|RMB|CNY|JPY|(?:(?:US|U\.S\.|American|Australian|Canadian|Hong Kong|Singapore) )?dollars?"
    r"|euros?|rupees|pounds sterling)"
)
_SHORT_MONEY = r"(?:AED|AUD|GBP|HKD|INR|KRW|SGD)"  # which stand for something medical before a small number
_SUM = r"(?<![\d,.])\d[\d,.]{0,15}+(?! ?(?:million|billion))"
_LARGE = r"(?<![\d,.])(?:\d{1,3}(?:[,.]\d{2,3})+|\d{4,})"
_OF_A_BODY = r"(?:blood|organ|plasma|sperm)"
_GIFT = (  # a donation of money
    r"(?:(?:for|make|makes|give) a |(?:charitable|financial|minimum|monetary|suggested|voluntary) )"
    rf"(?!{_OF_A_BODY})(?:\w+ )??(?!{_OF_A_BODY})donations?(?! of {_OF_A_BODY})"
)
_PAYING = re.compile(
    r"\b(?:self[- ](?:financ|fund)\w*|non-?refundable|deposits? (?:is|are|will be) (?:required|due|paid)"
    rf"|deposit of \d{{3,}}|{_GIFT}|Rs(?:\. ?| ){_LARGE}"
    rf"|{_SHORT_MONEY} ?{_LARGE}|{_LARGE} ?{_SHORT_MONEY}|(?<!its )own (?:costs?|expenses?)"
    r"|you (?:will |may |must |can )?(?:be|are) (?:charged|billed|invoiced)|"
    r"(?:patient|self|participant|subject)s?[- ](?:funded|sponsored|pay(?:s|ing|ment)?|paid|financed|funding)"
    r"|(?:must|will|shall|have to|has to|required to|expected to|need to|asked to) (?:pay|buy|purchase)"
    r"|pay(?:s|ing)? (?:for|to|all|the|their)|paid (?:(?:for )?by|participation)|payments?|pay[- ]to[- ]\w+"
    rf"|paying {_WHO}|fees?|prices? (?:is|of|for|will be|\d+)|priced|out[- ]of[- ]pocket|cost recovery"
    r"|(?:(?:un)?able|(?:in)?ability|willing(?:ness)?|agrees?|means|prepared) to (?:pay|afford)|can(?:not)? afford"
    r"|financial(?:ly)? (?:responsib\w+|obligations?)(?: of)?"
    rf"|{_COST} (?:[\w,]+ ){{0,8}}?(?:(?:borne|met|assumed|incurred|shouldered) by|responsibility of) {_WHO}"
    rf"|borne by {_WHO}|bill(?:s|ed|ing)? (?:to )?(?:{_WHO}|(?:their |health )?insur\w+)"
    r"|insur(?:ance|ers?)(?: \w+){0,4}?(?: not|n['’]t)(?: \w+)? (?:cover|pay|reimburse)\w*"
    rf"|{_SUM} ?{_MONEY}|{_MONEY} ?{_SUM}"
    rf"|(?<!ly )(?<!in )charg(?:ed?|ing)(?= (?:a |for|to|{_WHO}|[$€£]))|charges {_WHO}|invoices? {_WHO}"
    rf"|{_WHO} (?:will |may |must |shall |can )?(?:are|is|be) (?:charged|billed|invoiced)"
    rf"|(?<!in )charges? (?:is|are|of|for) (?:(?:the|a|this|each) )*(?:\d+|{_GIVEN}|study|trial)"
    rf"|(?:funded|financed) by {_WHO}|fund(?:ing)? (?:their|his or her|his|her) (?:own )?(?:\w+ )?{_GIVEN}"
    rf"|{_COST} (?:to|for|of) (?:{_WHO}|participat\w+|join\w*|enrol\w*|take part|taking part)"
    rf"|(?:bears?|responsible for|assumes?|meets?) (?:\w+ ){{0,4}}?{_COST}"
    rf"|{_WHO} (?:\w+ ){{0,4}}?covers? (?:\w+ ){{0,4}}?{_COST}|cover(?:ing)? (?:their|his or her) own (?:\w+ )?{_COST}"
    rf"|{_COST} (?:\w+ ){{0,5}}?not (?:be )?(?:covered|reimbursed|paid)"
    rf"|covered by (?:{_WHO}|(?:health )?insurance)|{_WHO} (?:\w+ ){{0,2}}?(?:purchase|buy)s?"
    rf"|at (?:their|his or her|{_WHO}['’]?s?['’]?) (?:own )?(?:costs?|expense)"
    rf")\b|[$€£¥₹] ?{_SUM}|{_SUM} ?[€£¥₹]",
    re.IGNORECASE,
)
# Where such a one is who pays, nothing is said of the people in the study.
_OTHERS = r"(?:the |our |a )?(?:sponsors?|compan(?:y|ies)|manufacturers?|government|grants?|foundation|investigators?)"
_BY_OTHERS_BEFORE = re.compile(
    rf"\b{_OTHERS} (?:(?:will|shall|does|is|are|has to|have to|to|may|agree[sd]? to|fully|also) ){{0,3}}$",
    re.IGNORECASE,
)
# But not where such a one takes the money: "the sponsor charges patients", "is paid by participants".
_TAKING = re.compile(
    rf"(?:charg|bill|invoice)(?!e?d)|(?:charged|billed) {_WHO}|.*\bby {_WHO}\b", re.IGNORECASE | re.DOTALL
)
_BY_OTHERS_AFTER = re.compile(rf" {_OTHERS}\b", re.IGNORECASE)


def passages(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the passages of texts that speak of payment, each once; those that lie close together as one."""
    shown: list[str] = []
    for passage in (passage for text in texts for block in blocks(text) for passage in _of(block)):
        if not any(passage.strip("…") in other for other in shown):
            shown.append(passage)
    return tuple(shown)


def _of(text: str) -> Iterator[str]:
    seen = 0  # up to here the text is quoted
    for start, end in _joined(_spans(text)):
        yield around(text[seen:], start - seen, end - seen, _AROUND)
        seen = max(end, text.rfind(" ", 0, end + _AROUND))


def _joined(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Go through spans, those whose surroundings meet as one; where one grows too long, the next begins behind it."""
    first = last = seen = -1
    for start, end in spans:
        if first >= 0 and (start - last > 2 * _AROUND or end - first > _LONGEST):
            yield first, last
            first, seen = -1, last + _AROUND
        if start > seen:
            first, last = (start if first < 0 else first), end
    if first >= 0:
        yield first, last


def _spans(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _PAYING.finditer(text) if not _is_of_others(text, found))


def _is_of_others(text: str, found: re.Match[str]) -> bool:
    words = found[0].lower()
    before, after = text[max(0, found.start() - 60) : found.start()], text[found.end() : found.end() + 40]
    if words.endswith((" by", " of")) and _BY_OTHERS_AFTER.match(after):
        return True
    taking = _TAKING.match(words + (after if words.endswith((" by", "charged")) else ""))
    return _BY_OTHERS_BEFORE.search(before) is not None and taking is None
