"""When the server is asked to end, whoever is there gets their answer, and nobody new is let in."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.serving_group import ServingGroup
from tests.reliability.writers import NOTED, Browser, Written

CARELESS = (str(Path(__file__).parent / "reliability" / "careless_server.py"), "cramped")


def said(line: socket.socket, request: bytes) -> None:
    line.sendall(request + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n")


def answer(line: socket.socket) -> bytes:
    """Return all that came back, nothing if the line broke."""
    try:
        return b"".join(iter(lambda: line.recv(65536), b""))
    except ConnectionResetError:
        return b""


@pytest.fixture
def group(tmp_path: Path) -> Iterator[ServingGroup]:
    running = ServingGroup(tmp_path)
    try:
        running.start()
        yield running
    finally:
        running.close()


def called(group: ServingGroup) -> socket.socket:
    return socket.create_connection(("127.0.0.1", group.port), timeout=60)


def ended(group: ServingGroup) -> int:
    assert group._process  # noqa: SLF001 - how it ended is asked
    return group._process.wait(timeout=60)  # noqa: SLF001 - as above


def test_what_was_asked_before_the_end_is_answered(group: ServingGroup) -> None:
    """One has asked for paper, one is at half a request, one has only connected."""
    browser = Browser(group.port)
    browser.begin()
    assert Written(browser, *NOTED[0]).write("a text")
    browser.hang_up()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items()).encode()
    with called(group) as paper, called(group) as half, called(group) as silent:
        said(paper, b"GET /summary.pdf")
        paper.sendall(b"Cookie: " + cookies + b"\r\n\r\n")
        said(half, b"GET /about")
        os.kill(group.pid, signal.SIGTERM)
        half.sendall(b"\r\n")
        said(silent, b"GET /options")
        silent.sendall(b"\r\n")
        assert answer(half).startswith(b"HTTP/1.1 200")
        assert answer(silent).startswith(b"HTTP/1.1 200")
        printed = answer(paper)
        assert printed.startswith(b"HTTP/1.1 200")
        assert printed.rstrip().endswith(b"%%EOF")
    assert ended(group) == 0
    assert group.refuses()


def test_somebody_who_says_nothing_does_not_hold_the_end_up(group: ServingGroup) -> None:
    with called(group) as silent, called(group) as slow:
        slow.sendall(b"POST /start HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nx")
        os.kill(group.pid, signal.SIGTERM)
        assert ended(group) == 0
        assert answer(silent) + answer(slow) == b""


def test_as_the_server_usually_ends_an_answer_is_lost(tmp_path: Path) -> None:
    careless = ServingGroup(tmp_path, CARELESS)
    try:
        careless.start()
        with called(careless) as paper:
            said(paper, b"GET /questions.pdf")
            paper.sendall(b"\r\n")
            os.kill(careless.pid, signal.SIGTERM)
            assert answer(paper) == b""
            ended(careless)
    finally:
        careless.close()
