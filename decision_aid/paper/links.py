"""Addresses in our own texts, to be followed by readers of the document on a screen."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()]*[^\s<>().,;:]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def linked(text: str) -> Markup:
    """Return a text with its web and e-mail addresses as links; never for what a person wrote."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [escape(text[end : found.start()]), _link(found.group())]
        end = found.end()
    return Markup("").join((*pieces, escape(text[end:])))


def _link(address: str) -> Markup:
    target = address
    if address.startswith("www."):
        target = f"https://{address}"
    elif "@" in address and "//" not in address:
        target = f"mailto:{address}"
    return Markup('<a href="{}">{}</a>').format(target, address)
