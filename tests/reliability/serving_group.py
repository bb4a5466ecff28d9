"""The real server as a process group of its own: started, killed with everything below it, and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from tests.reliability.listening import listeners, members
from tests.serving import free_port

REAL: Sequence[str] = ("-m", "decision_aid", "serve")
_LOOKS = 1500
_BETWEEN = 0.02  # seconds
_PREFIX = "DECISION_AID_"


class ServingGroup:
    """Serves one state folder on one port; `program` is what Python is to run, with `--port` after it."""

    def __init__(self, folder: Path, program: Sequence[str] = REAL, **settings: str) -> None:
        self.port = free_port()
        self.folder = folder
        self._program = program
        self._settings = {f"{_PREFIX}{name.upper()}": value for name, value in settings.items()}
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "the server was not started"
        return self._process.pid

    def start(self) -> None:
        """Return once a new server answers: it alone listens on the port."""
        command = [sys.executable, "-P", *self._program, "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.folder, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        _wait(self._answers, "the server never answered")
        assert listeners(self.port) == {self.pid}, "another process listens on the server's port"

    def kill(self) -> None:
        """Kill the whole group at once; return when nothing of it lives and the port refuses."""
        group = self.pid
        os.killpg(group, signal.SIGKILL)
        self._wait_for_the_end()
        _wait(lambda: not members(group), "a process of the killed server lives on")
        assert not listeners(self.port), "an orphan listens on the server's port"
        assert self.refuses(), "the port of a killed server answers"

    def end(self) -> None:
        """End the server as an administrator does; return when the port refuses."""
        assert self._process
        self._process.terminate()
        self._process.wait(timeout=60)
        assert self.refuses(), "the port of a server that was ended answers"

    def refuses(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        except ConnectionRefusedError:
            return True
        return False

    def close(self) -> None:
        if self._process and self._process.poll() is None:
            self.kill()

    def _wait_for_the_end(self) -> None:
        assert self._process
        assert self._process.wait(timeout=30) == -signal.SIGKILL, "the server had ended before it was killed"

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, f"the server ended: {self._log.read_text()[-2000:]}"
        return not self.refuses()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_PREFIX)}
        ours = {f"{_PREFIX}STATE": str(self.folder / "state"), f"{_PREFIX}PRINT_WORKERS": "1"}
        return kept | ours | self._settings


@contextmanager
def serving(folder: Path, program: Sequence[str] = REAL) -> Iterator[ServingGroup]:
    """Give a server that is running; nothing of it is left after."""
    group = ServingGroup(folder, program)
    try:
        group.start()
        yield group
    finally:
        group.close()


def _wait(until: object, otherwise: str) -> None:
    assert callable(until)
    pause = Event()
    for _ in range(_LOOKS):
        if until():
            return
        pause.wait(_BETWEEN)
    raise AssertionError(otherwise)
