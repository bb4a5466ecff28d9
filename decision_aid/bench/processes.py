"""What other processes cost: CPU of the printing workers, and memory of a serving process (Linux: from /proc)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_PROC = Path("/proc")
_KIB = 1024
_TICKS = os.sysconf("SC_CLK_TCK")


def children_cpu() -> float:
    """Return the CPU seconds that this process's living children have spent; nothing where /proc is not there."""
    me = str(os.getpid())
    stats = [_fields(folder) for folder in _PROC.glob("[0-9]*")]
    ticks = sum(
        int(fields[11]) + int(fields[12]) for fields in stats if len(fields) > len("user sys") and fields[1] == me
    )
    return ticks / _TICKS


def cpu_of_named(name: str) -> float:
    """Return the CPU seconds of all processes below this one whose program's name holds these letters.

    Those of processes that have ended are among those of the process that started them.
    """
    parents = {int(folder.name): _fields(folder) for folder in _PROC.glob("[0-9]*")}
    below = {number for number in parents if _descends(number, os.getpid(), parents)}
    named = (number for number in below if name in _read(_PROC / str(number) / "comm"))
    ticks = sum(sum(map(int, parents[number][11:15])) for number in named)
    return ticks / _TICKS


def cpu_of(process: int) -> tuple[float, float]:
    """Return the CPU seconds of a process itself, and of all processes that it or those below it started."""
    stats = {int(folder.name): _fields(folder) for folder in _PROC.glob("[0-9]*")}
    own = stats.get(process, [])
    below = (fields for number, fields in stats.items() if fields and _descends(number, process, stats))
    ticks = sum(sum(map(int, fields[11:15])) for fields in below) + sum(map(int, own[13:15]))
    return sum(map(int, own[11:13])) / _TICKS, ticks / _TICKS


def _descends(number: int, ancestor: int, parents: Mapping[int, list[str]]) -> bool:
    while number in parents and len(parents[number]) > 1:
        number = int(parents[number][1])
        if number == ancestor:
            return True
    return False


def memory(process: int) -> tuple[float, float]:
    """Return a process's resident and proportional memory in MB (of 1,048,576 bytes)."""
    found = dict.fromkeys(("Rss", "Pss"), 0.0)
    for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name in found:
            found[name] = int(rest.split()[0]) / _KIB
    return found["Rss"], found["Pss"]


def _fields(folder: Path) -> list[str]:
    """Return what follows the name in a process's stat line: state, parent ... user ticks, system ticks."""
    return _read(folder / "stat").rpartition(")")[2].split()


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""
