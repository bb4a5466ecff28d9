"""A new pepper at once, and what to do when one is lost for ever. Works where the normal start is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import SecretsRefused, StoreRefused
from decision_aid.store import keyring, tables
from decision_aid.store.database import open_as_it_is, schema_of
from decision_aid.store.keys import Cost, Stretcher
from decision_aid.store.peppers import Peppers

_LOST: Final = "If it is lost for ever, run decision-aid new-key --give-up-lost: then codes that need it open nothing."


@dataclass(frozen=True, slots=True)
class Renewed:
    """The pepper that new drafts rest on, whether it was made just now, and how many codes rest on lost ones."""

    name: str
    new: bool
    lost_codes: int


def renew(database: Path, folder: Path, today: date, *, anew: bool = False) -> Renewed:
    """Make today's pepper in this folder unless it is there; with `anew` all secrets that are missing.

    Raises StoreRefused, or SecretsRefused for what is missing or damaged.
    """
    name, epoch = f"pepper-{today}", today.toordinal()
    with _opened(database) as engine:
        with _talking(engine.connect) as connection:
            known = {each for each, _ in connection.execute(tables.PEPPERS)}
        new = not (folder / name).exists()
        if new and epoch in known and not anew:  # another one under its name would mix up what it opens
            raise SecretsRefused(f"The secret {folder / name} is missing: put it back from its backup. {_LOST}")
        peppers = _peppers(folder, today, anew=anew)
        keyring.make(folder / name)
        lost = _lost_codes(engine, peppers)
        if epoch not in known:
            with _talking(engine.begin) as connection:
                peppers.register(connection, epoch)
    return Renewed(name, new, lost)


def sure_of(database: Path, folder: Path, today: date, count: int) -> None:
    """Raise SecretsRefused unless just so many codes rest on what is lost: the folder may only be mistyped."""
    with _opened(database) as engine:
        lost = _codes_at_stake(engine, folder, today)
    if lost != count:
        raise SecretsRefused(
            f"Codes that rest on secrets which are not in {folder}: {lost}. If that is the right folder, and they are "
            f"lost for ever, run decision-aid new-key --give-up-lost {lost}: then these codes open nothing any more."
        )


def give_up_lost(database: Path, folder: Path, today: date) -> int:
    """Take away the codes that rest on lost peppers, so that the form starts again; return how many."""
    with _opened(database) as engine:
        peppers = _peppers(folder, today, anew=False)
        with _talking(engine.begin) as connection:
            gone = peppers.give_up_lost(connection)
            for epoch in peppers.secrets.peppers():
                peppers.register(connection, epoch)
    return gone


def _codes_at_stake(engine: Engine, folder: Path, today: date) -> int:
    try:
        peppers = Peppers(keyring.open_folder(folder, today, first=False), Stretcher(Cost()))
    except SecretsRefused:  # without salt and server key no code opens
        with _talking(engine.connect) as connection:
            return int(connection.execute(tables.CODES).scalar_one())
    return _lost_codes(engine, peppers)


def _lost_codes(engine: Engine, peppers: Peppers) -> int:
    """Count by giving up and taking that back."""
    with _talking(engine.connect) as connection:
        lost = peppers.give_up_lost(connection)
        connection.rollback()
    return lost


def _peppers(folder: Path, today: date, *, anew: bool) -> Peppers:
    try:
        return Peppers(keyring.open_folder(folder, today, first=anew), Stretcher(Cost()))
    except SecretsRefused as refused:
        if "missing" not in str(refused):
            raise
        raise SecretsRefused(f"{refused} {_LOST}") from None


@contextmanager
def _opened(database: Path) -> Iterator[Engine]:
    engine = open_as_it_is(database)
    try:
        with _talking(engine.connect) as connection:
            if schema_of(connection) != tables.SCHEMAS[-1]:
                raise StoreRefused(f"The database {database} is of an older version: start the form once, then again.")
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _talking(opening: Callable[[], AbstractContextManager[Connection]]) -> Iterator[Connection]:
    try:
        with opening() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreRefused(
            "The database cannot be read or written now: look after its disk and permissions."
        ) from error
