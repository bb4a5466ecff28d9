"""Tries what a service needs, and what it must not do; says of each whether it was let. Runs in a machine of the tests.

Called with the state folder. Only the standard library: with the program's own environment it runs as the form does.
"""

import ctypes
import json
import mmap
import os
import resource
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

STATE = Path(sys.argv[1])


def writes(folder: Path) -> Callable[[], object]:
    return lambda: tempfile.TemporaryFile(dir=folder).close()


def memory_both_written_and_run() -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC).close()


def namespaces() -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(0x10000000):  # CLONE_NEWUSER
        raise OSError(ctypes.get_errno(), "refused")


def sees_the_first_process() -> None:
    Path("/proc/1/status").read_text()


def sends_to(address: str) -> Callable[[], object]:
    def sends() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(b"CANARY", (address, 9))

    return sends


TRIED: dict[str, Callable[[], object]] = {
    "write the state folder": writes(STATE),
    "write a temporary file": writes(Path("/tmp")),  # noqa: S108 - the service has one of its own
    "limit itself": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
    "be polite": lambda: os.nice(5),
    "talk on this machine": sends_to("127.0.0.1"),
    "listen for databases": lambda: socket.socket(socket.AF_UNIX).close(),
    "write where everybody may": writes(Path("/srv/open")),
    "read what everybody may in a home": lambda: Path("/home/open").read_text(),
    "see the first process": sees_the_first_process,
    "make memory that is written and run": memory_both_written_and_run,
    "talk to the kernel's network": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close(),
    "give a file away": lambda: os.chown(STATE, -1, os.getgid()),
    "send beyond this machine": sends_to("192.0.2.1"),
    "make a namespace": namespaces,  # last: in one of its own, it owns nothing
}


def let(attempt: Callable[[], object]) -> bool:
    with suppress(OSError):
        attempt()
        return True
    return False


if __name__ == "__main__":
    told = {name: let(attempt) for name, attempt in TRIED.items()}
    status = Path("/proc/self/status").read_text()
    told["is watched by a filter"] = "Seccomp:\t2" in status
    told["may gain rights"] = "NoNewPrivs:\t0" in status
    sys.stdout.write(json.dumps(told))
