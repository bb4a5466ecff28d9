"""What can be said of a database and its secrets as they are: nothing is made, changed or brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import SecretsRefused, StoreRefused
from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.store import keyring, keys, tables
from decision_aid.store.database import DURABLE, open_as_it_is, schema_of, settings_of, try_writing
from decision_aid.store.keyring import SecretFolder
from decision_aid.store.keys import Cost, Stretcher
from decision_aid.store.peppers import Peppers

_BACKUP: Final = "stop the form and put a backup in its place (docs/backup.md)"


def looked_at(path: Path, secrets: Path, today: date) -> Iterator[Remark]:
    """Give a remark on each thing that keeping answers rests on; `secrets` is their folder."""
    try:
        engine = open_as_it_is(path)
    except StoreRefused as refused:
        yield wrong(str(refused))
        return
    try:
        yield ok("The database is a file of this program on a disk of this machine.")
        yield _writing(engine)
        yield from _asked(engine, lambda connection: _of_database(connection, secrets, today))
    finally:
        engine.dispose()


def _writing(engine: Engine) -> Remark:
    try:
        try_writing(engine)
    except (SQLAlchemyError, StoreRefused):
        return wrong("The database cannot be written now: look after its disk, its permissions and who else uses it.")
    return ok("The database can be written.")


def _asked(engine: Engine, ask: Callable[[Connection], Iterator[Remark]]) -> Iterator[Remark]:
    try:
        with engine.connect() as connection:
            yield from ask(connection)
    except StoreRefused as refused:
        yield wrong(str(refused))
    except SQLAlchemyError:
        yield wrong(f"The database cannot be read: {_BACKUP}.")


def _of_database(connection: Connection, secrets: Path, today: date) -> Iterator[Remark]:
    yield _settings(connection)
    yield _integrity(connection)
    if schema_of(connection) == tables.SCHEMAS[-1]:
        yield from _of_secrets(connection, secrets, today)
    else:
        yield careful("The database is of an older version of this program: the next start brings it up to date.")


def _settings(connection: Connection) -> Remark:
    found = settings_of(connection)
    differing = [name for name, (_, wanted) in DURABLE.items() if found[name] != wanted]
    if differing:
        return wrong(f"The database does not keep answers safely ({', '.join(differing)}): stop other programs on it.")
    return ok(
        "The database keeps what it acknowledged: " + ", ".join(f"{name} {found[name]}" for name in DURABLE) + "."
    )


def _integrity(connection: Connection) -> Remark:
    sound = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() == "ok"
    if sound and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None:
        return ok("The database is sound.")
    return wrong(f"The database is damaged: {_BACKUP}.")


def _of_secrets(connection: Connection, folder: Path, today: date) -> Iterator[Remark]:
    known = dict(connection.execute(tables.PEPPERS).all())
    if not known and not folder.exists():
        yield careful(f"There are no secrets in {folder} yet: the next start makes them.")
        return
    try:
        keyring.check_folder(folder)
        secrets = SecretFolder(folder)
        Peppers(secrets, Stretcher(Cost())).check(connection, today)
        yield _of_peppers(secrets, known)
    except SecretsRefused as refused:
        yield wrong(str(refused))


def _of_peppers(secrets: SecretFolder, known: dict[int, bytes]) -> Remark:
    there = secrets.peppers()
    for epoch, pepper in there.items():
        if known.get(epoch) not in {None, keys.fingerprint(pepper, secrets.salt)}:
            return wrong(
                f"The secret pepper-{date.fromordinal(epoch)} (or salt) is not the one that the database knows: put "
                "the right secrets folder in place, from its backup or from another server of this form."
            )
    if not there and known:
        return wrong("There is no pepper: put the secrets back from their backup, or run decision-aid new-key.")
    if not there:
        return careful("There is no pepper yet: the next start makes one.")
    return ok(f"Every pepper that kept answers need is there and the right one; there are {len(there)}.")
