"""A server started by a test: where it listens, and when it answers."""

import socket
import subprocess
import urllib.request

import pytest

_PATIENCE = 150  # looks at the server, a fifth of a second apart


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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
