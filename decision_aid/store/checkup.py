"""What can be said of a database and its secrets as they are: nothing is made, changed or brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import SecretsRefused, StoreRefused
from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.store import beginning, belonging, keyring, place, tables
from decision_aid.store.database import Where, is_shared, open_as_it_is, try_writing
from decision_aid.store.keyring import SecretFolder
from decision_aid.store.keys import Cost, Stretcher
from decision_aid.store.patience import PATIENCE, read_ahead, within
from decision_aid.store.peppers import Peppers
from decision_aid.store.pulse import Pulse
from decision_aid.store.schema import schema_of
from decision_aid.store.server import Server
from decision_aid.store.sqlite import DURABLE, settings_of
from decision_aid.store.timepiece import doubt

_BACKUP: Final = "stop the form and put a backup in its place (docs/backup.md)"


def looked_at(
    where: Where, secrets: Path, now: datetime, asked: str = "", seconds: float = PATIENCE
) -> Iterator[Remark]:
    """Give a remark on each thing that keeping answers rests on.

    `secrets` is their folder; `asked` is the id of the questionnaire that the form has, where that is known. Others may
    be kept waiting for so many `seconds` while a file is read.
    """
    try:
        if isinstance(where, Path):
            beginning.check(where, secrets, whole=False)
            read_ahead(where)
        engine = open_as_it_is(where)
    except StoreRefused as refused:
        yield wrong(str(refused))
        return
    try:
        if isinstance(where, Path):
            yield _place(where)
        yield _writing(engine)
        if isinstance(where, Server) and where.unproven:
            yield careful(
                f"DECISION_AID_DATABASE says sslmode={where.unproven}, which does not check who that server is: "
                "write sslmode=verify-full, and sslrootcert=FILE with the certificate of the authority."
            )
        yield from _asked(engine, lambda connection: _of_database(connection, secrets, now, seconds))
        if asked:
            yield from _asked(engine, lambda connection: _of_questionnaire(connection, where, asked, now))
    finally:
        engine.dispose()


def _place(file: Path) -> Remark:
    if kind := place.kind_in_memory(file):
        return wrong(
            f"The database {file} is in memory ({kind}), so a restart of this machine takes every answer away: "
            f"{place.LOCAL_DISK}."
        )
    return ok("The database is a file of this program on a disk of this machine.")


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


def _of_database(connection: Connection, secrets: Path, now: datetime, seconds: float) -> Iterator[Remark]:
    if is_shared(connection.engine):
        from decision_aid.store import inspection  # noqa: PLC0415 - a file needs no driver of PostgreSQL

        yield from inspection.remarks(connection)
    else:
        yield _settings(connection)
        yield _integrity(connection, seconds)
    if schema_of(connection) == tables.SCHEMAS[-1]:
        yield from _of_secrets(connection, secrets, now)
    else:
        yield careful("The database is of an older version of this program: the next start brings it up to date.")


def _of_questionnaire(connection: Connection, where: Where, asked: str, now: datetime) -> Iterator[Remark]:
    is_present = schema_of(connection) == tables.SCHEMAS[-1]
    if is_present and (told := belonging.refusal(connection, where, asked, now.date())):
        yield wrong(told)


def _settings(connection: Connection) -> Remark:
    found = settings_of(connection)
    differing = [name for name, (_, wanted) in DURABLE.items() if found[name] != wanted]
    if differing:
        return wrong(f"The database does not keep answers safely ({', '.join(differing)}): stop other programs on it.")
    return ok(
        "The database keeps what it acknowledged: " + ", ".join(f"{name} {found[name]}" for name in DURABLE) + "."
    )


def _integrity(connection: Connection, seconds: float) -> Remark:
    sound = within(seconds, connection, _is_sound)
    if sound is None:
        return careful(
            "The database was checked in part only, so that no save waits for it: to check all of it, run decision-aid "
            "doctor --whole while the form is stopped, or on a restored backup."
        )
    return ok("The database is sound.") if sound else wrong(f"The database is damaged: {_BACKUP}.")


def _is_sound(connection: Connection) -> bool:
    is_whole = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() == "ok"
    return is_whole and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def _of_secrets(connection: Connection, folder: Path, now: datetime) -> Iterator[Remark]:
    known = Peppers.known(connection)
    if not known and not folder.exists():
        yield careful(f"There are no secrets in {folder} yet: the next start makes them.")
        return
    try:
        keyring.check_folder(folder)
        secrets = SecretFolder(folder)
        peppers = Peppers(secrets, Stretcher(Cost()), shared=is_shared(connection.engine))
        peppers.check_clock(connection, now)
        peppers.check(connection, now.date())
        yield _of_peppers(len(secrets.peppers()), len(known))
        yield from _to_come(secrets.peppers(), now.date())
        yield _of_clock(peppers.pulse, connection, now)
    except SecretsRefused as refused:
        yield wrong(str(refused))


def _of_clock(pulse: Pulse, connection: Connection, now: datetime) -> Remark:
    last = pulse.last(connection)
    if pulse.doubted(connection):
        return careful(doubt(now.date(), last))
    return ok(f"What is past its day was last deleted on {last.date()}." if last else "Nothing was deleted yet.")


def _to_come(peppers: Iterable[int], today: date) -> Iterator[Remark]:
    for epoch in {*peppers} - {*keyring.come(peppers, today)}:
        yield careful(
            f"The secret {keyring.name(epoch)} is of a day to come: it was made while the clock was wrong, and no "
            "draft is begun with it before that day. Take it away, then run decision-aid new-key --give-up-lost, which "
            "says how many codes rest on it before it gives them up."
        )


def _of_peppers(there: int, known: int) -> Remark:
    if not there and known:
        return wrong("There is no pepper: put the secrets back from their backup, or run decision-aid new-key.")
    if not there:
        return careful("There is no pepper yet: the next start makes one.")
    return ok(f"Every secret that kept answers need is there and the right one; peppers: {there}.")
