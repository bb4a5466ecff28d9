"""A front as a clinic has one: TLS towards the browser, plain HTTP towards the form; it can also take headers away."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_OF_ONE_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding"})


class Quiet(BaseHTTPRequestHandler):
    """Answers say only what they are told to say; connections end with their answer."""

    timeout = 30

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, headers: Collection[tuple[str, str]], body: bytes = b"") -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class _Passing(Quiet):
    """Hands each request on as it is, its Host too, and each answer back, without some headers."""

    server: Front

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with closing(HTTPConnection("127.0.0.1", self.server.form, timeout=30)) as form:
            form.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in _OF_ONE_CONNECTION:
                    form.putheader(name, value)
            form.endheaders(body)
            self._hand_back(form.getresponse())

    do_HEAD = do_OPTIONS = do_POST = do_GET  # noqa: N815 - the names are the standard library's

    def _hand_back(self, got: HTTPResponse) -> None:
        headers = [(name, value) for name, value in got.getheaders() if name.lower() not in self.server.without]
        self.answer(got.status, headers, got.read())


class Front(ThreadingHTTPServer):
    """Stands before the form that listens on a port."""

    def __init__(self, form: int, *, without: Collection[str] = (), tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.form = form
        self.without = _OF_ONE_CONNECTION | {name.lower() for name in without}
        if tls:  # the handshake waits for the connection's own thread
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)


class _Redirecting(Quiet):
    def do_GET(self) -> None:
        self.answer(301, [("Location", f"https://{self.headers['Host']}{self.path}"), ("Content-Length", "0")])


class ToHttps(ThreadingHTTPServer):
    """Sends everybody who comes without TLS to the same address with it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Redirecting)


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[int]:
    """Let a server run in a thread of its own; give its port."""
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
