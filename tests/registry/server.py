"""A registry on this machine that speaks the dialect of the real one, over TLS, with any fault that a test asks for."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

import trustme

HOST = "127.0.0.1"
STUDIES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("data").joinpath("als_trials_v2.json").read_text("utf-8")
)
JSON = "application/json"
_LONGEST = 20  # seconds after which a slow answer gives up by itself

Write = Callable[[bytes], object]
Answer = Callable[[Write], object]


def study(number: str = "NCT01051882", **identification: Any) -> dict[str, Any]:
    """Return the data of a real study under this number."""
    made = deepcopy(STUDIES[0])
    made["protocolSection"]["identificationModule"] |= {"nctId": number, **identification}
    return made


def sent(body: bytes, status: str = "200 OK", kind: str = JSON, **headers: str) -> Answer:
    """Return a whole answer; `Retry_After` is written as a header `Retry-After`."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda write: write(head(status, lines) + body)


def head(status: str, headers: Mapping[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1")


def data(found: Any) -> Answer:
    return sent(json.dumps(found).encode())


def packed(body: bytes) -> Answer:
    return sent(gzip.compress(body), Content_Encoding="gzip")


def moved(to: str, status: str = "301 Moved Permanently") -> Answer:
    return sent(b"", status, "text/html", Location=to)


def plain(status: str, words: str = "no", **headers: str) -> Answer:
    """Return what the registry says instead of data: a line of plain text."""
    return sent(words.encode(), status, "text/plain", **headers)


@dataclass
class Asked:
    """One request as it came, to the letter."""

    line: str
    headers: list[tuple[str, str]]

    @property
    def path(self) -> str:
        return self.line.split()[1]


@dataclass
class Registry:
    """The server: what it answers to each path, without the query, and what it was asked; `ended` ends slow answers.

    `arrived` is called for each request: a test has its own clock there.
    """

    port: int
    trust: ssl.SSLContext
    ended: threading.Event
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    outlasted: bool = False  # somebody has listened to a slow answer for longer than anybody should
    arrived: Callable[[], object] = lambda: None

    def on(self, number: str, *answers: Answer) -> None:
        """Answer requests for this study so: one after the other, the last for all that follow."""
        self.answers[f"/api/v2/studies/{number}"] = list(answers)

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        self.arrived()
        found = self.answers.get(asked.path.partition("?")[0], plain("404 Not Found"))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    def dripping(self, beginning: bytes, drop: bytes = b" ") -> Answer:
        """Return an answer of which a drop comes now and then, and never the end."""

        def drip(write: Write) -> None:
            write(beginning)
            for _ in range(_LONGEST * 20):
                if self.ended.wait(0.05):
                    return
                write(drop)
            self.outlasted = True

        return drip

    def silent(self) -> Answer:
        return lambda _: self.ended.wait(_LONGEST)


class _Handler(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked has gone
            self._handle()

    def _handle(self) -> None:
        self.server.registry.connections += 1
        if not self.server.context:
            self.request.sendall(head("400 Bad Request", {}))
        else:
            self.connection = self.server.context.wrap_socket(self.request, server_side=True)
        with self.connection, self.connection.makefile("rb") as reading:
            if line := reading.readline().decode("latin-1").rstrip("\r\n"):
                headers = list(_headers(reading))
                self.server.registry.answer(Asked(line, headers))(self.connection.sendall)


def _headers(reading: Any) -> Iterator[tuple[str, str]]:
    while line := reading.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(": ")
        yield name, value


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, context: ssl.SSLContext | None, trust: ssl.SSLContext, at: tuple[str, int]) -> None:
        super().__init__(at, _Handler)
        self.context = context
        self.registry = Registry(self.server_address[1], trust, threading.Event())


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


@contextmanager
def serving(
    host: str = HOST,
    *,
    signed_by: trustme.CA | None = None,
    trusted: trustme.CA | None = None,
    tls: bool = True,
    at: tuple[str, int] = (HOST, 0),
) -> Iterator[Registry]:
    """Serve a registry whose certificate is for this host; whoever asks it trusts the same authority unless told."""
    authority = signed_by or trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    with _Server(context if tls else None, trusting(trusted or authority), at) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.registry
        finally:
            server.registry.ended.set()
            server.shutdown()
            thread.join()


@dataclass
class Proxy:
    """A proxy of a clinic: what it was asked, and to where it leads whatever that was."""

    at: tuple[str, int]
    to: tuple[str, int]
    refuses: bool = False
    heads: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        host, port = self.at
        return f"http://{host}:{port}"


class _Tunnel(StreamRequestHandler):
    server: _Proxying

    def handle(self) -> None:
        with suppress(OSError):
            self._handle()

    def _handle(self) -> None:
        lines = iter(lambda: self.rfile.readline().decode("latin-1"), "\r\n")
        self.server.proxy.heads.append("".join(lines))
        if self.server.proxy.refuses:
            self.wfile.write(head("403 Forbidden", {"Content-Length": "0"}))
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(self.server.proxy.to) as onward:
            back = threading.Thread(target=_carry, args=(onward, self.request))
            back.start()
            _carry(self.request, onward)
            back.join()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(64 * 1024):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)


class _Proxying(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, to: tuple[str, int], at: tuple[str, int]) -> None:
        super().__init__(at, _Tunnel)
        self.proxy = Proxy((at[0], self.server_address[1]), to)


@contextmanager
def proxying(to: int, host: str = HOST, port: int = 0) -> Iterator[Proxy]:
    """Serve a proxy on this host that leads to its port `to`, whatever host is named."""
    with _Proxying((host, to), (host, port)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.proxy
        finally:
            server.shutdown()
            thread.join()
