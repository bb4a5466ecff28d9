"""A new pepper at once, and what to do when one is lost for ever. Works where the normal start is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import ClockDoubted, SecretsRefused, StoreRefused
from decision_aid.store import keyring, tables
from decision_aid.store.database import Where, is_shared, open_as_it_is, wait_for_turn
from decision_aid.store.keys import Cost, Stretcher
from decision_aid.store.peppers import Peppers
from decision_aid.store.schema import schema_of
from decision_aid.store.timepiece import doubt

_MOST: Final = 99
_LOST: Final = "If it is lost for ever, run decision-aid new-key --give-up-lost: then codes that need it open nothing."


@dataclass(frozen=True, slots=True)
class Renewed:
    """The pepper that new drafts rest on, and whether it was made just now."""

    name: str
    new: bool


def renew(database: Where, folder: Path, now: datetime, *, anew: bool = False) -> Renewed:
    """Make a new pepper in this folder; with `anew` one only if today has none, and all secrets that are missing.

    Before anything is made, raises StoreRefused; SecretsRefused where the form would not start with this folder; or
    ClockDoubted, for drafts are kept until a day that is counted from their pepper's.
    """
    with _opened(database) as engine:
        _check(engine, folder, now, anew=anew)
        with _talking(engine.begin) as connection:
            wait_for_turn(connection)
            return _renewed(connection, folder, now.date(), anew=anew)


def _check(engine: Engine, folder: Path, now: datetime, *, anew: bool) -> None:
    with _talking(engine.begin) as connection:
        try:
            peppers = _peppers(connection, folder, now.date())
        except SecretsRefused:
            if anew:  # only the server key tells when the form was at work
                return
            raise
        peppers.check_clock(connection, now)
        if not anew:  # else the right folder would be refused once it is back: what is made now is marked with this one
            peppers.check(connection, now.date())
        last, plausible = peppers.pulse.last(connection), peppers.pulse.is_plausible(connection, now)
    if not plausible:
        raise ClockDoubted(f"{doubt(now.date(), last)} Then run new-key again.")


def _renewed(connection: Connection, folder: Path, today: date, *, anew: bool) -> Renewed:
    epoch, known = _epoch(folder, today, anew=anew), Peppers.known(connection)
    path = folder / keyring.name(epoch)
    new = not path.exists()
    if new and epoch in known and not anew:  # another one under its name would mix up what it opens
        raise SecretsRefused(f"The secret {path} is missing: put it back from its backup. {_LOST}")
    peppers = _peppers(connection, folder, today, anew=anew)
    keyring.make(path)
    if epoch not in known:
        peppers.register(connection, epoch)
    return Renewed(path.name, new)


def _epoch(folder: Path, today: date, *, anew: bool) -> int:
    """Return one that is newer than all whose day has come; with `anew` the newest of today, if there is one."""
    newest = keyring.newest(keyring.come(keyring.files(folder), today))
    if not newest or keyring.day_of(newest) < today:
        return keyring.of_day(today)
    if anew:
        return newest
    if keyring.number(newest) == _MOST:
        raise SecretsRefused(f"{folder} has {_MOST} peppers of today already: they are enough.")
    return keyring.of_day(keyring.day_of(newest), keyring.number(newest) + 1)


def sure_of(database: Where, folder: Path, today: date, count: int) -> None:
    """Raise SecretsRefused unless just so many codes rest on what is lost: the folder may only be mistyped."""
    with _opened(database) as engine, _talking(engine.connect) as connection:
        lost = _codes_at_stake(connection, folder, today)
        connection.rollback()
    if lost != count:
        raise SecretsRefused(
            f"Codes that rest on secrets which are not in {folder}: {lost}. If that is the right folder, and they are "
            f"lost for ever, run decision-aid new-key --give-up-lost {lost}: then these codes open nothing any more."
        )


def give_up_lost(database: Where, folder: Path, today: date) -> int:
    """Take away the codes that rest on lost peppers, so that the form starts again; return how many."""
    with _opened(database) as engine, _talking(engine.begin) as connection:
        wait_for_turn(connection)
        peppers = _peppers(connection, folder, today)
        gone = peppers.give_up_lost(connection)
        for epoch in peppers.secrets.peppers():
            peppers.register(connection, epoch)
    return gone


def _codes_at_stake(connection: Connection, folder: Path, today: date) -> int:
    """Count by giving up, which is to be taken back."""
    try:
        peppers = _peppers(connection, folder, today)
    except SecretsRefused:  # without salt and server key no code opens
        return int(connection.execute(tables.CODES).scalar_one())
    return peppers.give_up_lost(connection)


def _peppers(connection: Connection, folder: Path, today: date, *, anew: bool = False) -> Peppers:
    try:
        secrets = keyring.open_folder(folder, today, first=anew)
        return Peppers(secrets, Stretcher(Cost()), shared=is_shared(connection.engine))
    except SecretsRefused as refused:
        if "missing" not in str(refused):
            raise
        raise SecretsRefused(f"{refused} {_LOST}") from None


@contextmanager
def _opened(database: Where) -> Iterator[Engine]:
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
