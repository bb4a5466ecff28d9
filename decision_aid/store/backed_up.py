"""When the database was last backed up from this machine: the age of one empty file in the state folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from decision_aid.core.errors import StoreRefused

NAME: Final = "last-backup"


def note(state: Path) -> None:
    """Note that a backup was made now, where there is a state folder. Raises StoreRefused with one sentence."""
    if not state.is_dir():
        return
    try:
        (state / NAME).unlink(missing_ok=True)  # somebody else's cannot be made newer, but it can be replaced
        (state / NAME).touch(mode=0o600)
    except OSError as error:
        raise StoreRefused(
            f"The backup is made, but {state / NAME} cannot be written ({error.strerror}), and the form goes by it: "
            "let this user write to the state folder."
        ) from error


def age(state: Path, now: float, never: float) -> float:
    """Return how many seconds ago that was, `now` being seconds since 1970; `never` where no backup is known of."""
    try:
        return now - (state / NAME).stat().st_mtime
    except FileNotFoundError:
        return never
