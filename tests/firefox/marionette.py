"""Firefox itself, by Marionette: the door for tests that every Firefox has, a socket that takes commands in JSON.

A command goes out as `LENGTH:[0, number, name, parameters]`; back comes `LENGTH:[1, number, error, result]`.
"""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.serving import free_port

PATIENCE = 60.0  # seconds, for a start or an answer
FLAGS = ("--marionette", "--headless", "--no-remote", "--remote-allow-system-access")
SETTERS = {bool: "setBoolPref", int: "setIntPref", str: "setStringPref"}
Preference = bool | int | str


class MarionetteError(Exception):
    """What Firefox refused, in its words."""


class Marionette:
    """One session; every script runs beside the page's own, also where the page may run none."""

    def __init__(self, connection: socket.socket) -> None:
        self._out = connection
        self._in = connection.makefile("rb")
        self._number = 0
        self._read()
        self.send("WebDriver:NewSession", capabilities={})

    def close(self) -> None:
        self._in.close()
        self._out.close()

    def send(self, command: str, **parameters: Any) -> Any:
        """Give a command and return its result."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._out.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise MarionetteError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page and return what it returns."""
        return self.send("WebDriver:ExecuteScript", script=script, args=given, sandbox="system", newSandbox=False)

    def run_until_called(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page, and return what it hands to its last argument."""
        return self.send("WebDriver:ExecuteAsyncScript", script=script, args=given, sandbox="system", newSandbox=False)

    def run_inside(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the browser's own window."""
        self.send("Marionette:SetContext", value="chrome")
        try:
            return self.run(script, *given)
        finally:
            self.send("Marionette:SetContext", value="content")

    def prefer(self, preferences: Mapping[str, Preference]) -> None:
        for name, value in preferences.items():
            self.run_inside(f"Services.prefs.{SETTERS[type(value)]}(arguments[0], arguments[1])", name, value)

    def _read(self) -> Any:
        length = b""
        while (character := self._in.read(1)) != b":":
            if not character:
                raise MarionetteError("Firefox closed the connection")
            length += character
        return json.loads(self._in.read(int(length)))


@contextmanager
def firefox(program: str, profile: Path, preferences: Mapping[str, Preference]) -> Iterator[Marionette]:
    """Start a Firefox with a fresh profile, and end it."""
    port = free_port()
    lines = {"marionette.port": port, **preferences}
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in lines.items())
    )
    with (profile / "log").open("w") as log:
        process = subprocess.Popen([program, *FLAGS, "--profile", str(profile)], stdout=log, stderr=log)
    try:
        with closing(Marionette(_connection(process, port))) as driver:
            yield driver
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _connection(process: subprocess.Popen[bytes], port: int) -> socket.socket:
    until = monotonic() + PATIENCE
    while process.poll() is None and monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:  # not listening yet
            sleep(0.1)
    raise MarionetteError("Firefox does not start: its log is in its profile")
