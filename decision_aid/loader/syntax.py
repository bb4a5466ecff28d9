"""What is wrong with YAML that cannot be read: the line, and a sentence with the mend that is most likely right."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times faster

NO_BREAK_SPACE = "\xa0"
NO_BREAK = "a no-break space (U+00A0) stands here, as word processors write it. Write a plain space."
_INDENT = (
    "the indent of this line does not go with the lines before it, or a dash is missing (- id: ...). "
    "Correct the indent, or write the dash"
)
_STILL_TEXT = "if the line is part of a text, put quotes around all of it"
_AFTER_QUOTES = (
    "more stands here after a closing quotation mark. Put single quotes around the whole text, or begin a new line."
)
_UNCLEAR = (
    "the text cannot be read here. Look for a missing colon, quotation mark, bracket or indent "
    "on this line or the one before."
)
_OPEN_QUOTES = "a quotation mark is not closed. Close it."
_COLON = "mapping values"
_SYNTAX = {
    "escape": "a backslash stands here that means nothing. Use single quotes around the text.",
    _COLON: "there is a colon inside this text. Put quotes around the text.",
    "quoted scalar": _OPEN_QUOTES,
    "document separator": _OPEN_QUOTES,
    "unexpected end of stream": _OPEN_QUOTES,
    "undefined alias": "this leads to an anchor that does not exist. Write the text out.",
    "duplicate anchor": "this anchor stands here twice. Give one another name.",
    "cannot start any token": "a text cannot begin with this mark. Put quotes around the text.",
}
_OF_BLOCKS = ("expected key", "expected '-' indicator", "expected <document start>")
_QUOTES = ("'", '"')
_KEYED = re.compile(r"""[ -]*\{?[A-Za-z_]\w*:(?: |$)| *- ["']""")  # or an entry that is quoted
_BEGUN = re.compile(r"[ -]*")
_LONE_KEY = re.compile(r"""[ -]*(?:"[^"]*"|'[^']*'|[\w-]+) *""")
_QUOTED = re.compile(r"""[^"']*[:-] +(?:"[^"]*"|'[^']*') *""")
_ODD = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Before a key, after a dash, or after the colon of a key: where YAML takes plain spaces alone. Elsewhere, such as in
# "10 %" or before a French colon, it is good typography.
_SPACED_ODDLY = re.compile("[ -]*(?:\xa0|[a-z][a-z0-9_]*:\xa0)")


def slip(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the line that is to blame, 0 for none, and what is wrong there."""
    mark = error.problem_mark or error.context_mark
    if not mark:
        return 0, _UNCLEAR
    lines = text.splitlines()[: mark.line + 1]
    if opened := _open_quotes(text, lines):
        return opened, _OPEN_QUOTES
    begun = [number for number, line in enumerate(lines, 1) if line.strip()][-2:]
    if spaced := next((number for number in begun if is_spaced_oddly(lines[number - 1])), None):
        return spaced, NO_BREAK
    return mark.line + 1, _sentence(f"{error.context or ''} {error.problem or ''}", text, mark)


def _open_quotes(text: str, lines: list[str]) -> int:
    """Return the line of a quoted text just before the fault that ran on over keys, to the mark that opens the next."""
    opened = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                begun, end = event.start_mark.line, event.end_mark.line
                runs_on = event.style in _QUOTES and end >= len(lines) - 2
                opened = begun + 1 if runs_on and any(map(_KEYED.match, lines[begun + 1 : end + 1])) else 0
    return opened


def _sentence(told: str, text: str, mark: yaml.Mark) -> str:
    if text[mark.index : mark.index + 1] == "\t":
        return "a tab stands here. Use spaces."
    before = text[mark.index - mark.column : mark.index]
    in_blocks = any(sign in told for sign in _OF_BLOCKS)
    if (in_blocks or _COLON in told) and _QUOTED.fullmatch(before):
        return _AFTER_QUOTES
    if in_blocks and _BEGUN.fullmatch(before):
        return f"{_INDENT}."
    if _COLON in told and _LONE_KEY.fullmatch(before):
        return f"{_INDENT}; {_STILL_TEXT}."
    return next((sentence for sign, sentence in _SYNTAX.items() if sign in told), _UNCLEAR)


def twice(key: str, *, begins_entry: bool) -> str:
    """Return what to say of a key that stands twice in one mapping, maybe as the first of an entry of a list."""
    dash = f", or begin a new entry with a dash (- {key}: ...)" if begins_entry else ""
    return f"{key} stands here twice. Keep one of them{dash}."


def is_spaced_oddly(line: str) -> bool:
    """Tell whether a line has a no-break space where only a plain one makes a key, an entry or an indent."""
    return bool(_SPACED_ODDLY.match(line))


def odd_character(text: str) -> tuple[int, str]:
    """Return the line of the first character that no file of YAML may hold, and what to do with it."""
    odd = _ODD.search(text)
    line = text.count("\n", 0, odd.start()) + 1 if odd else 0
    return line, "a character stands here that cannot be shown. Take it away."
