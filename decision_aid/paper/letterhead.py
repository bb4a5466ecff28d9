"""Who stands at the top of page 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The clinic's name and how to reach it, at the top of page 1; both may be empty."""

    name: str = ""
    contact: str = ""
