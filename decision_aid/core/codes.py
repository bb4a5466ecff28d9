"""The resume code: 16 symbols that a person can write down, 15 at random and one that tells a slip from a wrong code.

Symbols: Douglas Crockford's base 32 (crockford.com/base32). The check is a weighted sum over the field of 32 elements,
with another weight for each place: it sees every wrong symbol and every two symbols that changed places.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from decision_aid.core.errors import CodeMistyped

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16
RANDOM_BYTES: Final = 10  # 80 bits, of which 75 are used
_GROUP: Final = 4
_BITS: Final = 5
_FIELD: Final = 0b100101  # x^5 + x^2 + 1
_HEARD_AS: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc"}
# minus, the long-vowel mark that Japanese keyboards give for a dash, and stops: Unicode calls none of them dashes
_DASHES_AND_STOPS: Final = "\N{MINUS SIGN}\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}.\N{MIDDLE DOT}"
_NUMBER: Final = {symbol: number for number, symbol in enumerate(SYMBOLS)}


def made(chance: bytes) -> str:
    """Return the code of 10 random bytes: 15 symbols of theirs and the check."""
    number = int.from_bytes(chance[:RANDOM_BYTES], "big")
    numbers = [number >> (_BITS * place) & 31 for place in range(LENGTH - 1)]
    check = next(last for last in range(32) if _sum([*numbers, last]) == 0)
    return "".join(SYMBOLS[each] for each in (*numbers, check))


def written(code: str) -> str:
    """Return a code as people read it: four groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def read(text: str) -> str:
    """Return the code that was meant: small letters, spaces, dashes, wide forms and O, I, L are understood.

    The address that the QR code holds is understood as well. Raises CodeMistyped with the sentence to show.
    """
    symbols = [sign for sign in _folded(text.rpartition("#")[2]) if not _is_between(sign)]
    for sign in symbols:
        if sign not in _NUMBER:
            raise CodeMistyped("No code has “{sign}” in it. Look at that place again.", sign=sign)
    if len(symbols) != LENGTH:
        raise CodeMistyped(
            "A code has {most} letters and numbers. This one has {count}.", most=LENGTH, count=len(symbols)
        )
    if _sum([_NUMBER[sign] for sign in symbols]) != 0:
        raise CodeMistyped("There is a slip in this code. Compare each group of four with what you wrote down.")
    return "".join(symbols)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper().translate(_HEARD_AS)


def _is_between(sign: str) -> bool:
    """Tell whether a sign only parts or decorates: spaces, dashes of every kind, full stops, invisible ones."""
    return unicodedata.category(sign) in _BETWEEN or sign in _DASHES_AND_STOPS


def _sum(numbers: list[int]) -> int:
    total, weight = 0, 1
    for number in numbers:
        total ^= _times(number, weight)
        weight = _times(weight, 2)
    return total


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one * (other & 1)
        one, other = one << 1, other >> 1
        one ^= _FIELD * (one >> _BITS)
    return product
