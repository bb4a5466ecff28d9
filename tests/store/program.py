"""A second process on the same database, told what to do by its arguments: mode, database, token, secrets.

It says "ready" when it could begin, waits for a line, and then says one line for each thing it did.
"""

import os
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Engine

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, StoreUnavailable
from decision_aid.services import Visit
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.keys import Cost
from decision_aid.store.server import Server


def say(line: object) -> None:
    os.write(1, f"{line}\n".encode())


def wait() -> None:
    say("ready")
    sys.stdin.readline()


def numbered(number: int) -> Draft:
    note = f"CANARY words after save {number}"
    return Draft(Answers(person=MappingProxyType({"counter": Answer(note=note)})), MappingProxyType({"page": number}))


def opened(store: SealedDrafts, token: str) -> Visit:
    visit = store.open(token)
    assert visit is not None
    return visit


def keep(where: Where, token: str) -> None:
    """Save again and again, and say each revision once it is kept."""
    with closing(at(where)) as store:
        visit = opened(store, token)
        wait()
        for number in count(visit.revision + 1):
            visit = store.save(visit, numbered(number))
            say(number)


def promise(where: Where, token: str) -> None:
    """Do it wrongly, to show that the test can tell: say each revision before it is kept."""
    store = at(where)
    visit = opened(store, token)
    wait()
    for number in count(visit.revision + 1):
        say(number)
        visit = store.save(visit, numbered(number))


def keep_if_it_can(where: Where, token: str) -> None:
    """Save as `keep` does, and end when the database is gone."""
    with suppress(StoreUnavailable):
        keep(where, token)


def race(where: Where, token: str) -> None:
    """Open, wait for the others, save once."""
    store = at(where)
    visit = opened(store, token)
    wait()
    try:
        say(store.save(visit, numbered(os.getpid())).revision)
    except DraftChanged:
        say("changed")


def begin(where: Where, _: str) -> None:
    """Wait for the others, open the database, start a draft, and say whether it had to be migrated."""
    wait()
    token = at(where).start(Draft())
    say(token)
    say("migrated" if "alembic" in sys.modules else "current")


def fork(where: Where, token: str) -> None:
    """Fork with a connection in the pool: say whether child and parent use that one, then save in both."""
    store = at(where)
    engine = store._engine  # noqa: SLF001 - its connections are what this is about
    before = connection_of(engine)
    wait()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
    say("same" if connection_of(engine) is before else "another")
    store.save(opened(store, token), numbered(2))
    if child == 0:
        os._exit(0)


def connection_of(engine: Engine) -> object:
    with engine.connect() as connection:
        return connection.connection.dbapi_connection


_SECONDS = count()


def clock() -> datetime:
    """Return a time that goes on fast enough for any number of saves."""
    return datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=next(_SECONDS))


def at(where: Where) -> SealedDrafts:
    secrets = Path(sys.argv[4]) if sys.argv[4] else None
    return open_store(where, clock=clock, secrets=secrets, cost=Cost(memory=8, passes=1))


MODES: dict[str, Callable[[Where, str], None]] = {
    mode.__name__: mode for mode in (keep, promise, race, begin, fork, keep_if_it_can)
}

if __name__ == "__main__":
    place = sys.argv[2]
    MODES[sys.argv[1]](Server(place) if place.startswith("postgresql://") else Path(place), sys.argv[3])
