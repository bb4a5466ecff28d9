"""The file of a backup: apart from what it is of, over no other, on the disk before it has its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from decision_aid.core.errors import StoreRefused
from decision_aid.store.place import make_durable

_PART: Final = ".part"


@contextmanager
def filled(folder: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """Give the file to fill, and the one that it is called when the block is over; what failed leaves nothing.

    The folder is made if it is not there; where that was in vain it goes again. Raises StoreRefused with one sentence.
    """
    with _there(folder), _claimed(_place(folder, name).with_name(name + _PART)) as part:
        target = folder / name
        yield part, target
        with _told(folder):
            make_durable(part)
            part.rename(target)
            make_durable(folder)


def check_apart(folder: Path, *kept: Path) -> None:
    """Raise StoreRefused for a folder of backups that is one of those kept, or inside of one."""
    for each in kept:
        if folder.resolve().is_relative_to(each.resolve()):
            raise StoreRefused(
                f"A backup in {folder} would go when {each} goes, and have database and secrets in one place: name a "
                "folder elsewhere, best on another disk."
            )


def full(folder: Path) -> StoreRefused:
    """Return what to raise where the disk of the backup is full."""
    return StoreRefused(f"The disk of {folder} is full: make room there, and back up again.")


def _place(folder: Path, name: str) -> Path:
    """Return where the copy is to be. Raises StoreRefused if something is in its place."""
    if os.path.lexists(folder / name):
        raise StoreRefused(f"{folder / name} is there already, and a backup writes over nothing: name another folder.")
    return folder / name


@contextmanager
def _there(folder: Path) -> Iterator[None]:
    """Make the folder, and those it is in, if they are not there; what was made goes again if the block fails."""
    with _told(folder):
        new = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        with _told(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in new:  # the innermost first
            with suppress(OSError):  # not made, or somebody else put something into it
                one.rmdir()
        raise


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreRefused(
            f"The backup cannot be written to {folder} ({error.strerror}): make room, or let this user write there."
        ) from error


@contextmanager
def _claimed(part: Path) -> Iterator[Path]:
    """Make the file that is filled, so that two backups never fill one; take it away if it is still there after."""
    try:
        with _told(part.parent):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except StoreRefused as refused:
        if isinstance(refused.__cause__, FileExistsError):
            raise StoreRefused(
                f"{part} is there: another backup is being made, or one was cut short. Take it away if none is."
            ) from None
        raise
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
