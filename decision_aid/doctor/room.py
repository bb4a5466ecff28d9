"""Whether there is room to keep answers where the state folder is, or will be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from decision_aid.monitoring.readiness import LITTLE, MIB, TOO_LITTLE, free_bytes, nearest
from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.settings import Settings


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on the room that is left, and on a folder that cannot be made."""
    folder = nearest(settings.state)
    yield judged(free_bytes(folder), settings.state)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield wrong(f"{folder} cannot be written to: let the user who runs the form write there.")


def judged(free: int, folder: Path) -> Remark:
    """Return what to say of so many free bytes."""
    said = f"{free // MIB} MiB are free where {folder} is"
    if free < TOO_LITTLE:
        return wrong(f"Only {said}: make room, or soon nothing can be kept.")
    if free < LITTLE:
        return careful(f"Only {said}: make room before it runs out.")
    return ok(f"{said}.")
