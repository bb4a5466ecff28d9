"""What workers are asked to do in tests, mostly what they must not. `begin` keeps what stands open before the walls."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

LARGE = 64 * 1024 * 1024
READ_ONLY = 0
SYSTEM = ctypes.CDLL(None, use_errno=True)


def allow(*folders: str) -> Iterable[str]:
    """Begin a process that may read these folders as well."""
    return folders


def fail_to_begin() -> None:
    raise RuntimeError("not today")


def same(found: Any) -> Any:
    return found


def number() -> int:
    """Return the number of the process."""
    return os.getpid()


def working_folder() -> str:
    return tempfile.gettempdir()


def bad(words: str) -> None:
    raise ValueError(words)


def no_data() -> object:
    return Path("a class of its own")


def run_on() -> None:
    while True:
        pass


def wait_for_a_signal(begun: str = "begun") -> None:
    """Leave an empty file of this name in the process's own folder and wait."""
    Path(begun).touch()
    signal.pause()


def take_memory(size: int) -> int:
    return len(bytearray(size))


def write_much(size: int) -> int:
    """Write a file in the process's own folder."""
    path = Path(tempfile.gettempdir()) / "much"
    try:
        return path.write_bytes(b"x" * size)
    finally:
        path.unlink()


def open_many(count: int) -> int:
    with suppress(RuntimeError):
        held = [tempfile.TemporaryFile() for _ in range(count)]  # noqa: SIM115 - held open to count them
    return len(held)


def read(path: str) -> bytes:
    return Path(path).read_bytes()


def write(path: str) -> int:
    return Path(path).write_text("written")


def append_by_number(path: str) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_APPEND))


def listed(path: str) -> list[str]:
    return os.listdir(path)  # noqa: PTH208 - the call itself is tried


def remove(path: str) -> None:
    Path(path).unlink()


def rename(path: str) -> None:
    Path(path).rename(Path(tempfile.gettempdir()) / "taken")


def make_folder(path: str) -> None:
    (Path(path) / "new").mkdir()


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=5).close()


def listen() -> None:
    socket.create_server(("127.0.0.1", 0)).close()


def look_up() -> None:
    socket.getaddrinfo("localhost", 80)


def run_program() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def run_shell() -> int:
    return os.system("true")  # noqa: S605 - the call itself is tried


def fork() -> int:
    return os.fork()


def become_another() -> None:
    os.execv(sys.executable, [sys.executable, "-c", "pass"])  # noqa: S606 - the call itself is tried


def load_library() -> None:
    ctypes.CDLL("libm.so.6")


def end_parent() -> None:
    os.kill(os.getppid(), 0)


def read_natively(path: str) -> int:
    """Open a file as a C library would; return its number, or -1."""
    return int(SYSTEM.open(path.encode(), READ_ONLY))


def connect_natively(port: int) -> int:
    """Connect as a C library would; return 0, or -1."""
    address = socket.AF_INET.to_bytes(2, sys.byteorder) + port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    handle = SYSTEM.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    return int(SYSTEM.connect(handle, address, len(address)))


def work_for(seconds: float) -> None:
    """Use so much processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def core_dump_size() -> int:
    return resource.getrlimit(resource.RLIMIT_CORE)[1]
