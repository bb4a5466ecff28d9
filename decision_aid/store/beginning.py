"""What a start looks at before it uses the file of a database."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from decision_aid.store import sqlite
from decision_aid.store.database import Where


def check(where: Where, secrets: Path, *, whole: bool) -> None:
    """Raise StoreRefused for a file that no form may start on; with `whole` every page of it is read.

    `secrets` is the folder of the secrets.
    """
    if not isinstance(where, Path):
        return
    with suppress(OSError):  # what cannot be looked at is refused where it is opened
        _check_new(where, secrets)
    if whole:
        sqlite.check_whole(where)


def _check_new(file: Path, secrets: Path) -> None:
    """Raise StoreRefused for an empty file beside secrets: a first start makes these last, so it was not always so."""
    if file.exists() and not file.stat().st_size and (secrets / "salt").exists():
        raise sqlite.empty(file.resolve())
