"""Where the list is: filled in a file beside it that takes its name once it is whole, by one load at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from decision_aid.core.errors import TrialsRefused

_PART: Final = ".part"
_LOCK: Final = ".lock"


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Keep all other loads of this list away; the folder is made if it is not there. Raises TrialsRefused.

    The lock ends with the process, also with one that is killed; its file stays.
    """
    with _told(file):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file.with_name(file.name + _LOCK), os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        try:
            _lock(handle, file)
            yield
        finally:
            os.close(handle)


@contextmanager
def anew(file: Path, old: Path | None) -> Iterator[Path]:
    """Give a file to fill, empty or a copy of the old one; when the block is over, it is the list, and on the disk.

    What failed leaves nothing, and what was cut short before is taken away.
    """
    part = file.with_name(file.name + _PART)
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if old:
            shutil.copyfile(old, part)
        yield part
        _own_as(file.parent, part)
        _make_durable(part)
        part.rename(file)
        _make_durable(file.parent)
    finally:
        part.unlink(missing_ok=True)


def _lock(handle: int, file: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise TrialsRefused(f"Another load into {file} is at work: wait until it is done, then try again.") from None


def _own_as(folder: Path, part: Path) -> None:
    """Let root load for the user who runs the form."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(part, owner.st_uid, owner.st_gid)


def _make_durable(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TrialsRefused(
            f"The list {file} cannot be written ({error.strerror}), and is as it was: make room, or let this user "
            "write to its folder."
        ) from error
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        why = "its disk is full" if name == "SQLITE_FULL" else name
        raise TrialsRefused(
            f"The list {file} cannot be written ({why}), and is as it was: make room for a second one, and try again."
        ) from error
