"""Which language a person's own words are in, as far as their letters tell."""

from __future__ import annotations

import unicodedata
from collections import Counter

# The first word of a letter's Unicode name, and the language of nearly everything written with such letters. Where
# several languages share the letters, only the letters are told (BCP 47: "und", then the script of ISO 15924).
_TONGUES = {
    "HEBREW": "he",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "TIBETAN": "bo",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "THAANA": "dv",
    "ARABIC": "und-Arab",
    "CYRILLIC": "und-Cyrl",
    "DEVANAGARI": "und-Deva",
    "BENGALI": "und-Beng",
    "ETHIOPIC": "und-Ethi",
    "SYRIAC": "und-Syrc",
    "MONGOLIAN": "und-Mong",
}


def tongue(text: str) -> str:
    """Return the language most letters belong to (`he`, `und-Cyrl`); nothing for Latin ones, which tell none.

    Kana anywhere means Japanese, since Japanese is written with Chinese letters as well.
    """
    if text.isascii():  # as nearly all is: naming each letter takes long
        return ""
    letters = Counter(_script(letter) for letter in text if letter.isalpha())
    if not letters:
        return ""
    if letters["HIRAGANA"] or letters["KATAKANA"]:
        letters["HIRAGANA"] += letters.pop("CJK", 0)
    return _TONGUES.get(letters.most_common(1)[0][0], "")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
