"""What a service manager is told of a form that it started."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from tests.serving import free_port
from tests.test_cli import COMMAND, environment


@pytest.mark.parametrize("mark", ["", "@"])  # a file, or a name that is in no folder
def test_serve_tells_systemd_when_it_can_be_used(tmp_path: Path, mark: str) -> None:
    place = f"{mark}{tmp_path}/notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(place.replace("@", "\0"))
        manager.settimeout(60)
        with subprocess.Popen(
            [*COMMAND, "serve", "--port", str(free_port())],
            cwd=tmp_path,
            env={**environment(tmp_path, {}), "NOTIFY_SOCKET": place},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as serving:
            assert manager.recv(100) == b"READY=1"
            serving.terminate()
        assert serving.returncode == 0


def test_serve_says_where_the_form_is_to_whoever_started_it(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        cwd=tmp_path,
        env=environment(tmp_path, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as serving:
        assert serving.stdout
        assert serving.stdout.readline() == f"The form is on http://127.0.0.1:{port} (Ctrl-C ends it)\n"
        serving.terminate()
    assert serving.returncode == 0
