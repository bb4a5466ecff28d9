"""What people send and get is never written to a temporary file, however long it is."""

import http.client
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import free_port, wait_for
from tests.spooling import LONG_ANSWER
from tests.test_cli import SMALLEST, environment

PROGRAM = Path(__file__).with_name("spooling.py")
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="kept.pdf"\r\n\r\n'
FILE = b"%PDF-" + b"k" * (2 * 1024 * 1024 - 5)
BROKEN = 0


@contextmanager
def serving(folder: Path, mode: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, str(PROGRAM), str(port), mode]
    given = environment(folder, {"questions": str(SMALLEST)})
    with subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            wait_for(process, f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def sent(address: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Return status and body of the answer; BROKEN for one that never came whole."""
    request = urllib.request.Request(address, body, {"Content-Type": "multipart/form-data; boundary=x"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read()
    except (OSError, http.client.HTTPException):
        return BROKEN, b""


def uploaded(address: str) -> int:
    return sent(f"{address}/resume", HEAD + FILE + b"\r\n--x--\r\n")[0]


def test_a_file_of_2_mib_and_a_long_answer_leave_no_temporary_file(tmp_path: Path) -> None:
    with serving(tmp_path, "served") as address:
        assert uploaded(address) == 403  # looked at, and refused for want of a token
        assert sent(f"{address}/long") == (200, b"x" * LONG_ANSWER)


def test_as_servers_usually_do_it_both_would_be_in_a_temporary_file(tmp_path: Path) -> None:
    with serving(tmp_path, "usual") as address:
        assert uploaded(address) in {BROKEN, 400, 500}
        assert len(sent(f"{address}/long")[1]) < LONG_ANSWER
