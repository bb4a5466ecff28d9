"""Pages with blanks: what is the same for everybody is rendered once and kept, what is a person's own is filled in.

Nothing of a person is ever in what is kept: a template writes `blank("name")` where something of theirs will stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from markupsafe import Markup, escape

T = TypeVar("T")

_MARK = re.compile("\x02([^\x02\x03]+)\x03")


def blank(name: str) -> Markup:
    """Return the mark of a place in a template that is filled later."""
    return Markup("\x02{}\x03").format(name)


class Blanked:
    """A rendered text with blanks."""

    __slots__ = ("_text",)

    def __init__(self, html: str) -> None:
        self._text = _MARK.sub(r"%(\1)s", html.replace("%", "%%"))

    def filled(self, values: Mapping[str, object]) -> Markup:
        """Return the text with these values in its blanks, escaped; a blank without a value stays empty."""
        return Markup(self.text(_Values({name: escape(value) for name, value in values.items()})))  # noqa: S704 - escaped

    def text(self, escaped: Mapping[str, Markup | int]) -> str:
        """Return the text with these values, which cannot hold markup of a person's, for joining with others."""
        return self._text % escaped


class _Values(dict[str, Markup]):
    def __missing__(self, name: str) -> str:
        return ""


class Kept:
    """What is made once, by what it depends on; at most so many things, then it starts again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under this key, made if it is not there."""
        found: T | None = self._found.get(key)
        if found is None:
            found = make()
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[key] = found
        return found
