"""Letters that no font can draw, shown by their numbers: a person sees that something stood there, and what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
_ASCII = 0x7F
_PICTURES = range(0x1F000, 0x1FC00)
MOST_PICTURES = 100  # different ones: each takes about six kilobytes, and a kept file may have two megabytes

Numbers = dict[int, str]


def numbers(missing: Iterable[str]) -> Numbers:
    """Return what stands in place of each letter, from code points as the engine tells them: `U+1FAE9`."""
    points = {int(name.removeprefix("U+"), 16): name for name in missing}
    return {point: f"[{name}]" for point, name in points.items() if point > _ASCII}


def pictures_over(found: object) -> Numbers:
    """Return the numbers of the emoji in a thing made of texts that are too many to be drawn."""
    pictures = dict.fromkeys(letter for letter in repr(found) if ord(letter) in _PICTURES)
    return numbers(f"U+{ord(letter):X}" for letter in [*pictures][MOST_PICTURES:])


def numbered(found: T, shown: Numbers) -> T:
    """Return a text, or a thing made of texts, tuples and data classes, with these letters shown by their numbers."""
    return _numbered(found, shown) if shown else found


def _numbered(found: Any, shown: Numbers) -> Any:
    if isinstance(found, str):
        return found.translate(shown)
    if isinstance(found, tuple):
        return tuple(_numbered(one, shown) for one in found)
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{one.name: _numbered(getattr(found, one.name), shown) for one in fields(found)})
    return found
