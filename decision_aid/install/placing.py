"""A folder or a file put in its place: never over one that is there."""

from __future__ import annotations

import difflib
import errno
import os
from dataclasses import dataclass
from pathlib import Path
from pwd import struct_passwd
from tempfile import NamedTemporaryFile
from typing import Final

from decision_aid.core.errors import SettingInvalid

_OPEN: Final = 0o077
_SHOWN: Final = 20  # lines of a difference
_ELSEWHERE: Final = "Name a folder whose parent is there, on a disk that can be written."


@dataclass(frozen=True, slots=True)
class Made:
    """One thing: whether it was made now, and the sentence about it."""

    new: bool
    sentence: str


def folder(path: Path) -> Made:
    """Make a folder that everybody may read. Raises SettingInvalid."""
    return _folder(path, 0o755)


def private_folder(path: Path, owner: struct_passwd) -> Made:
    """Make a folder for this user alone. Raises SettingInvalid."""
    return _folder(path, 0o700, owner)


def check_parent(path: Path, *soon: Path) -> None:
    """Raise SettingInvalid for a folder that cannot be made since its parent is missing and is none of those `soon`."""
    if not (path.exists() or path.parent.is_dir() or path.parent in soon):
        raise SettingInvalid(f"The folder {path} cannot be made: {os.strerror(errno.ENOENT)}. {_ELSEWHERE}")


def check_private(path: Path, owner: struct_passwd) -> None:
    """Raise SettingInvalid for a folder that is there and is somebody else's or open."""
    if not path.is_dir():
        return
    found = path.stat()
    if found.st_uid != owner.pw_uid:
        raise SettingInvalid(f"{path} belongs to another user: chown {owner.pw_name}: {path}, then run this again.")
    if found.st_mode & _OPEN:
        raise SettingInvalid(f"{path} is open to others: chmod 700 {path}, then run this again.")


def file(path: Path, text: str, mode: int, group: int = -1) -> Made:
    """Write a file, whole or not at all; compare one that is there. Raises SettingInvalid."""
    if os.path.lexists(path):
        return _compared(path, text)
    try:
        with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
            if os.geteuid() == 0:
                os.fchown(new.fileno(), -1, group)
            os.fchmod(new.fileno(), mode)
            os.link(new.name, path)
    except OSError as error:
        raise SettingInvalid(f"{path} cannot be written: {error.strerror}. {_mend(error)}") from None
    return Made(new=True, sentence=f"{path} is made.")


def _folder(path: Path, mode: int, owner: struct_passwd | None = None) -> Made:
    if path.is_dir():
        return Made(new=False, sentence=f"{path} is there already.")
    try:
        path.mkdir(mode=mode)
        path.chmod(mode)  # whatever the umask is
        if owner and os.geteuid() == 0:
            os.chown(path, owner.pw_uid, owner.pw_gid)
    except OSError as error:
        raise SettingInvalid(f"The folder {path} cannot be made: {error.strerror}. {_mend(error)}") from None
    return Made(new=True, sentence=f"{path} is made.")


def _compared(path: Path, text: str) -> Made:
    try:
        there = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SettingInvalid(f"{path} cannot be read: {error.strerror}. Move it away, then run this again.") from None
    if there == text:
        return Made(new=False, sentence=f"{path} is there already, as it would be made now.")
    lines = list(
        difflib.unified_diff(there.splitlines(), text.splitlines(), "there", "would be made", n=0, lineterm="")
    )
    more = [f"and {len(lines) - _SHOWN} lines more"] if len(lines) > _SHOWN else []
    shown = "".join(f"\n    {line}" for line in lines[:_SHOWN] + more)
    return Made(
        new=False,
        sentence=f"{path} differs from what would be made now, and stays as it is. To have it anew, move it away and "
        f"run this again.{shown}",
    )


def _mend(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Run this as root."
    return _ELSEWHERE
