"""What a start looks at before it uses the file of a database."""

from __future__ import annotations

from pathlib import Path

from decision_aid.store import sqlite
from decision_aid.store.database import Where


def check(where: Where, *, whole: bool) -> None:
    """Raise StoreRefused for a file that no form may start on; with `whole` every page of it is read."""
    if isinstance(where, Path) and whole:
        sqlite.check_whole(where)
