"""A PostgreSQL server of the tests' own: started, killed with all its processes, copied to a standby and promoted."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from threading import Event
from typing import Any

import psycopg
import pytest

from tests.serving import free_port

ROLE, PASSWORD = "form", "CANARY-of-the-role"
CONNECTED = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = '{}'"
_LOOKS, _BETWEEN = 600, 0.1  # seconds
_ADMIN = "admin"
_SETTINGS = ("listen_addresses=127.0.0.1", "shared_buffers=16MB", "max_connections=60", "wal_receiver_timeout=5s")
_HBA = """
local all all trust
local replication all trust
host replication all 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
"""
_numbers = count(1)


def programs() -> Path | None:
    """Return the folder with the programs of the newest PostgreSQL server on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Cluster:
    """One server with its data in a folder; it listens on a socket in it, and on a port of this machine alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._data = folder / "data"
        self._for_schemas = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "the server was not started"
        return self._process.pid

    def make(self) -> None:
        """Make an empty server, with a role for the form that may do nothing but own databases of its own."""
        self._call("initdb", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", f"--username={_ADMIN}")
        (self._data / "pg_hba.conf").write_text(_HBA)
        self.start()
        self.run(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")

    def start(self, *settings: str) -> None:
        """Return once it answers; a server that was killed may leave memory for a moment, and is tried again."""
        for _ in range(_LOOKS):
            if self._process is None or self._process.poll() is not None:
                self._process = self._begun(settings)
            with suppress(psycopg.Error):
                self.run("SELECT 1")
                return
            Event().wait(_BETWEEN)
        pytest.fail(f"PostgreSQL never answered: {(self.folder / 'log').read_text()[-2000:]}")

    def kill(self) -> None:
        """Kill it and every process of it at once, as when the power goes."""
        assert self._process, "the server was not started"
        family = [self._process.pid, *_children(self._process.pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)  # each by itself: they are in no group together
        assert self._process.wait(timeout=30) == -signal.SIGKILL, "the server had ended before it was killed"
        with pytest.raises(psycopg.OperationalError):
            self.run("SELECT 1")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it as an administrator does: "fast" unless told otherwise."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=60)

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as administrator; return its rows."""
        with psycopg.connect(self._admin(database), autocommit=True, connect_timeout=5) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []

    def set(self, name: str, value: str) -> None:
        """Change a setting of the running server."""
        self.run(f"ALTER SYSTEM SET {name} = '{value}'")
        self.run("SELECT pg_reload_conf()")

    def new_database(self, more: str = "") -> str:
        """Make an empty database that the form's role owns; return its name."""
        name = f"form_{os.getpid()}_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} OWNER {ROLE} {more}")
        return name

    def new_schema(self) -> str:
        """Make an empty schema that the form's role owns, in one database for all; return its address.

        A database of its own would be 300 files, which take longer to make and to delete than most tests.
        """
        self._for_schemas = self._for_schemas or self.new_database()
        name = f"schema_{next(_numbers)}"
        self.run(f"CREATE SCHEMA {name} AUTHORIZATION {ROLE}", self._for_schemas)
        return f"{self.address(self._for_schemas)}?options=-csearch_path%3D{name}"

    def address(self, database: str, *, role: str = ROLE, password: str = PASSWORD) -> str:
        """Return the address of a database as a setting has it."""
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def standby(self, folder: Path, name: str) -> Cluster:
        """Return a running standby of this name, copied from this server."""
        other = Cluster(folder)
        copying = ("--checkpoint=fast", "--no-sync", "--write-recovery-conf", "--wal-method=stream")
        primary = f"host=127.0.0.1 port={self.port} user={_ADMIN} application_name={name}"
        other._call("pg_basebackup", *copying, f"--dbname={primary}")
        other.start()
        return other

    def promote(self) -> None:
        """Make a standby take answers; return once it does."""
        assert self.run("SELECT pg_promote(true, 60)") == [(True,)]

    def _admin(self, database: str) -> str:
        return f"host={self.folder} port={self.port} user={_ADMIN} dbname={database}"

    def _begun(self, settings: tuple[str, ...]) -> subprocess.Popen[bytes]:
        given = [f"port={self.port}", f"unix_socket_directories={self.folder}", *_SETTINGS, *settings]
        options = [part for each in given for part in ("-c", each)]
        command = [_program("postgres"), "-D", str(self._data), *options]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, **_as_nobody(self.folder))

    def _call(self, program: str, *options: str) -> None:
        command = [_program(program), "-D", str(self._data), *options]
        subprocess.run(command, check=True, capture_output=True, timeout=120, **_as_nobody(self.folder))


def until(server: Cluster, question: str, wanted: int) -> None:
    """Return once the server gives this number; fail if it never does."""
    for _ in range(_LOOKS):
        if server.run(question) == [(wanted,)]:
            return
        Event().wait(_BETWEEN)
    pytest.fail(f"never {wanted}: {question}")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Give a running server; skip where there is none to run. Nothing of it is left after."""
    with folder_for_a_server() as folder:
        server = Cluster(folder)
        try:
            server.make()
            yield server
        finally:
            server.stop(signal.SIGQUIT)  # at once: nobody needs its data any more


@contextmanager
def with_standbys(*names: str, synchronous: bool = True) -> Iterator[tuple[Cluster, ...]]:
    """Give a primary and its standbys; if they are synchronous, one of them is waited for at every commit."""
    with cluster() as primary, ExitStack() as ending:
        standbys = []
        for name in names:
            standbys.append(primary.standby(ending.enter_context(folder_for_a_server()), name))
            ending.callback(standbys[-1].stop, signal.SIGQUIT)
        if synchronous:
            primary.set("synchronous_standby_names", f"ANY 1 ({', '.join(names)})")
        until(primary, CONNECTED.format("quorum" if synchronous else "async"), len(names))
        yield primary, *standbys


@contextmanager
def folder_for_a_server() -> Iterator[Path]:
    """Give a folder that belongs to who will run the server; skip where there is none to run."""
    if programs() is None:
        pytest.skip("PostgreSQL's server is not installed here (Debian's package is called postgresql)")
    folder = Path(mkdtemp(prefix="pg"))  # short: a socket's path has at most 107 characters
    if os.geteuid() == 0:
        os.chown(folder, _owner().pw_uid, _owner().pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _program(name: str) -> str:
    folder = programs()
    assert folder
    return str(folder / name)


def _owner() -> pwd.struct_passwd:
    """Return who runs the server for root, as whom it refuses to run."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _as_nobody(folder: Path) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    if os.geteuid() != 0:
        return {"cwd": folder, "env": environment}
    owner = _owner()
    return {"cwd": folder, "env": environment, "user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(child) for child in found.split()]
