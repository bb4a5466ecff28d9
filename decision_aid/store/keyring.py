"""The secrets of this installation: small files that only this user can read, kept apart from the database.

`salt` goes into every resume code's key, `server-key` into what the server seals or names for itself, and one
`pepper-DATE` for each month into the keys of the drafts begun in it; a second one of that day is `pepper-DATE-2`. When
no draft of a pepper can be left, it is deleted: old backups of the database are then noise.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Final, Protocol

from decision_aid.core.errors import SecretsRefused
from decision_aid.store.place import make_durable, make_folder, own_as_folder

SECRET_BYTES: Final = 32
LONGEST: Final = timedelta(days=180)  # a draft lives so long in all, however often it is saved
AHEAD: Final = timedelta(days=1)  # another server's clock may be ahead by a moment, and past midnight
_RENEW_AFTER: Final = timedelta(days=30)
_OLD: Final = timedelta(days=90)  # a draft that is begun with it can still be kept for as long as a clinic may ask
_SALT, _SERVER, _PEPPER = "salt", "server-key", "pepper-"
_NAME: Final = re.compile(rf"{_PEPPER}(\d{{4}}-\d\d-\d\d)(?:-([2-9]|[1-9]\d))?")
_ONE_MORE: Final = 1 << 22  # above every day, and a hundred of them are still a number of 32 bits
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Keyring(Protocol):
    """Gives the secrets. `epoch` is the day a pepper was made and which of that day it is, as a number (`of_day`)."""

    salt: bytes
    server: bytes

    def peppers(self) -> Mapping[int, bytes]:
        """Return every pepper by its epoch, the oldest first."""

    def renew(self, today: date) -> None:
        """Make this month's pepper if there is none."""

    def drop(self, epoch: int) -> None:
        """Delete a pepper for ever."""


def of_day(day: date, number: int = 1) -> int:
    """Return the epoch of a day's first pepper, or of a later one."""
    return day.toordinal() + (number - 1) * _ONE_MORE


def day_of(epoch: int) -> date:
    """Return the day on which a pepper was made."""
    return date.fromordinal(epoch % _ONE_MORE)


def name(epoch: int) -> str:
    """Return the name of a pepper's file."""
    return f"{_PEPPER}{day_of(epoch).isoformat()}{f'-{number(epoch)}' if epoch >= _ONE_MORE else ''}"


def newest(epochs: Iterable[int]) -> int:
    """Return the epoch of the pepper that was made last, or 0 where there is none."""
    return max(epochs, key=_age, default=0)


def number(epoch: int) -> int:
    """Return which of its day a pepper is, from 1."""
    return epoch // _ONE_MORE + 1


def come(epochs: Iterable[int], today: date) -> list[int]:
    """Return the epochs whose day has come: on another no draft may rest, or it could be kept beyond LONGEST."""
    return [epoch for epoch in epochs if day_of(epoch) <= today + AHEAD]


def last_day(epoch: int) -> date:
    """Return the last day on which a draft of this pepper can be kept."""
    return day_of(epoch) + LONGEST


def can_rest(last: date, epoch: object) -> bool:
    """Tell whether a draft that is kept to this last day can rest on what its row names as its pepper, or on none."""
    try:
        return epoch is None or (isinstance(epoch, int) and last <= last_day(epoch))
    except (ValueError, OverflowError):  # it is of no day that there is
        return False


def is_old(epoch: int, today: date) -> bool:
    """Tell whether a pepper, or 0 for none, is too old for new drafts, also where a clock is doubted."""
    return not epoch or today - day_of(epoch) > _OLD


def is_due(epochs: Iterable[int], today: date) -> bool:
    """Tell whether a pepper is to be made where these are there."""
    last = newest(come(epochs, today))
    return not last or today - day_of(last) > _RENEW_AFTER


class SecretFolder:
    """Secrets in files of a folder, read again whenever they are asked for, so that a changed file counts at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.salt = read(folder / _SALT)
        self.server = read(folder / _SERVER)

    def peppers(self) -> Mapping[int, bytes]:
        there = files(self.folder)
        return {epoch: read(there[epoch]) for epoch in sorted(there, key=_age)}

    def renew(self, today: date) -> None:
        if is_due(self.peppers(), today):
            make(self.folder / name(of_day(today)))

    def drop(self, epoch: int) -> None:
        own = name(epoch)
        # and what a crash while it was made may have left of it
        for path in (self.folder / own, *self.folder.glob(f".{own}-*")):
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
    return found


def files(folder: Path) -> dict[int, Path]:
    """Return the file of each pepper in this folder by its epoch. Raises SecretsRefused for one of another name."""
    return {_epoch(path): path for path in folder.glob(f"{_PEPPER}*")}


def check_folder(folder: Path) -> None:
    """Raise SecretsRefused unless the folder is there and closed to others."""
    if folder.is_file():
        raise SecretsRefused(f"{folder} is a file: name the folder of the secrets with DECISION_AID_SECRETS.")
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
        own_as_folder(part)
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
        if not folder.is_dir():
            make_folder(folder)
            own_as_folder(folder)
    except OSError as error:
        raise SecretsRefused(
            f"The secrets folder {folder} cannot be made ({error.strerror}): let this user write to its parent, or "
            "name another with DECISION_AID_SECRETS."
        ) from None
    for one in (_SALT, _SERVER):
        make(folder / one)


def _check_closed(path: Path, wanted: str) -> None:
    found = path.stat()
    if found.st_mode & _OTHERS:
        raise SecretsRefused(f"Others can read the secret {path}: run chmod {wanted} {path}, then start again.")
    if found.st_uid not in {os.geteuid(), 0} and os.geteuid() != 0:
        raise SecretsRefused(f"The secret {path} belongs to another user: give it to the one who runs the form.")


def _age(epoch: int) -> tuple[int, int]:
    return epoch % _ONE_MORE, epoch // _ONE_MORE


def _epoch(path: Path) -> int:
    try:
        day, which = found.groups() if (found := _NAME.fullmatch(path.name)) else ("", "")
        return of_day(date.fromisoformat(day), int(which or 1))
    except ValueError:
        raise SecretsRefused(
            f"{path} is not named as a pepper is, like pepper-2026-11-27: give it its right name, or move it away."
        ) from None
