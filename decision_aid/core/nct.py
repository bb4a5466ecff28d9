"""The number of a study in ClinicalTrials.gov, as people write it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = 8
_SPACE = r"[\s.\-_/:#()\u2010-\u2015]*"
_SIGNS = (
    r"[\W_]*"  # between the letters and the digits; between two digits a comma or a quotation mark parts two numbers
)
_STUDY = r"(?:study|trial|ct|clinical\s*trials?(?:[.\s]*gov)?)"
_WORD = rf"(?:{_STUDY}|the|number|num|no|nr|id|identifier|code|it['\u2019]s|it|is|was|says)(?![a-z])"
_CALLED = rf"(?:{_WORD}{_SIGNS}){{0,5}}"
_AFTER = rf"{_SIGNS}{_CALLED}"
# Behind the letters no other may stand, but an O for a zero, an l that cannot be read, and a word as in "NCTID".
_LETTERS = re.compile(
    rf"(?<![a-z])n{_SPACE}(?:c{_SPACE}t|t{_SPACE}c)(?:(?![a-np-z])|(?=[il]\d)|(?={_WORD}))", re.IGNORECASE
)
# An O for a zero touches another digit and begins no word: "or so", "on paper", "5 o 6".
_FIGURE = r"(?:\d|o(?![^\W\d_o])(?:(?<=[\dotc]o)|(?=[\do])))"
_NO_COUNT = r"(?!\d{7}\s+\d\s+[^\W\d_])"  # seven digits, and what the eighth counts: "NCT 0900000 2 weeks ago"
# More digits behind the eighth may be a ninth, or a telephone's: the first eight would be another study's number. Eight
# in one group are whole, unless nothing but groups of digits ends the line: a count, a price, a year or a day does not.
# Behind eight in groups only the place of the next study in a list is plainly something else: "2. NCT".
_ON = r"(?:[^\S\n]*[-\u2010-\u2015][^\S\n]*|[^\S\n]+|\.)"
_END = r"[^\S\n]*[.!?)\"'\u2019\u201d]*[^\S\n]*(?:\n|\Z)"
_TAIL = rf"{_ON}\d{{1,3}}(?!\d|[.:/-]\d)(?:{_ON}\d{{1,4}})*{_END}"
_IN_ONE = rf"{_FIGURE}{{{_DIGITS}}}(?!{_TAIL})"
_NEXT = rf"\d{{1,2}}[.)]?[^\S\n]+n{_SPACE}c{_SPACE}t"
_IN_GROUPS = rf"(?:{_FIGURE}{_SPACE}){{{_DIGITS - 1}}}{_FIGURE}(?!{_ON}(?!{_NEXT})\d)"
_FIGURES = re.compile(rf"{_AFTER}{_NO_COUNT}({_IN_ONE}|{_IN_GROUPS})(?!{_FIGURE})", re.IGNORECASE)
# Numbers given out so far begin with 0.
_BARE = re.compile(rf"{_AFTER}(0\d{{3}}[ -]?\d{{4}}){_SIGNS}", re.IGNORECASE)
_OF_A_STUDY = re.compile(rf"(?<![a-z]){_STUDY}(?![a-z])", re.IGNORECASE)
_ALMOST = re.compile(rf"{_AFTER}(0\d{{2,4}}[ -]?\d{{3,4}}|\d{{7}}){_SIGNS}", re.IGNORECASE)
_BEGUN = re.compile(rf"{_SIGNS}$|{_AFTER}{_FIGURE}(?:{_SPACE}{_FIGURE}|{_SPACE}$)", re.IGNORECASE)
_NEAR = re.compile(r"[^\d,;]{0,40}\d{6,9}(?!\d)")  # digits like those of a number, a few words behind the letters
_BEFORE = re.compile(rf"(?<!\d)\d{{6,9}}{_SPACE}$")
_DATED = re.compile(r"(\d\d)([./ -])(\d\d)\2(\d{4})|(\d{4})([./ -])(\d\d)\6(\d\d)")
_YEARS = range(1900, 2100)
_PUBLIC = "https://clinicaltrials.gov/study/"


def numbers_in(text: str) -> tuple[str, ...]:
    """Return every NCT number in a text, each once, as `NCT` and eight digits.

    Spaces, dashes, quotation marks, small letters and words ("NCT number is"), an O for a zero, signs of other scripts
    and a pasted address are taken; so are eight digits alone that begin with 0 and are no date, and behind a word such
    as "study" in two groups too. There is no check digit: a typing error is another study's number.
    """
    text = _plainly(text)
    numbers = [_figures(text, letters.end()) for letters in _LETTERS.finditer(text)]
    if not numbers and (bare := _bare(text)):
        numbers = [bare]
    return tuple(dict.fromkeys(f"NCT{figures}" for figures in numbers if figures.strip("0")))


def is_cut_short(text: str) -> bool:
    """Tell whether a text names an NCT number that cannot be read, as with too few or too many digits.

    The letters alone count, or with digits near them; with other words behind them they do not: "they will send the NCT
    number". So do digits alone that may be one, or somebody's telephone number.
    """
    text = _plainly(text)
    if numbers_in(text):
        return False
    return _is_almost(text) or any(_is_begun(text, letters) for letters in _LETTERS.finditer(text))


def public_address(number: str) -> str:
    """Return the address of a study's public record."""
    return f"{_PUBLIC}{number}"


def _plainly(text: str) -> str:
    """Return a text with wide signs as plain ones, and without those that cannot be seen."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")


def _bare(text: str) -> str:
    """Return the digits of a text that is a study's number without the letters; "" where it may be another's."""
    found = _BARE.fullmatch(text)
    if not found or _is_date(figures := _plain(found[1])):
        return ""
    is_sure = found[1] == figures and not re.search(r"[^\W\d_]", text)
    return figures if is_sure or _OF_A_STUDY.search(text) else ""


def _is_almost(text: str) -> bool:
    found = _ALMOST.fullmatch(text)
    return found is not None and bool(_plain(found[1]).strip("0")) and not _is_date(_plain(found[1]))


def _is_begun(text: str, letters: re.Match[str]) -> bool:
    behind = _BEGUN.match(text, letters.end()) or _NEAR.match(text, letters.end())
    return bool(behind or _BEFORE.search(text, 0, letters.start()))


def _is_date(figures: str) -> bool:
    """Tell whether eight digits that begin with 0 are a day, as in `04051958`, that may be a person's."""
    return _is_day_or_month_first(figures[:2], figures[2:4], figures[4:])


def _is_written_date(written: str) -> bool:
    """Tell whether digits are a day with signs between its parts, as in `12/04/2026`; it is none of a study."""
    found = _DATED.fullmatch(written)
    if not found:
        return False
    first, _, second, last, year, _, month, day = found.groups()
    return _is_day(int(year), int(month), int(day)) if year else _is_day_or_month_first(first, second, last)


def _is_day_or_month_first(first: str, second: str, year: str) -> bool:
    return _is_day(int(year), int(first), int(second)) or _is_day(int(year), int(second), int(first))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year in _YEARS


def _figures(text: str, start: int) -> str:
    found = _FIGURES.match(text, start)
    return _plain(found[1]) if found and not _is_written_date(found[1]) else ""


def _plain(figures: str) -> str:
    return "".join("0" if sign in "oO" else str(int(sign)) for sign in figures if sign.isdigit() or sign in "oO")
