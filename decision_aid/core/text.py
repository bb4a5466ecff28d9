"""People's own words, made clean once, when they come in."""

import re
import unicodedata

MOST_CHARACTERS = 2_000
MOST_LINE_BREAKS = 40

# Removed: C0 and C1 controls but line feed and tab, bidi overrides and isolates (they can show "10 mg" as "01 mg"),
# lone surrogates and noncharacters (they cannot be stored or printed).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a symbol by their category, and yet blank


def clean(text: str) -> str:
    """Return the text in NFC, with line feeds alone, without unprintable characters and outer white space."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if not lines.replace("\n", "").isprintable():  # most texts are, and this is twenty times as quick to see
        lines = _UNPRINTABLE.sub("", lines)
    return unicodedata.normalize("NFC", lines).strip()


def plain(text: str) -> str:
    """Return a short typed value in compatibility form, in one line and without dictated full stops."""
    return " ".join(unicodedata.normalize("NFKC", clean(text)).split()).rstrip(".")


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen: it has blanks, joiners and marks of direction alone."""
    return all(sign in _FILLERS or unicodedata.category(sign) in _UNSEEN for sign in text)
