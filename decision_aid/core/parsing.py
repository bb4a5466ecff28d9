"""From what came out of a form to an answer: the only authority on what is valid."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from decision_aid.core.answers import Answer
from decision_aid.core.dates import PartialDate
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.schema import (
    Choice,
    ExactDate,
    ExactNumber,
    Measure,
    Option,
    Question,
    Several,
    Signs,
)
from decision_aid.core.text import MOST_CHARACTERS, MOST_LINE_BREAKS, clean, plain

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LEAST_OF_A_MONTH = len("jan")
_OLDEST_YEAR = 1900
_UNITS_OF_SIGN = {"%": ("%",), "$": ("$", "dollar", "usd"), "€": ("€", "eur"), "£": ("£", "pound", "gbp")}
_IN_THREES = re.compile(r"[+-]?[1-9]\d{0,2}([, ])\d{3}(?:\1\d{3})*(?:\.\d*)?")
_COMMA_FOR_POINT = re.compile(r"[+-]?\d*,\d{1,2}")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_MOST_PLACES = 2  # with three digits after it, a point may as well stand between thousands
_POINTS_IN_THREES = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?!\d)")  # whatever stands around it
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Raw:
    """What a form gave for one question, untouched."""

    codes: tuple[str, ...] = ()
    exact: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    note: str = ""


def parse(question: Question, raw: Raw, today: date) -> Answer:
    """Return the answer that was given. Raises AnswerRefused with a sentence that says the mend."""
    answer = _well_formed(question, raw)
    if isinstance(question, Measure) and answer.exact:
        _timely(question.exact, answer.exact, today)
        value = exact_value(question, answer.exact, today)
        _agree(question, answer, value, value)
    return answer


def refusals(question: Question, raw: Raw, today: date) -> tuple[AnswerRefused, ...]:
    """Return all that is wrong: in what is chosen and written exactly, then in the note below it."""
    parts = (replace(raw, note=""), Raw(note=raw.note))
    found = (_refusal(partial(parse, question, part, today)) for part in parts)
    return tuple(refused for refused in found if refused)


def parse_given(question: Question, raw: Raw, today: date) -> Answer:
    """Return an answer that fits its question on some day up to today. Raises AnswerRefused like `parse`.

    What was true of the day on which it was given stays an answer: a day that was to come may be over by now, and the
    months since another have left the choice beside it.
    """
    answer = _well_formed(question, raw)
    if isinstance(question, Measure) and answer.exact:
        if isinstance(question.exact, ExactDate) and question.exact.when == "past":
            _timely(question.exact, answer.exact, today)
        _agree(question, answer, *_values_so_far(question, answer.exact, today))
    return answer


def raw_of(question: Question, answer: Answer) -> Raw:
    """Return what a form would have given for this answer: `parse` takes it back unaltered."""
    if isinstance(question, Measure) and isinstance(question.exact, ExactDate) and answer.exact:
        found = PartialDate.read(answer.exact)
        day = str(found.day) if found.day else ""
        return Raw(answer.codes, "", day, str(found.month), str(found.year), answer.note)
    return Raw(answer.codes, answer.exact, note=answer.note)


def codes_of(question: Question) -> tuple[str, ...]:
    """Return every code that may be chosen, in the order they are shown."""
    signs = question.signs if isinstance(question, Signs) else ()
    options = () if question.type == "text" else question.options
    return signs + tuple(option.code for option in options)


def _well_formed(question: Question, raw: Raw) -> Answer:
    """Return the answer as far as it can be judged without knowing the day."""
    note = _note(raw.note)
    codes = _codes(question, raw.codes)
    exact = _exact(question, raw) if isinstance(question, Measure) else ""
    if isinstance(question, Several):
        _alone(question, codes)
    return Answer(codes, exact, note)


def _note(text: str) -> str:
    note = clean(text)
    if len(note) > MOST_CHARACTERS:
        raise AnswerRefused(
            "Shorten this text to {most} characters or fewer. It has {count} now.",
            "note",
            most=f"{MOST_CHARACTERS:,}",
            count=f"{len(note):,}",
        )
    if note.count("\n") > MOST_LINE_BREAKS:
        raise AnswerRefused(
            "Use {most} line breaks or fewer in this text. It has {count} now.",
            "note",
            most=MOST_LINE_BREAKS,
            count=note.count("\n"),
        )
    return note


def _codes(question: Question, given: tuple[str, ...]) -> tuple[str, ...]:
    known = codes_of(question)
    if set(given) - set(known):
        raise AnswerRefused("Choose from the answers on the page.", "codes")
    if isinstance(question, (Choice, Measure)) and len(given) > 1:
        raise AnswerRefused("Choose one answer only.", "codes")
    if isinstance(question, Signs) and {option.code for option in question.options} <= set(given):
        raise AnswerRefused("Choose one answer only about the rest.", "codes")
    return tuple(code for code in known if code in given)


def _alone(question: Several, codes: tuple[str, ...]) -> None:
    clash = next((option for option in question.options if option.code in question.lonely & {*codes}), None)
    if clash and len(codes) > 1:
        raise AnswerRefused("Keep “{label}” or the other ticks, not both.", "codes", label=clash.label)


def _exact(question: Measure, raw: Raw) -> str:
    if isinstance(question.exact, ExactNumber):
        return _number(question.exact, raw.exact)
    return _date(raw)


def _number(exact: ExactNumber, given: str) -> str:
    text = _digits(plain(given), exact.unit)
    if not text:
        return ""
    if exact.maximum >= THOUSAND and _POINTS_IN_THREES.search(text):
        raise AnswerRefused("Write thousands with a comma or with nothing between, like 20,000 or 20000.", "exact")
    if not _NUMBER.fullmatch(text):
        raise AnswerRefused("Write only a number, in digits.", "exact")
    value = Decimal(text)
    if not exact.minimum <= value <= exact.maximum:
        raise AnswerRefused(
            "Write a number from {low} to {high}.", "exact", low=exact.minimum, high=f"{exact.maximum:,}"
        )
    if value != round(value, exact.decimals) or len(text.partition(".")[2]) > _MOST_PLACES:
        sentence = "Write a whole number." if exact.decimals == 0 else "Write at most {places} decimal places."
        raise AnswerRefused(sentence, "exact", places=exact.decimals)
    return format(value.normalize(), "f")


def _digits(text: str, unit: str) -> str:
    """Return what was typed without the sign of its unit and what parts its thousands, and with a point."""
    for sign, units in _UNITS_OF_SIGN.items():
        if any(name in unit.casefold() for name in units):
            text = text.removeprefix(sign).removesuffix(sign).strip()
    if _IN_THREES.fullmatch(text):
        return text.replace(",", "").replace(" ", "")
    return text.replace(",", ".") if _COMMA_FOR_POINT.fullmatch(text) else text


def _date(raw: Raw) -> str:
    day, month, year = plain(raw.day), plain(raw.month).casefold(), plain(raw.year)
    if not (day or month or year):
        return ""
    found = _partial(month, year, day)
    try:
        found.first()
    except ValueError:
        raise AnswerRefused("There is no such day in this month.", "day") from None
    return str(found)


def _partial(month: str, year: str, day: str) -> PartialDate:
    """Return the date of these fields. Raises AnswerRefused once for all that cannot be read, at the first of them."""
    fields = ((_month, month), (_year, year), (_day, day))
    refusals = [refused for read, text in fields if (refused := _refusal(partial(read, text)))]
    if len(refusals) > 1:
        raise AnswerRefused("Write the month and the year as numbers, like 3 and 2025.", refusals[0].field)
    return PartialDate(_year(year), _month(month), _day(day))


def _refusal(read: Callable[[], object]) -> AnswerRefused | None:
    try:
        read()
    except AnswerRefused as refused:
        return refused
    return None


def _timely(exact: ExactNumber | ExactDate, given: str, today: date) -> None:
    if isinstance(exact, ExactNumber):
        return
    found = PartialDate.read(given)
    if exact.when == "past" and found.first() > today:
        raise AnswerRefused("This date is in the future. Write the date when it happened.", "year")
    if exact.when == "future" and _ended(found, today):
        raise AnswerRefused("This date is in the past. Write the date that is coming.", "year")


def _ended(found: PartialDate, today: date) -> bool:
    return found.first() < (today if found.day else today.replace(day=1))


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == len("2025") and int(text) >= _OLDEST_YEAR):
        raise AnswerRefused("Write the year with four digits, like 2025.", "year")
    return int(text)


def _month(text: str) -> int:
    if text.isdecimal() and len(text) <= len("12") and 1 <= int(text) <= len(_MONTHS):
        return int(text)
    named = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(text)]
    if named and len(text) >= _LEAST_OF_A_MONTH:
        return named[0]
    raise AnswerRefused("Write the month as a number from 1 to 12.", "month")


def _day(text: str) -> int | None:
    if not text:
        return None
    if text.isdecimal() and len(text) <= len("31") and int(text) > 0:
        return int(text)
    raise AnswerRefused("Write the day as a number, or leave it empty.", "day")


def _agree(question: Measure, answer: Answer, least: Decimal, most: Decimal) -> None:
    """Refuse a choice to which no value from the least to the most belongs."""
    chosen = next((option for option in question.options if option.code in answer.codes), None)
    if chosen and (chosen.state == "not_known" or not _overlaps(chosen, least, most)):
        raise AnswerRefused(
            "What is written here does not fit “{label}”. Change one of them.",
            "exact" if isinstance(question.exact, ExactNumber) else "year",
            label=chosen.label,
        )


def exact_value(question: Measure, exact: str, today: date) -> Decimal:
    """Return the exact value as a number in the bands' unit: itself, or whole months from or to today."""
    return Decimal(exact) if isinstance(question.exact, ExactNumber) else abs(_months_since(exact, today))


def _values_so_far(question: Measure, exact: str, today: date) -> tuple[Decimal, Decimal]:
    """Return the least and the most that `exact_value` can have been on the days until today on which it was valid."""
    if isinstance(question.exact, ExactNumber):
        return Decimal(exact), Decimal(exact)
    months = _months_since(exact, today)
    if question.exact.when == "past":
        return Decimal(0), months
    return max(Decimal(0), -months), Decimal("Infinity")


def _months_since(exact: str, today: date) -> Decimal:
    found = PartialDate.read(exact)
    return PartialDate(found.year, found.month).months_until(PartialDate(today.year, today.month))


def fits(option: Option, value: Decimal) -> bool:
    """Tell whether a value belongs to a band; bounds leave room for what lies between two whole numbers."""
    return _overlaps(option, value, value)


def _overlaps(option: Option, least: Decimal, most: Decimal) -> bool:
    enough = option.low is None or most > option.low - 1
    return enough and (option.high is None or least < option.high + 1)
