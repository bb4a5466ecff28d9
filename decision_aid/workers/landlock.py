"""Landlock: the Linux kernel itself keeps a process to the files it was given and off TCP.

The numbers and structures are those of linux/landlock.h; the three system calls have one number on all usual machines.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1  # flag: only tell how much the kernel can
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15}  # how many kinds of access the first versions know; from 5 on there are 16
_MOST_FILE_RIGHTS = 16
_FIRST_WITH_MOST, _FIRST_WITH_TCP = 5, 4
_BIND_AND_CONNECT = 3
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_OF_FILES = 1 << 0 | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15  # run, write, read, truncate, device
_RUN = 1 << 0


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("place", ctypes.c_int32))


def version() -> int:
    """Return how much of Landlock this kernel has; 0 for none."""
    return max(0, _call(_CREATE, None, 0, _VERSION))


def restrict(readable: Iterable[str], writable: Iterable[str]) -> bool:
    """Keep this thread, and those it starts, to reading and writing beneath these paths; tell whether the kernel could.

    Files that are open stay open. Cannot be undone.
    """
    known = version()
    if not known:
        return False
    every = (1 << _FILE_RIGHTS.get(known, 15 if known < _FIRST_WITH_MOST else _MOST_FILE_RIGHTS)) - 1
    tcp = _BIND_AND_CONNECT if known >= _FIRST_WITH_TCP else 0
    rules = _Rules(every, tcp)
    size = ctypes.sizeof(rules) if tcp else ctypes.sizeof(ctypes.c_uint64)
    handle = _call(_CREATE, ctypes.byref(rules), size, 0)
    if handle < 0:
        return False
    try:
        _allow(handle, readable, _READ_FILE | _READ_FOLDER)
        _allow(handle, writable, every & ~_RUN)
        return _closed_in(handle)
    finally:
        os.close(handle)


def _allow(handle: int, paths: Iterable[str], rights: int) -> None:
    for path in dict.fromkeys(map(os.path.realpath, paths)):
        if os.path.exists(path):  # noqa: PTH110 - a plain word for a path that came as one
            allowed = rights if os.path.isdir(path) else rights & _OF_FILES  # noqa: PTH112 - as above
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                _call(_ADD, handle, _PATH_BENEATH, ctypes.byref(_Beneath(allowed, place)), 0)
            finally:
                os.close(place)


def _closed_in(handle: int) -> bool:
    system = ctypes.CDLL(None, use_errno=True)
    return system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _call(_RESTRICT, handle, 0) == 0


def _call(number: int, *arguments: object) -> int:
    system = ctypes.CDLL(None, use_errno=True)
    system.syscall.restype = ctypes.c_long
    given = (ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)
    return int(system.syscall(ctypes.c_long(number), *given))
