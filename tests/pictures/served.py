"""The form served for the pictures, by its command or as tests/turned_server.py does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = "8765"  # always the same: it can be read in the pictures
HOME = f"http://127.0.0.1:{PORT}"
PLAIN = ("-m", "decision_aid", "serve")
TURNED = str(Path(__file__).resolve().parents[1] / "turned_server.py")


@contextmanager
def form(folder: Path, *program: str, **settings: str) -> Iterator[None]:
    """Serve the form from an empty folder, with these settings alone; without another program, by its command."""
    if _answers():
        sys.exit(f"Something else answers at {HOME}: end it first.")
    folder.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    ours = {f"DECISION_AID_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-P", *(program or PLAIN), "--port", PORT]
    log = folder / "log"  # a file: a pipe that nobody reads would fill and hold the server
    set_up = {**kept, "DECISION_AID_STATE": str(folder / "var"), **ours}
    with (
        log.open("w") as written,
        subprocess.Popen(command, cwd=folder, env=set_up, stdout=written, stderr=written) as server,
    ):
        try:
            _wait_for(server, log)
            yield
        finally:
            server.terminate()


def _wait_for(server: subprocess.Popen[bytes], log: Path) -> None:
    while not _answers():
        if server.poll() is not None:
            sys.exit(f"The form did not start: {log.read_text(encoding='utf-8')}")
        time.sleep(0.2)


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"{HOME}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:  # refused, or not ready
        return False
