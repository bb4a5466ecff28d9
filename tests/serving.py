"""A server started by a test: where it listens, and when it answers."""

import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

_PATIENCE = 150  # looks at the server, a fifth of a second apart


def free_port() -> int:
    """Return a port that nobody has: not one of those that connections going out take for a moment."""
    while True:
        port = 10_000 + secrets.randbelow(22_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextmanager
def serving(folder: Path, *program: str, **settings: str) -> Iterator[str]:
    """Serve the form with these settings and no others, by its command or another such program; give its address."""
    port = free_port()
    call = [sys.executable, *(program or ("-m", "decision_aid", "serve")), "--port", str(port)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    ours = {f"DECISION_AID_{name.upper()}": value for name, value in settings.items()}
    # a file, not a pipe: a log that nobody reads would fill it and hold the server
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            call,
            cwd=folder,
            env={**kept, "DECISION_AID_STATE": str(folder / "var"), **ours},
            stdout=log,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            wait_for(process, f"http://127.0.0.1:{port}/readyz")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def serving_here(app: Flask) -> Iterator[str]:
    """Serve an application from a thread of the test's own process; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def wait_for(process: subprocess.Popen[str], address: str) -> None:
    """Return once this address answers; fail with the server's own words if it ended or never does."""
    for _ in range(_PATIENCE):
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            if _answers(address):
                return
        else:
            pytest.fail(f"the server ended: {process.communicate()[0]}")
    pytest.fail(f"{address} never answered")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:  # refused, not ready, or slow to say so
        return False
