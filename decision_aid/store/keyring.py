"""The secrets of this installation: small files that only this user can read, kept apart from the database.

`salt` goes into every resume code's key, `server-key` into what the server seals or names for itself, and one
`pepper-DATE` for each month into the keys of the drafts begun in it. When no draft of a pepper can be left, it is
deleted: old backups of the database are then noise.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Final, Protocol

from decision_aid.core.errors import SecretsRefused
from decision_aid.store.place import make_durable, make_folder

SECRET_BYTES: Final = 32
LONGEST: Final = timedelta(days=180)  # a draft lives so long in all, however often it is saved
_RENEW_AFTER: Final = timedelta(days=30)
_SALT, _SERVER, _PEPPER = "salt", "server-key", "pepper-"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Keyring(Protocol):
    """Gives the secrets. `epoch` is the day a pepper was made, as a number (`date.toordinal`)."""

    salt: bytes
    server: bytes

    def peppers(self) -> Mapping[int, bytes]:
        """Return every pepper by its epoch, the oldest first."""

    def renew(self, today: date) -> None:
        """Make this month's pepper if there is none."""

    def drop(self, epoch: int) -> None:
        """Delete a pepper for ever."""


def last_day(epoch: int) -> date:
    """Return the last day on which a draft of this pepper can be kept."""
    return date.fromordinal(epoch) + LONGEST


class SecretFolder:
    """Secrets in files of a folder, read again whenever they are asked for, so that a changed file counts at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.salt = read(folder / _SALT)
        self.server = read(folder / _SERVER)

    def peppers(self) -> Mapping[int, bytes]:
        names = sorted(path.name for path in self.folder.glob(f"{_PEPPER}*"))
        return {_epoch(self.folder / name): read(self.folder / name) for name in names}

    def renew(self, today: date) -> None:
        newest = max(self.peppers(), default=0)
        if not newest or today - date.fromordinal(newest) > _RENEW_AFTER:
            make(self.folder / f"{_PEPPER}{today.isoformat()}")

    def drop(self, epoch: int) -> None:
        name = f"{_PEPPER}{date.fromordinal(epoch).isoformat()}"
        # and what a crash while it was made may have left of it
        for path in (self.folder / name, *self.folder.glob(f".{name}-*")):
            path.unlink(missing_ok=True)


class MemoryKeyring:
    """Secrets that end with the process, for a form that keeps nothing."""

    def __init__(self) -> None:
        self.salt, self.server = token_bytes(SECRET_BYTES), token_bytes(SECRET_BYTES)

    def peppers(self) -> Mapping[int, bytes]:
        return {}

    def renew(self, today: date) -> None:
        """Make nothing: without codes there is no pepper."""

    def drop(self, epoch: int) -> None:
        """Have nothing to delete."""


def open_folder(folder: Path, today: date, *, first: bool) -> SecretFolder:
    """Return the secrets of this folder; at a `first` start they are made, else they must be there.

    Raises SecretsRefused, naming the file and the mend, for one that is missing, damaged or open to others.
    """
    if first:
        _make_all(folder)
    check_folder(folder)
    found = SecretFolder(folder)
    if first:
        found.renew(today)
    _check_clock(max(found.peppers(), default=0), today)
    return found


def _check_clock(newest: int, today: date) -> None:
    """Raise SecretsRefused where the clock is behind a secret: drafts saved now would be gone once it is right."""
    if newest > today.toordinal() + 1:  # another server's clock may be ahead by a moment
        raise SecretsRefused(
            f"The clock of this machine says {today}, but there is a secret of {date.fromordinal(newest)}: set the "
            "clock, then start again."
        )


def check_folder(folder: Path) -> None:
    """Raise SecretsRefused unless the folder is there and closed to others."""
    if not folder.is_dir():
        raise SecretsRefused(
            f"The secrets folder {folder} is missing, and the codes of kept answers need it: put it back from its own "
            "backup, or name the right folder with DECISION_AID_SECRETS."
        )
    _check_closed(folder, "700")


def read(path: Path) -> bytes:
    """Return one secret. Raises SecretsRefused with the mend."""
    try:
        _check_closed(path, "600")
        content = bytes.fromhex(path.read_text("ascii"))
    except FileNotFoundError:
        raise SecretsRefused(
            f"The secret {path} is missing: put it back from the backup of the secrets folder."
        ) from None
    except (OSError, ValueError):
        content = b""
    if len(content) != SECRET_BYTES:
        raise SecretsRefused(
            f"The secret {path} cannot be read or is damaged: put it back from the backup of the secrets folder, "
            "and let this user read it."
        )
    return content


def make(path: Path) -> None:
    """Write a new secret, readable by this user alone and on the disk when this returns; one that is there stays.

    It has its name only once it is whole: another server may look at this moment, or the power may go.
    """
    if path.exists():
        return
    part = path.with_name(f".{path.name}-{token_hex(8)}")
    try:
        _write(part)
        with suppress(FileExistsError):
            os.link(part, path)
        make_durable(path.parent)
    except OSError as error:
        raise SecretsRefused(
            f"The secret {path} cannot be made ({error.strerror}): let this user write to its folder."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _write(part: Path) -> None:
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(token_bytes(SECRET_BYTES).hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def _make_all(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise SecretsRefused(
            f"The secrets folder {folder} cannot be made ({error.strerror}): let this user write to its parent, or "
            "name another with DECISION_AID_SECRETS."
        ) from None
    for name in (_SALT, _SERVER):
        make(folder / name)


def _check_closed(path: Path, wanted: str) -> None:
    found = path.stat()
    if found.st_mode & _OTHERS:
        raise SecretsRefused(f"Others can read the secret {path}: run chmod {wanted} {path}, then start again.")
    if found.st_uid not in {os.geteuid(), 0} and os.geteuid() != 0:
        raise SecretsRefused(f"The secret {path} belongs to another user: give it to the one who runs the form.")


def _epoch(path: Path) -> int:
    try:
        return date.fromisoformat(path.name.removeprefix(_PEPPER)).toordinal()
    except ValueError:
        raise SecretsRefused(
            f"{path} has not the name of a pepper, which is like pepper-2026-11-27: give it its name, or move it away."
        ) from None
