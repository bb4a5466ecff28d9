"""A process that saves drafts and says what it was told is kept: saver.py WAY DATABASE SAVES [TOKEN ...].

Each line: "start DRAFT TOKEN", "kept DRAFT NUMBER", "refused DRAFT NUMBER". Ways: as the form keeps (real), as SQLite
would of its own accord (usual), with nothing waited for (hasty), and saying that all is kept, whatever happened
(boastful).
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import event

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import StoreUnavailable
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.keys import Cost

DRAFTS = 3
CHEAP = Cost(memory=8, passes=1)
_SECONDS = count()
SETTINGS = {
    "real": (),
    "boastful": (),
    "usual": ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = FULL"),
    "hasty": ("PRAGMA synchronous = OFF",),
}


def clock() -> datetime:
    return datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=next(_SECONDS))


def numbered(number: int) -> Draft:
    return Draft(Answers(person=MappingProxyType({"counter": Answer(note=f"save {number}")})))


def number_of(draft: Draft) -> int:
    return int(draft.answers.person["counter"].note.removeprefix("save "))


def opened_as(way: str, path: Path) -> SealedDrafts:
    """Return the store, its connections set otherwise for the ways that are wrong."""
    store = open_store(path, clock=clock, cost=CHEAP)

    def set_otherwise(connection: Any, *_: object) -> None:
        for pragma in SETTINGS[way]:
            connection.execute(pragma)

    event.listen(store._engine, "checkout", set_otherwise)  # noqa: SLF001 - what is wrong with it is the point
    return store


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def save(store: SealedDrafts, way: str, draft: int, token: str, number: int) -> None:
    try:
        visit = store.open(token)
        assert visit is not None
        store.save(visit, numbered(number))
    except StoreUnavailable:
        say(f"{'kept' if way == 'boastful' else 'refused'} {draft} {number}")
    else:
        say(f"kept {draft} {number}")


def main() -> None:
    way, path, saves = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    store = opened_as(way, path)
    tokens = sys.argv[4:] or [store.start(numbered(0)) for _ in range(DRAFTS)]
    for draft, token in enumerate(tokens):
        say(f"start {draft} {token}")
    say("go")
    for number in range(1, saves + 1):
        save(store, way, number % DRAFTS, tokens[number % DRAFTS], number)


if __name__ == "__main__":
    main()
