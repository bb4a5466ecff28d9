"""The address of a database on a PostgreSQL server, as libpq understands it; it shows no user and no password."""

from __future__ import annotations

import ipaddress
import os
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any, Final

from decision_aid.core.errors import StoreRefused

# A server that is gone must be noticed before people give up: in all within about 15 seconds.
_USUAL: Final = {
    "application_name": "decision-aid",
    "client_encoding": "UTF8",
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "target_session_attrs": "read-write",  # of several servers in the address, the one that takes answers
    "tcp_user_timeout": "15000",
}
COMMIT_SECONDS: Final = 10.0  # a commit may wait for a standby that is lost: by itself, for ever
_PORTS: Final = 65536
_IN_CLEAR: Final = {"disable", "allow", "prefer"}


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server: its address (`postgresql://...`), and the file with the password if there is one."""

    address: str = field(repr=False)
    password_file: Path | None = None

    def __str__(self) -> str:
        try:
            found = _parsed(self.address)
        except StoreRefused:
            return "of DECISION_AID_DATABASE"
        at = " and ".join(":".join(filter(None, pair)) for pair in _places(found)) or "this machine"
        return f"{found.get('dbname', 'of DECISION_AID_DATABASE')} on {at}"

    def parameters(self) -> dict[str, str]:
        """Return what a connection is asked for; the password's file is read anew. Raises StoreRefused."""
        found = {**_USUAL, **_parsed(self.address)}
        _check_ports(found)
        if self.password_file:
            found["password"] = _password(self.password_file)
        return found | _transport(found)

    def check_closed(self) -> None:
        """Raise StoreRefused for a password that anybody on this machine can read; a group may share it with root."""
        file, mode = self.password_file, 0
        with suppress(OSError):  # said where it is read
            mode = file.stat().st_mode if file else 0
        if mode & stat.S_IRWXO:
            raise StoreRefused(
                f"Others can read the password file {file}: run chmod o= {file}, give the role another password, then "
                "start again."
            )

    def handed_over(self) -> tuple[dict[str, str], str]:
        """Return what a program of PostgreSQL's own is told by its environment, and the rest for its command line.

        Everybody on this machine may read the rest; neither user nor password is in it. Raises StoreRefused.
        """
        # Imported only where there is a server: most forms have a file.
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415
        from psycopg.pq import Conninfo  # noqa: PLC0415

        asked = self.parameters()
        known = {one.keyword.decode(): one for one in Conninfo.get_defaults()}
        if hidden := [name for name in asked if known[name].dispchar == b"*" and not known[name].envvar]:
            raise StoreRefused(
                f"DECISION_AID_DATABASE says {hidden[0]}, which a program for backups could be told only where all can "
                "read it: take a key without a password, that only the form's user may read."
            )
        named = {name: variable.decode() for name in asked if (variable := known[name].envvar)}
        rest = {name: value for name, value in asked.items() if name not in named}
        return {variable: asked[name] for name, variable in named.items()}, make_conninfo("", **rest)

    @property
    def unproven(self) -> str:
        """Return the TLS mode if it does not check who the server is, and that server is beyond this machine, or ""."""
        mode = self.parameters().get("sslmode", "")
        return "" if mode == "verify-full" or _are_here(_parsed(self.address)) else mode


@cache
def patient() -> Any:
    """Return the kind of connection that waits for a commit no longer than people do.

    It hangs up then and cancels nothing: PostgreSQL would report a cancelled commit as done. What was written may still
    be kept later; to send the same again does no harm.
    """
    # Imported only where there is a server: most forms have a file.
    from psycopg import Connection  # noqa: PLC0415

    class Patient(Connection[Any]):
        def commit(self) -> None:
            """Commit. Raises psycopg.OperationalError where that takes too long."""
            with socket.socket(fileno=os.dup(self.fileno())) as line:
                limit = Timer(COMMIT_SECONDS, _hang_up, (line,))
                limit.start()
                try:
                    super().commit()
                finally:
                    limit.cancel()
                    limit.join()

    return Patient


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # the other side was first
        line.shutdown(socket.SHUT_RDWR)


def _parsed(address: str) -> dict[str, str]:
    # Imported only where there is a server: most forms have a file.
    from psycopg import ProgrammingError  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    try:
        return {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    except ProgrammingError:
        raise StoreRefused(
            "DECISION_AID_DATABASE cannot be read: write it like postgresql://form@db.clinic.example/decision_aid, "
            "special characters as %XX."
        ) from None


def _places(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    hosts = (found.get("host") or found.get("hostaddr") or "").split(",")
    ports = found.get("port", "").split(",")
    for at, host in enumerate(hosts):
        yield host, ports[at] if at < len(ports) else ports[0]


def _check_ports(found: Mapping[str, str]) -> None:
    """Raise StoreRefused for a port that is none, and do not say it: after a bare / it is half of the password."""
    for port in filter(None, found.get("port", "").split(",")):
        if not (port.isascii() and port.isdecimal() and 0 < int(port) < _PORTS):
            raise StoreRefused(
                f"DECISION_AID_DATABASE names a port that is none: write a number from 1 to {_PORTS - 1}, and special "
                "characters of the password as %XX."
            )


def _password(file: Path) -> str:
    try:
        return file.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise StoreRefused(
            f"The password file {file} cannot be read: let this user read it, or name another with "
            "DECISION_AID_DATABASE_PASSWORD_FILE."
        ) from None


def _transport(found: Mapping[str, str]) -> dict[str, str]:
    """Return the TLS mode where the address does not say: beyond this machine, certificate and name are checked."""
    if _are_here(found):
        return {}
    if found.get("sslmode") in _IN_CLEAR:
        raise StoreRefused(
            f"DECISION_AID_DATABASE says sslmode={found['sslmode']}, so anyone on the way could read along: write "
            "sslmode=verify-full, and sslrootcert=FILE with the certificate of the authority."
        )
    return {"sslmode": found.get("sslmode", "verify-full")}


def _are_here(found: Mapping[str, str]) -> bool:
    return all(map(_is_here, (*found.get("host", "").split(","), *found.get("hostaddr", "").split(","))))


def _is_here(host: str) -> bool:
    if not host or host == "localhost" or host.startswith(("/", "@")):
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False
