"""Drafts that are opened to be purged alone: what is past its day goes, also while a secret is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, opened_with
from decision_aid.store.keys import Cost
from decision_aid.store.peppers import Peppers
from decision_aid.store.sessions import Keeping


def open_to_purge(where: Where, *, clock: Callable[[], datetime], secrets: Path, sure: bool) -> SealedDrafts:
    """Return drafts to be purged and for nothing else: peppers of theirs may be missing. Raises as `open_store`."""
    opening = partial(Peppers.lacking, folder=secrets, now=clock(), cost=Cost(), sure=sure)
    return opened_with(where, clock, Keeping(), opening)
