"""Holds connections open that send nothing, half a header or a body a byte at a time, and asks for pages meanwhile."""

from __future__ import annotations

import resource
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter

from tests.reliability.serving_group import ServingGroup
from tests.reliability.writers import Browser

USUAL_FILES = 1024  # what a process may have open where nobody raised it
_MORE_FILES = 4096
_BETWEEN_BYTES = 1.0  # seconds
_HALF = b"GET /about HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
_LENGTH = 4096
_BODY = (
    b"POST /start HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: %d\r\n\r\ntoken=" % _LENGTH
)
KINDS = (b"", _HALF, _BODY)


@dataclass(frozen=True, slots=True)
class Waited:
    """How long each page took, in milliseconds, and how many slow clients were still connected after the last."""

    milliseconds: tuple[float, ...]
    holding: int

    def __str__(self) -> str:
        usual, seldom, first = self.at(0.5), self.at(0.99), self.milliseconds[0]
        times = f"{usual:.0f} ms, p99 {seldom:.0f} ms; the first, as they all came, {first:.0f} ms"
        return f"{len(self.milliseconds)} pages beside {self.holding} slow clients: {times}"

    def at(self, share: float) -> float:
        """Return the time within which this share of the pages came."""
        return sorted(self.milliseconds)[min(int(len(self.milliseconds) * share), len(self.milliseconds) - 1)]


def pages_beside(group: ServingGroup, of_each: int, pages: int, patience: float) -> Waited:
    """Ask for so many pages beside so many slow clients of each kind. Raises Unanswered after `patience` seconds."""
    let_open(group.pid)
    return beside(Browser(group.port, patience=patience), lambda said: _opened(group.port, said), of_each, pages)


def beside(visitor: Browser, opened: Callable[[bytes], socket.socket], of_each: int, pages: int) -> Waited:
    """Let a visitor ask for so many pages beside so many slow clients of each kind.

    `opened` makes one that has said this so far. Raises Unanswered when the visitor's patience is over.
    """
    visitor.begin()
    visitor.hang_up()
    with ExitStack() as closing:
        slow = [closing.enter_context(opened(kind)) for kind in KINDS for _ in range(of_each)]
        closing.enter_context(_dripping(slow[-of_each:]))
        times = tuple(_time_of(visitor) for _ in range(pages))
        return Waited(times, sum(map(_is_held, slow)))


def let_open(server: int) -> None:
    """Let this process have many open files, and the server no more than usual."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.prlimit(server, resource.RLIMIT_NOFILE, (USUAL_FILES, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MORE_FILES if most < 0 else min(most, _MORE_FILES), most))


def _opened(port: int, said: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.sendall(said)
    return client


@contextmanager
def _dripping(clients: Sequence[socket.socket]) -> Iterator[None]:
    """Send a byte of each client's body every second."""
    ended = Event()

    def drip() -> None:
        while not ended.wait(_BETWEEN_BYTES):
            for client in clients:
                with suppress(OSError):
                    client.send(b"x")

    thread = Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _time_of(visitor: Browser) -> float:
    """Ask for a question page on a connection of its own, as somebody who has just come."""
    before = perf_counter()
    reply = visitor.get("/q/decision")
    spent = (perf_counter() - before) * 1000
    visitor.hang_up()
    assert reply.status == 200
    return spent


def _is_held(client: socket.socket) -> bool:
    """Tell whether the server has neither answered nor hung up."""
    client.setblocking(False)  # noqa: FBT003 - socket's own way
    try:
        client.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return True
    return False
