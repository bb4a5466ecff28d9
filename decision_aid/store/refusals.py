"""Why a PostgreSQL server refuses, in words that name the mend; the driver's own may name the user."""

from __future__ import annotations

import re
from typing import Final

_RIGHTS: Final = "does not let this role do its work: grant it what docs/postgresql.md says"
_BUSY: Final = "is busy, or locked by another program: wait a moment and start again"
_FULL: Final = "cannot be written because the disk of its server is full: make room there"
DAMAGED: Final = "is damaged or was changed by hand: restore a backup (docs/postgresql.md)"
_READ_ONLY: Final = (
    "is on a standby or read-only: name the primary, or all servers with commas between them, in DECISION_AID_DATABASE"
)
_UNKNOWN: Final = "cannot be used: the log of the PostgreSQL server says why"

_STATES: Final = {
    "25006": _READ_ONLY,
    "3F000": _RIGHTS,
    "40P01": _BUSY,
    "42501": _RIGHTS,
    "42703": DAMAGED,
    "42P01": DAMAGED,
    "53100": _FULL,
    "55P03": _BUSY,
    "57014": _BUSY,
}

# Of a connection that did not come about there is no SQLSTATE, only words; in another language none of them is found.
_SAID: Final = {
    r"password authentication failed|no password supplied|authentication failed": (
        "refuses the user or the password: look at DECISION_AID_DATABASE, DECISION_AID_DATABASE_PASSWORD_FILE or "
        "the file of PGPASSFILE"
    ),
    r"database .* does not exist": "is not there: make it (docs/postgresql.md), or correct DECISION_AID_DATABASE",
    r"role .* does not exist": (
        "does not know the user: make the role (docs/postgresql.md), or correct DECISION_AID_DATABASE"
    ),
    r"no pg_hba.conf entry.*no encryption": (
        "lets nobody in without TLS, or not from this machine: write sslmode=verify-full and sslrootcert in "
        "DECISION_AID_DATABASE, or add a line to its pg_hba.conf (docs/postgresql.md)"
    ),
    r"no pg_hba.conf entry": "lets nobody in from this machine: add a line to its pg_hba.conf (docs/postgresql.md)",
    r"session is (not )?read-only|read-only transaction|hot standby": _READ_ONLY,
    r"certificate|SSL|root\.crt": (
        "cannot prove who it is over TLS: look at its certificate, and at sslmode and sslrootcert in "
        "DECISION_AID_DATABASE"
    ),
    r"too many (clients|connections)|remaining connection slots": (
        "has no connection left: raise max_connections (each server of the form takes up to 8)"
    ),
    r"permission denied": _RIGHTS,
    r"Connection refused|could not translate|failed to resolve|Name or service|No such file|timeout|timed out|No route"
    r"|unreachable|starting up|shutting down|closed the connection|reset by peer|not yet accepting": (
        "does not answer: start the PostgreSQL server, or correct host and port in DECISION_AID_DATABASE"
    ),
}


def reason(words: str, state: str = "") -> str:
    """Return what to say of a refusal with this SQLSTATE, or else with these words of the driver."""
    if state:
        return _STATES.get(state, _UNKNOWN)
    return next((said for pattern, said in _SAID.items() if re.search(pattern, words)), _UNKNOWN)
