"""Who listens on a port and who belongs to a process group, as the kernel says it (Linux: /proc)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_LISTENS = "0A"  # TCP_LISTEN of the kernel's tcp_states.h
_ENDED = ("Z", "X")


def listeners(port: int) -> set[int]:
    """Return the ids of the processes that hold a socket listening on this port of 127.0.0.1."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    return {process for process, _ in _processes() if sockets & set(_open_files(process))}


def members(group: int) -> set[int]:
    """Return the ids of a process group's living processes."""
    return {process for process, (state, _, its, *_) in _processes() if int(its) == group and state not in _ENDED}


def _inodes(port: int) -> Iterator[str]:
    for line in (_PROC / "net/tcp").read_text().splitlines()[1:]:
        _, local, _, state, *_, inode = line.split()[:10]
        if state == _LISTENS and int(local.rpartition(":")[2], 16) == port:
            yield inode


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Go through all processes with what follows the name in their stat line: state, parent, group ..."""
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()


def _open_files(process: int) -> Iterator[str]:
    with suppress(OSError):  # it has just ended, or is not ours
        for file in (_PROC / str(process) / "fd").iterdir():
            with suppress(OSError):
                yield str(file.readlink())
