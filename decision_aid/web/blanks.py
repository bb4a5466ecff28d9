"""Pages with blanks: what is the same for everybody is rendered once and kept, what is a person's own is filled in.

Nothing of a person is ever in what is kept: a template writes `blank("name")` where something of theirs will stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping

from markupsafe import Markup, escape

_MARK = re.compile("\x02([^\x02\x03]+)\x03")


def blank(name: str) -> Markup:
    """Return the mark of a place in a template that is filled later."""
    return Markup("\x02{}\x03").format(name)


class Blanked:
    """A rendered text with blanks."""

    def __init__(self, html: str) -> None:
        self._text = _MARK.sub(r"%(\1)s", html.replace("%", "%%"))

    def filled(self, values: Mapping[str, object]) -> Markup:
        """Return the text with these values in its blanks, escaped; a blank without a value stays empty."""
        return Markup(self._text % _Values({name: escape(value) for name, value in values.items()}))  # noqa: S704 - escaped


class _Values(dict[str, Markup]):
    def __missing__(self, name: str) -> str:
        return ""


class Kept:
    """Rendered texts by what they depend on, at most so many: then it starts again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Hashable, Blanked] = {}

    def get(self, key: Hashable, make: Callable[[], str]) -> Blanked:
        """Return the text kept under this key, made if it is not there."""
        found = self._found.get(key)
        if found is None:
            found = Blanked(make())
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[key] = found
        return found
