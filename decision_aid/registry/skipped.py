"""What was found among records and not taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not taken, in one sentence; `cut` where a file could not be read to its end."""

    sentence: str
    cut: bool = False
