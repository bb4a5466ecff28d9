"""A press that comes so soon after its page that it was meant for the page before: a double press of a tired hand.

The second press would skip a question unread, answer it where choosing goes on at once, or say yes to what was only
asked.
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


def is_sure() -> bool:
    """Tell whether somebody has read what this form asks, and says yes."""
    return request.form.get("sure") == "yes" and not too_soon()
