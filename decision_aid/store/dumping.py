"""A dump of a database on a PostgreSQL server, whole as of one moment: by `pg_dump`, with the form's settings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import StoreRefused
from decision_aid.store import tables, unfinished
from decision_aid.store.database import cause, open_as_it_is
from decision_aid.store.refusals import reason
from decision_aid.store.server import Server

_PROGRAM: Final = "pg_dump"
_NAME: Final = "drafts.dump"
# With its cookie a session opens a draft whose pepper is long gone; a counter is of no use later.
_LEFT_OUT: Final = tuple(f"--exclude-table-data={table.name}" for table in (tables.SESSION, tables.BUCKET))
_OPTIONS: Final = ("--format=custom", "--no-password", "--lock-wait-timeout=60s")
_FULL: Final = re.compile("No space left on device|Disk quota exceeded")


def dump(server: Server, folder: Path) -> Path:
    """Dump the database into this folder and return the dump: on the disk, readable by this user alone.

    The folder is made if it is not there. Nothing is written over, and a dump that failed leaves nothing. Raises
    StoreRefused with one sentence.
    """
    program = _found(server, _major(server))
    with unfinished.filled(folder, _NAME) as (part, target):
        _fill(program, server, part)
    return target


def _major(server: Server) -> int:
    """Return the version of a server that holds a database of ours."""
    engine = open_as_it_is(server)
    try:
        with engine.connect() as connection:
            return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10000
    except SQLAlchemyError as error:
        raise StoreRefused(f"The database {server} {reason('', cause(error))}.") from None
    finally:
        engine.dispose()


def _found(server: Server, major: int) -> str:
    """Return the path of a pg_dump that can read a server of this version."""
    mend = f"install one of version {major} or newer (Debian's package postgresql-client)"
    program = shutil.which(_PROGRAM)
    if program is None:
        raise StoreRefused(f"There is no {_PROGRAM} on this machine, and a backup of the database needs it: {mend}.")
    told = _run(program, server, "--version", into=subprocess.PIPE).stdout
    version = re.search(rb"(\d+)", told)
    if version is None or int(version[1]) < major:
        raise StoreRefused(f"{program} is older than the PostgreSQL server, which is of version {major}: {mend}.")
    return program


def _fill(program: str, server: Server, part: Path) -> None:
    with part.open("wb") as into:
        done = _run(program, server, *_OPTIONS, *_LEFT_OUT, into=into.fileno())
    if done.returncode == 0:
        return
    words = done.stderr.decode(errors="replace")
    if _FULL.search(words):
        raise unfinished.full(part.parent)
    # not its own words: they name the user
    raise StoreRefused(f"The backup could not be made. The database {server} {reason(words)}.")


def _run(program: str, server: Server, *options: str, into: int) -> subprocess.CompletedProcess[bytes]:
    environment, rest = server.handed_over()
    return subprocess.run(  # noqa: S603 - a program of this machine, and no shell
        [program, *options, f"--dbname={rest}"],
        check=False,
        env=os.environ | environment | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=into,
        stderr=subprocess.PIPE,
    )
