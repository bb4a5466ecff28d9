"""The rows of a database as somebody with the file, or an administrator of the server, sees and can change them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from decision_aid.store.crypto import read_token
from decision_aid.store.database import Where

Value = bytes | int | float | str | None


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def run(where: Where, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement with question marks for its values on either kind of database; return its rows."""
    if isinstance(where, Path):
        with database(where) as connection:
            return connection.execute(statement, values).fetchall()
    with psycopg.connect(where.address, autocommit=True) as server:
        asked = server.execute(statement.replace("?", "%s").encode(), values)
        return asked.fetchall() if asked.description else []


def raw(token: str) -> bytes:
    return read_token(token) or b""


def draft_of(where: Where, token: str) -> bytes:
    found = run(where, "SELECT draft_id FROM session WHERE fingerprint = ?", sha256(raw(token)).digest())
    return bytes(found[0][0])


def sealed_of(where: Where, token: str) -> bytes:
    return column(where, token, "sealed")


def put(where: Where, token: str, column: str, value: Value) -> None:
    """Write one value into the row of this token's draft, as somebody with the file could."""
    table, key = ("session", "draft_id") if column == "sealed_key" else ("draft", "id")
    run(where, f"UPDATE {table} SET {column} = ? WHERE {key} = ?", value, draft_of(where, token))  # noqa: S608  # our own names


def give_up_code(where: Where, token: str) -> None:
    """Take the code of this token's draft away, as is done where its secret is lost for ever."""
    for column in ("lookup", "resume_key", "pepper_epoch"):
        put(where, token, column, None)


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def pieces(blob: bytes) -> list[bytes]:
    """Runs of bytes short enough that most lie within one page of the file."""
    return [blob[at : at + 64] for at in range(0, len(blob) - 64, 512)]


def found(blob: bytes, folder: Path) -> int:
    everything = all_bytes(folder)
    return sum(piece in everything for piece in pieces(blob))


def value(where: Where, token: str, name: str) -> Value:
    """One value of the row of this token's draft, or of its session."""
    table, key = ("session", "draft_id") if name == "sealed_key" else ("draft", "id")
    found = run(where, f"SELECT {name} FROM {table} WHERE {key} = ?", draft_of(where, token))  # noqa: S608  # our own names
    value: Value = found[0][0]
    return value


def column(where: Where, token: str, name: str) -> bytes:
    """One value that is sealed or hashed."""
    found = value(where, token, name)
    assert isinstance(found, bytes)
    return found


def rows(where: Where, table: str) -> int:
    return int(run(where, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  # our own names
