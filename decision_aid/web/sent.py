"""What a question page sends beside the answers on it."""

from __future__ import annotations

import re
from typing import Final

from flask import request

from decision_aid.web import haste, security

PAUSE: Final = "pause"  # the name of the buttons that keep what was given and lead elsewhere: to settings and help
LOOKS_UP: Final = "trials"  # said by the one that leads to where trials are looked up
BACK: Final = "back"  # said by the one that leads to the page before
SETTINGS: Final = "yes"  # said by the one that leads to settings and help
ANSWERS: Final = "answers"  # follows a page that check answers led to
KEEP: Final = "keep"  # follows a page whose answers have a code that was not shown yet
AT_ONCE: Final = "at_once"  # stands where each choice is a button that sends the page
UNKNOWN: Final = "0"  # a revision that says nothing

_OURS: Final = frozenset({security.FORM_FIELD, "revision", "then", "visit", PAUSE, AT_ONCE, haste.SHOWN_AT})
_REVISION: Final = re.compile(r"\d{1,6}(\.\d{1,6})?")


def answers() -> list[tuple[str, str]]:
    """Return the fields that hold answers, or what nobody asked for."""
    return [(name, text) for name, text in request.form.items(multi=True) if not _is_ours(name)]


def revision() -> str:
    """Return which revision of the page was shown."""
    given = request.form.get("revision", "")
    return given if _REVISION.fullmatch(given) else UNKNOWN


def then() -> str:
    """Return what follows the page: `ANSWERS`, `KEEP`, or "" for the next one."""
    given = request.values.get("then", "")
    return given if given in {ANSWERS, KEEP} else ""


def paused() -> bool:
    return PAUSE in request.form


def looks_up() -> bool:
    """Tell whether somebody goes to look a trial up; what they gave is kept as by a pause."""
    return LOOKS_UP in told()


def goes_back() -> bool:
    """Tell whether somebody goes to the page before; what they gave is kept as by a pause."""
    return BACK in told()


def way() -> str:
    """Return what the button said by which somebody leaves the page, "" for Continue."""
    return next((way for way in (LOOKS_UP, BACK) if way in told()), SETTINGS if paused() else "")


def paused_beside_buttons() -> bool:
    """Tell whether somebody paused on a page whose choices are buttons: none was pressed, and the kept one stays."""
    return paused() and AT_ONCE in request.form


def told() -> frozenset[str]:
    """Return what such a button said: where it leads, and the marks of the mistakes that were told before it."""
    return frozenset(request.form.get(PAUSE, "").split())


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith(security.OF_SESSION)
