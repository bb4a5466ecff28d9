"""Files looked at again after every change, until somebody presses Ctrl-C."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

EVERY = 0.5  # seconds between two looks at the file's date

_GO_ON = "save again to have it looked at again."

_Stamp = tuple[tuple[int, int, int] | None, ...]


class Looked(Protocol):
    """One look at the file."""

    @property
    def version(self) -> str: ...

    @property
    def is_usable(self) -> bool: ...

    def lines(self) -> Iterator[str]: ...


_Any = TypeVar("_Any", bound=Looked)


def watch(paths: tuple[Path, ...], look: Callable[[], Looked], wait: Callable[[], object]) -> int:
    """Say what a look at the files finds, now and after every change; return 0 when interrupted."""
    good = ""
    try:
        for _ in changes(paths, wait):
            looked = outlived(look)
            if looked is None:
                continue
            print(*looked.lines(), sep="\n")
            good = looked.version if looked.is_usable else good
            print(_ended(paths[0], good, usable=looked.is_usable), flush=True)
    except KeyboardInterrupt:
        print()
    return 0


def outlived(look: Callable[[], _Any]) -> _Any | None:
    """Return what a look finds; where the look itself fails, say so in one sentence and return nothing."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a fault of ours must not end what the author waits for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
        print(f"This save could not be looked at, for a fault of the program ({place}): {_GO_ON}\n", flush=True)
        return None


def _ended(path: Path, good: str, *, usable: bool) -> str:
    if usable:
        state = f"The form can use {path}: version {good}."
    elif good:
        state = f"The form cannot use {path} as it is. Last without errors: version {good}."
    else:
        state = f"The form cannot use {path} as it is. It had errors from the beginning."
    return f"{state} Waiting for a change; Ctrl-C ends.\n"


def changes(paths: tuple[Path, ...], wait: Callable[[], object]) -> Iterator[None]:
    """Go on at once, and after that whenever a file has changed and all then stayed as they are for one wait.

    So a file that is being written is left alone, and so is one that an editor takes away to put another in its place.
    """
    seen = _stamp(paths)
    yield
    while True:
        wait()
        if (found := _stamp(paths)) != seen:
            seen = _settled(paths, found, wait)
            yield


def _settled(paths: tuple[Path, ...], found: _Stamp, wait: Callable[[], object]) -> _Stamp:
    while True:
        wait()
        if (again := _stamp(paths)) == found:
            return again
        found = again


def _stamp(paths: tuple[Path, ...]) -> _Stamp:
    """Return what tells one state of the files from another."""
    return tuple(map(_stamp_of, paths))


def _stamp_of(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one state of a file from another; nothing while there is no file."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino
