"""How much one process may use. The system itself keeps these bounds."""

from __future__ import annotations

import resource
from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one process; `cpu_seconds` are for each job, `file_bytes` for each file that it writes."""

    memory: int = 512 * _MIB
    cpu_seconds: int = 20
    open_files: int = 128
    file_bytes: int = 16 * _MIB


def impose(limits: Limits) -> None:
    """Bind this process for good: memory, open files, size of files, and no core dump."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),  # a dump would hold answers
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
    ):
        resource.setrlimit(what, (most, most))


def renew_processor_time(seconds: int) -> None:
    """Let this process work for so many seconds from now; beyond that the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))
