"""Marks in a text that are shown to readers as they stand, though they were meant for a program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.lint.pieces import Piece

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_IN_QUOTES = re.compile(r"[“„«][^“”„«»]*[”“»]")
_VOICES = re.compile(r"\[[^\[\]]*\]")
_NAMES = ("label", "brief", "title")


def faults(piece: Piece) -> Iterator[Fault]:
    """Go through tags, quotation marks around a whole label, and both voices where there is but one."""
    if found := _TAG.search(piece.text):
        told = f"holds {found.group()}, which is shown as it stands. Take it away: texts have no markup."
        yield piece.fault("markup-shown", told)
    if piece.field in _NAMES and _IN_QUOTES.fullmatch(piece.text):
        told = 'stands between curly quotation marks, which are shown. Put it between straight ones: "...".'
        yield piece.fault("quotes-around", told)
    if piece.kind == "clinic" and (found := _VOICES.search(piece.text)):
        told = f"says “{found.group()}”, which is shown as it stands. Write one wording for everybody."
        yield piece.fault("contact-voices", told)
