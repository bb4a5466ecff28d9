"""A link as a picture that a telephone reads."""

from __future__ import annotations

import segno
from markupsafe import Markup


def drawn(address: str, title: str) -> Markup:
    """Return the QR code of an address as SVG: dark on white in any colour scheme, with its quiet zone."""
    picture = segno.make(address, error="m", micro=False).svg_inline(
        border=4, light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    label = Markup(' role="img" aria-label="{}" class="qr" ').format(title)
    return Markup(picture.replace("<svg ", f"<svg{label}", 1))  # noqa: S704 - drawn by segno, the label is escaped
