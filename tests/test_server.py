"""How the server treats those who call it: whose address counts, and how much it takes."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread
from typing import Any
from wsgiref.types import StartResponse

import pytest

from decision_aid.cli.connections import LARGEST_BODY, listen
from decision_aid.cli.serving import options
from decision_aid.settings import Settings
from decision_aid.web import security

BEHIND = Settings(tls_proxy=True, trusted_hosts=("form.clinic.example",))


def echo(environ: dict[str, Any], start: StartResponse) -> list[bytes]:
    """Say who called, how, and with how much."""
    length = len(environ["wsgi.input"].read())
    start("200 OK", [])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {environ['HTTP_HOST']} {length}".encode()]


def ours(status: int) -> tuple[list[tuple[str, str]], bytes]:
    return [("Content-Type", "text/html"), ("X-Ours", str(status))], b"our page"


@contextmanager
def listening(settings: Settings) -> Iterator[str]:
    server = listen(echo, ours, host="127.0.0.1", port=0, **options(settings))
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        with suppress(OSError):  # awake already, it may have closed before it is called
            server.trigger.pull_trigger(server.close)
        thread.join(10)
        server.task_dispatcher.shutdown()


def said(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, body, dict(headers or {})), timeout=30) as response:
        assert response.headers["Server"] is None
        return str(response.read().decode())


FORGED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "evil.example",
}


def test_without_a_proxy_nobody_is_believed_about_an_address() -> None:
    with listening(Settings()) as address:
        assert said(address, headers=FORGED) == f"127.0.0.1 http {address.removeprefix('http://')} 0"


def test_behind_a_proxy_the_last_address_counts_and_nothing_else_is_believed() -> None:
    with listening(BEHIND) as address:
        assert said(address, headers=FORGED) == f"198.51.100.7 https {address.removeprefix('http://')} 0"
        assert said(address).startswith("127.0.0.1 https")


def test_a_kept_file_of_2_mib_is_taken_and_a_longer_one_passed_over() -> None:
    with listening(Settings()) as address:
        assert said(address, b"k" * LARGEST_BODY).endswith(f" {LARGEST_BODY}")
        assert said(address, b"k" * (LARGEST_BODY + 1)).endswith(" 0")
        assert said(address, b"k" * 20 * 1024 * 1024).endswith(" 0")


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nLong: " + b"l" * 262_110 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 411),
    ],
)
def test_what_the_server_itself_refuses_has_our_page_and_headers(request_line: bytes, status: int) -> None:
    with (
        listening(Settings()) as address,
        socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=10) as caller,
    ):
        caller.sendall(request_line)
        answer = b"".join(iter(lambda: caller.recv(65536), b""))
    assert answer.split(b" ")[1] == f"{status}".encode()
    assert f"X-Ours: {status}".encode() in answer
    assert answer.endswith(b"our page")


def test_as_much_passes_the_server_as_the_form_itself_takes() -> None:
    assert LARGEST_BODY == security.LARGEST_FILE + security.LARGEST_BODY


@contextmanager
def sending(address: str, callers: int) -> Iterator[list[socket.socket]]:
    """Let so many callers send half of a file of 2 MiB each, and wait."""
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2097152\r\n\r\n"
    with ExitStack() as closing:
        lines = [closing.enter_context(socket.create_connection(caller(address), timeout=30)) for _ in range(callers)]
        for line in lines:
            line.sendall(head + b"h" * 1024 * 1024)
        yield lines


def caller(address: str) -> tuple[str, int]:
    return "127.0.0.1", int(address.rpartition(":")[2])


def refusal(address: str, body: bytes) -> tuple[int, bytes]:
    try:
        return 200, said(address, body).encode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_long_bodies_have_a_bound_together_and_short_ones_always_room() -> None:
    with listening(Settings()) as address:
        with sending(address, 40):
            assert until(address, 503) == (503, b"our page")
            assert refusal(address, b"k" * 64 * 1024)[0] == 200
        assert until(address, 200)[0] == 200


def until(address: str, status: int) -> tuple[int, bytes]:
    """Send a file until this comes of it, or for a hundred times."""
    found = (refusal(address, b"k" * 2 * 1024 * 1024) for _ in range(100))
    return next((one for one in found if one[0] == status), (0, b""))


def test_a_file_that_was_taken_gives_its_room_back() -> None:
    with listening(Settings()) as address:
        for _ in range(100):
            assert refusal(address, b"k" * 2 * 1024 * 1024)[0] == 200
