"""Names with a hyphen, like ALSFRS-R: a line never ends inside one."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_NAME = re.compile(r"[A-Za-z]+(?:-[A-Z]+)+\b")


def unbroken(text: str) -> Markup:
    """Return a text, escaped, in which each such name stays on one line; what is read and searched is the same."""
    return Markup(_NAME.sub(r'<span class="unit">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped just now
