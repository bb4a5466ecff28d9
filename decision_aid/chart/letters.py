"""How wide a text is likely to be, without its font: whoever looks at the map has another one."""

from __future__ import annotations

# Shares of the font size, a little more than in Arial, Helvetica, DejaVu or Roboto on average.
_SHARES = {
    **dict.fromkeys("iljI.,:;'’|!()[]", 0.31),
    **dict.fromkeys("tfr-“” /", 0.37),
    **dict.fromkeys("mwMW@%", 0.9),
}
_CAPITAL, _OTHER = 0.7, 0.57


def width(text: str, size: float) -> float:
    """Return the likely width of a line of text, in the unit of its size."""
    return size * sum(_SHARES.get(letter, _CAPITAL if letter.isupper() else _OTHER) for letter in text)


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return the text in lines that fit into the room; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
