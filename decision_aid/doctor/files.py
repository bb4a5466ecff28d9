"""Who may read and write the state folder, the database and each secret, and whose they are."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import filterfalse
from pathlib import Path
from typing import Final

from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.settings import Settings

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_SECRET: Final = re.compile(r"\.?(salt|server-key|pepper-)")  # with a dot while it is written


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on each file that is not closed to others or not the form's own, or one that all are."""
    found = [remark for path in _of_state(settings) for remark in _open(path, secret=False)]
    found += [remark for path in _of_secrets(settings) for remark in _open(path, secret=True)]
    found += _stray(settings.secrets_folder)
    found += _password(settings.database_password_file)
    found += _foreign([*_of_state(settings), *_of_secrets(settings)])
    yield from found or [ok("State folder, database and secrets are closed to others and belong to one user.")]


def _of_state(settings: Settings) -> list[Path]:
    journal = settings.database_file.with_name(settings.database_file.name + "-journal")
    return [path for path in (settings.state, settings.database_file, journal) if path.exists()]


def _of_secrets(settings: Settings) -> list[Path]:
    folder = settings.secrets_folder
    return [folder, *filter(_is_secret, _within(folder))] if folder.is_dir() else []


def _within(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except PermissionError:  # said by `_foreign`
        return []


def _is_secret(path: Path) -> bool:
    return _SECRET.match(path.name) is not None


def _stray(folder: Path) -> Iterator[Remark]:
    for path in filterfalse(_is_secret, _within(folder)):
        yield careful(f"{path} does not belong into the folder of the secrets: take it away.")


def _open(path: Path, *, secret: bool) -> Iterator[Remark]:
    mode = path.stat().st_mode
    mend = f"run chmod {700 if stat.S_ISDIR(mode) else 600} {path}"
    if mode & _OTHERS_WRITE:
        yield wrong(f"Others can write {path}: {mend}.")
    elif mode & _OTHERS and secret:
        yield wrong(f"Others can read the secret {path}: {mend}, and make a new pepper (decision-aid new-key).")
    elif mode & _OTHERS:
        yield careful(f"Others can read {path}: what is in it is sealed, but {mend}.")


def _password(file: Path | None) -> Iterator[Remark]:
    mode = 0
    with suppress(OSError):  # said where it is read
        mode = file.stat().st_mode if file else 0
    if mode & stat.S_IRWXO:
        yield wrong(
            f"Others can read the password file {file}: run chmod o= {file}, and give the role another password."
        )


def _foreign(paths: list[Path]) -> Iterator[Remark]:
    """Find what belongs to somebody else than the state folder, or than the one who asks if that is not root."""
    owner = paths[0].stat().st_uid if paths and os.geteuid() == 0 else os.geteuid()
    for path in paths:
        if path.stat().st_uid != owner:
            yield wrong(f"{path} belongs to another user: give it to the one who runs the form (chown).")
