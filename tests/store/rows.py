"""The rows of a database as somebody with the file sees them, and can change them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from decision_aid.store.crypto import read_token

Value = bytes | int | str | None


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def raw(token: str) -> bytes:
    return read_token(token) or b""


def draft_of(connection: sqlite3.Connection, token: str) -> bytes:
    row = connection.execute(
        "SELECT draft_id FROM session WHERE fingerprint = ?", (sha256(raw(token)).digest(),)
    ).fetchone()
    return bytes(row[0])


def sealed_of(path: Path, token: str) -> bytes:
    with database(path) as connection:
        name = draft_of(connection, token)
        return bytes(connection.execute("SELECT sealed FROM draft WHERE id = ?", (name,)).fetchone()[0])


def put(path: Path, token: str, column: str, value: Value) -> None:
    """Write one value into the row of this token's draft, as somebody with the file could."""
    with database(path) as connection:
        name = draft_of(connection, token)
        table, key = ("session", "draft_id") if column == "sealed_key" else ("draft", "id")
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, name))  # noqa: S608  # our own names


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def pieces(blob: bytes) -> list[bytes]:
    """Runs of bytes short enough that most lie within one page of the file."""
    return [blob[at : at + 64] for at in range(0, len(blob) - 64, 512)]


def found(blob: bytes, folder: Path) -> int:
    everything = all_bytes(folder)
    return sum(piece in everything for piece in pieces(blob))


def value(path: Path, token: str, name: str) -> Value:
    """One value of the row of this token's draft, or of its session."""
    table, key = ("session", "draft_id") if name == "sealed_key" else ("draft", "id")
    with database(path) as connection:
        draft = draft_of(connection, token)
        row = connection.execute(f"SELECT {name} FROM {table} WHERE {key} = ?", (draft,)).fetchone()  # noqa: S608  # our own names
    found: Value = row[0]
    return found


def column(path: Path, token: str, name: str) -> bytes:
    """One value that is sealed or hashed."""
    found = value(path, token, name)
    assert isinstance(found, bytes)
    return found


def rows(path: Path, table: str) -> int:
    with database(path) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  # our own names
