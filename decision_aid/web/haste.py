"""A press that comes so soon after its page that it was meant for the page before: a double press of a tired hand.

It matters where choosing goes on at once: the second press would answer a question that nobody has read.
"""

from __future__ import annotations

from typing import Final

from flask import request

from decision_aid.web import current

SHOWN_AT: Final = "shown"
_SOON: Final = 500  # milliseconds: within them Windows takes two clicks for a double click
_MOST_DIGITS: Final = 15


def now() -> int:
    """Return the time in milliseconds, for the page to tell when it was made."""
    return int(current.services().clock().timestamp() * 1000)


def too_soon() -> bool:
    """Tell whether this form came back before anybody can have read its page; a form that tells no time did not."""
    shown = request.form.get(SHOWN_AT, "")
    return shown.isdecimal() and len(shown) <= _MOST_DIGITS and 0 <= now() - int(shown) < _SOON
