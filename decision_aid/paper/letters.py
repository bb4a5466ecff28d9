"""Letters that no font can draw, shown by their numbers: a person sees that something stood there, and what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
_ASCII = 0x7F

Numbers = dict[int, str]


def numbers(missing: Iterable[str]) -> Numbers:
    """Return what stands in place of each letter, from code points as the engine tells them: `U+1FAE9`."""
    points = {int(name.removeprefix("U+"), 16): name for name in missing}
    return {point: f"[{name}]" for point, name in points.items() if point > _ASCII}


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
