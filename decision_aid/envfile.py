"""A file of NAME=VALUE lines, as systemd's EnvironmentFile reads it; what others would read otherwise is refused.

Lines that are empty or begin with # or ; say nothing. A value may stand in single or double quotes. A backslash, and a
# after a space, mean one thing here and another there: they are taken in quotes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from decision_aid.core.errors import SettingInvalid

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SINGLE = re.compile(r"'([^']*)'")
_DOUBLE = re.compile(r'"((?:[^"\\$`]|\\["\\$`])*)"')
_ESCAPED = re.compile(r'\\(["\\$`])')
_QUOTE_IT = "put the value into single quotes"


@dataclass(frozen=True, slots=True)
class Line:
    """One value and where it stands; `number` counts from 1."""

    name: str
    value: str
    number: int


def read(path: Path) -> tuple[Line, ...]:
    """Return the values of a file in its order.

    Raises SettingInvalid, naming file, line and mend, for a file that cannot be read, a line that is none and a name
    that stands there twice. No value is ever in the sentence.
    """
    found: dict[str, Line] = {}
    for number, written in enumerate(_text(path).split("\n"), 1):
        for line in _said(path, number, written.strip()):
            if line.name in found:
                first = found[line.name].number
                raise _refusal(path, number, f"{line.name} stands in line {first} already: take one of them away")
            found[line.name] = line
    return tuple(found.values())


def quoted(value: str) -> str:
    """Return a value as it is to be written so that `read` finds it again. It has no line break."""
    if re.fullmatch(r"[\w./:,@|%+=~#-]*", value, re.ASCII):
        return value
    if "'" not in value:
        return f"'{value}'"
    return '"' + re.sub(r'(["\\$`])', r"\\\1", value) + '"'


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingInvalid(f"The settings {path} cannot be read: {error.strerror}. {_mend(error)}") from None
    except UnicodeDecodeError:
        raise SettingInvalid(f"The settings {path} are not written in UTF-8: save the file anew in it.") from None
    if "\0" in text:
        raise SettingInvalid(f"The settings {path} are no text file: name the right one.")
    return text


def _mend(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Run this as the user of the form, or as root."
    return "Correct --settings or DECISION_AID_SETTINGS."


def _said(path: Path, number: int, written: str) -> Iterator[Line]:
    if not written or written.startswith(("#", ";")):
        return
    name, equals, value = written.partition("=")
    if not equals:
        raise _refusal(path, number, "there is no = in it: write NAME=VALUE, or # before it if it is a remark")
    if not _NAME.fullmatch(name):
        raise _refusal(
            path, number, "what stands before the = is no name: write NAME=VALUE, without spaces around the ="
        )
    try:
        yield Line(name, _value(value.strip()), number)
    except ValueError as fault:
        raise _refusal(path, number, f"{name}: {fault}") from None


def _value(written: str) -> str:
    """Return the value that is written. Raises ValueError with the mend."""
    if written[:1] not in {"'", '"'}:
        return _bare(written)
    if single := _SINGLE.fullmatch(written):
        return single[1]
    if double := _DOUBLE.fullmatch(written):
        return _ESCAPED.sub(r"\1", double[1])
    raise ValueError(
        "its quotes do not fit: one at each end and none of the same kind between (in double quotes, write a backslash "
        'before each of \\ " $ `)'
    )


def _bare(written: str) -> str:
    if re.search(r"\s#", written):
        raise ValueError(f"a remark needs a line of its own; if it is none, {_QUOTE_IT}")
    if "\\" in written:
        raise ValueError(f"a backslash is read one way here and another there: {_QUOTE_IT}")
    return written


def _refusal(path: Path, number: int, sentence: str) -> SettingInvalid:
    return SettingInvalid(f"{path}, line {number}: {sentence}.")
