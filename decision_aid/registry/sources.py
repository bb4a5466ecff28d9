"""The files in which records may be: one, those of a folder, and those in a zip. No link and no pipe is followed."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Final

from decision_aid.core.errors import TrialsRefused
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.stream import Allowance, Bounded, Unreadable, allowance, unbroken
from decision_aid.registry.texts import line

_RECORDS: Final = frozenset({".json", ".jsonl", ".ndjson"})
_ZIP: Final = ".zip"
_ZIP_BEGINS: Final = b"PK\x03\x04"
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file of records: what it is called, and how to open it, as often as one likes."""

    name: str
    open: Callable[[], IO[bytes]]
    allowance: Allowance | None = None

    @contextmanager
    def stream(self) -> Iterator[Bounded]:
        """Give the file to read. Raises Unreadable."""
        with unbroken():
            stream = self.open()
        with stream:
            yield Bounded(stream, self.allowance)

    def cut(self, unreadable: Unreadable) -> Skipped:
        """Return what is said of a file that cannot be read, or not to its end."""
        return Skipped(f"{self.name} {unreadable}.", cut=True)


def sources(path: Path) -> Iterator[Source | Skipped]:
    """Go through the files of records at this path, in the order of their names. Raises TrialsRefused if it is none."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise TrialsRefused(f"{path} cannot be read ({error.strerror}): name a file or folder of records.") from None
    if stat.S_ISDIR(mode):
        return _in_folder(path, path, 0)
    if stat.S_ISREG(mode):
        return _in_file(path.resolve(), line(str(path)))
    raise TrialsRefused(f"{path} is neither a file nor a folder: save the records in a file first.")


def _in_folder(folder: Path, top: Path, depth: int) -> Iterator[Source | Skipped]:
    """Go through a folder and those inside; what is named neither as records nor as a zip is passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(f"{_called(folder, top)} cannot be read ({error.strerror}).", cut=True)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            yield from _in_folder(path, top, depth + 1)
        elif _is_named(entry.name, {*_RECORDS, _ZIP}):
            yield from _in_entry(entry, _called(path, top))


def _in_entry(entry: os.DirEntry[str], name: str) -> Iterator[Source | Skipped]:
    if entry.is_file(follow_symlinks=False):
        yield from _in_file(Path(entry.path), name)
    else:
        yield Skipped(f"{name} is a link or no plain file, and is not followed.")


def _in_file(path: Path, name: str) -> Iterator[Source | Skipped]:
    source = Source(name, partial(_opened, path))
    try:
        with source.stream() as stream:
            if stream.read(len(_ZIP_BEGINS)) == _ZIP_BEGINS:
                yield from _in_zip(stream.stream, name)
                return
    except Unreadable as unreadable:
        yield source.cut(unreadable)
        return
    yield source


def _in_zip(file: IO[bytes], name: str) -> Iterator[Source | Skipped]:
    with unbroken():
        packed = zipfile.ZipFile(file)
    with packed:
        allowed = allowance(file.seek(0, os.SEEK_END))
        for member in packed.infolist():
            if allowed.left < 0:
                return
            called = line(f"{name}/{member.filename}")
            if _is_named(PurePosixPath(member.filename).name, _RECORDS):
                yield Source(called, partial(packed.open, member), allowed)
            elif _is_named(PurePosixPath(member.filename).name, {_ZIP}):
                yield Skipped(f"{called} is a zip in a zip: unpack the outer one first.", cut=True)


def _opened(path: Path) -> IO[bytes]:
    """Open a plain file: what took its place since it was found is not followed, and never waited for."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise OSError(0, "it is no plain file")


def _is_named(name: str, suffixes: frozenset[str] | set[str]) -> bool:
    return not name.startswith(".") and PurePosixPath(name).suffix.lower() in suffixes


def _called(path: Path, top: Path) -> str:
    return line(str(path.relative_to(top))) or line(str(top))
