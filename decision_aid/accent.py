"""The clinic's accent colour and the text colour that can be read on it."""

from __future__ import annotations

# sRGB transfer function, IEC 61966-2-1
_LINEAR_BELOW = 0.04045
PAPER = "#ffffff"
EDGE = 3  # to 1, of what tells a control from its page: WCAG 2.2 success criterion 1.4.11


def text_on(colour: str) -> str:
    """Return black or white, whichever has more contrast on this #rrggbb colour: at least 4.58 to 1 on any."""
    return max(("#000000", "#ffffff"), key=lambda text: contrast(text, colour))


def has_edge(colour: str) -> bool:
    """Tell whether a button of this #rrggbb colour can be told from the page without a line around it."""
    return contrast(colour, PAPER) >= EDGE


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4)
