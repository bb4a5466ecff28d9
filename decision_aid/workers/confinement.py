"""What a process may not do once it is ready: reach the network, start a program, touch files that are not its own.

Two walls. Python's audit events stop what Python code tries, on every system. Landlock, where the Linux kernel has it,
stops native code as well: files by path, TCP by port. Neither can be taken down again in this process.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Callable, Iterable
from typing import Any

from decision_aid import assets
from decision_aid.workers import landlock

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER = (
    *("socket.", "ssl.", "urllib.", "http.", "ftplib.", "imaplib.", "poplib.", "smtplib.", "nntplib.", "telnetlib."),
    *("subprocess.", "pty.", "webbrowser.", "ctypes.dlopen", "sqlite3.", "signal.pthread_kill", "syslog."),
    *("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.kill", "os.startfile"),
)
# Each of these is told the path, or the two, that it would change.
_CHANGES = (
    *("os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.removexattr", "os.rename"),
    *("os.rmdir", "os.setxattr", "os.symlink", "os.truncate", "os.utime"),
)
_LISTS = ("os.listdir", "os.scandir", "os.chdir")

Check = Callable[[tuple[Any, ...]], bool]


class Refused(PermissionError):
    """A confined process tried what it must not; says what kind of thing, not with what."""


def confine(folder: str, readable: Iterable[str] = ()) -> None:
    """Leave this process its own folder to write; and that, `readable`, our files and Python's library to read.

    Cannot be undone.
    """
    reads = (folder, *readable, *_ours(), *_python())
    landlock.restrict(reads, (folder,))
    sys.addaudithook(_hook(_checks(_Places((folder,)), _Places(reads))))


def _ours() -> tuple[str, ...]:
    return tuple(map(str, (assets.PACKAGE, assets.templates(), assets.translations(), assets.fonts())))


def _python() -> tuple[str, ...]:
    """Return the folders of Python's library and of installed packages; elsewhere on `sys.path` answers may lie."""
    paths = sysconfig.get_paths()
    return (*(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")), *site.getsitepackages())


class _Places:
    """Some folders with all that is in them."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._roots = tuple({os.path.realpath(folder).rstrip(os.sep) + os.sep for folder in folders})

    def hold(self, path: object) -> bool:
        """Tell whether a path is inside. A number is a file that is open already."""
        if isinstance(path, str | bytes | os.PathLike):
            return (os.path.realpath(os.fsdecode(path)) + os.sep).startswith(self._roots)
        return isinstance(path, int)


def _hook(checks: dict[str, Check]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return the audit hook; events that need no check are learned, since there are very many of them."""

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event not in checks:
            checks[event] = _refuse if event.startswith(_NEVER) else _allow
        if not checks[event](given):
            raise Refused(event)

    return hook


def _refuse(_: tuple[Any, ...]) -> bool:
    return False


def _allow(_: tuple[Any, ...]) -> bool:
    return True


def _checks(own: _Places, readable: _Places) -> dict[str, Check]:
    def opened(given: tuple[Any, ...]) -> bool:
        path, mode, flags = given
        writes = bool(flags & _WRITING) or bool(set(mode or "") & set("wax+"))
        return (own if writes else readable).hold(path)

    def changed(given: tuple[Any, ...]) -> bool:
        return all(own.hold(path) for path in given if isinstance(path, str | bytes | os.PathLike))

    def listed(given: tuple[Any, ...]) -> bool:
        return readable.hold(os.curdir if given[0] is None else given[0])

    return {"open": opened, **dict.fromkeys(_CHANGES, changed), **dict.fromkeys(_LISTS, listed)}
