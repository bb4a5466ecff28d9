"""One request to the registry: over verified TLS, to one host, and over in time whatever the other side does."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Event, Timer
from typing import Final
from urllib.parse import urlencode, urlsplit

from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as LibraryTimeout
from urllib3.response import HTTPResponse

from decision_aid.registry.unanswered import Reason, Unanswered

HOST: Final = "clinicaltrials.gov"
HEADERS: Final = {
    "User-Agent": "decision-aid",
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_OK: Final = 200
_PIECE: Final = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many seconds a request may take from beginning to end, and how many bytes its answer may have unpacked."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; only that of status 200 has its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Wire:
    """Sends a path and nothing else: no cookie, no Referer, no credentials. Nothing is taken from the environment.

    `trust` says whose certificates count, those of the system unless given; `proxy` is `http://HOST:PORT` or "".
    """

    def __init__(
        self, host: str = HOST, port: int = 443, *, trust: ssl.SSLContext | None = None, proxy: str = ""
    ) -> None:
        self._at = (host, port)
        self._trust = trust or _system_trust()
        self._proxy = urlsplit(proxy)

    @property
    def origin(self) -> tuple[str, str, int]:
        """Return scheme, host and port of the registry."""
        return ("https", *self._at)

    def get(self, path: str, query: Mapping[str, str], bounds: Bounds) -> Response:
        """Return the response; nothing is followed and nothing tried again. Raises Unanswered."""
        connection = self._connection(bounds.seconds)
        with _cut_off(connection, bounds.seconds) as cutting:
            try:
                connection.connect()
                cutting.hold(connection.sock)
                connection.request("GET", _address(path, query), headers=HEADERS, preload_content=False)
                with connection.getresponse() as response:
                    found = _read(response, bounds.size)
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                raise Unanswered(self._reason(error, cutting)) from None
        if cutting.done:  # what is cut off may look like an end
            raise Unanswered(Reason.SLOW)
        return found

    def _connection(self, seconds: float) -> HTTPSConnection:
        host, port = self._at
        if not self._proxy.hostname:
            return HTTPSConnection(host, port, timeout=seconds, ssl_context=self._trust)
        connection = HTTPSConnection(
            self._proxy.hostname, self._proxy.port, timeout=seconds, ssl_context=self._trust, server_hostname=host
        )
        connection.set_tunnel(host, port)
        return connection

    def _reason(self, error: Exception, cutting: _Cutting) -> Reason:
        nobody = isinstance(error, NewConnectionError)  # which the library counts among those that took too long
        if cutting.done or (isinstance(error, (LibraryTimeout, TimeoutError)) and not nobody):
            return Reason.SLOW
        if cutting.connected:
            return Reason.CUT_SHORT
        if isinstance(error, ssl.SSLError):
            return Reason.TLS
        return Reason.PROXY if self._proxy.hostname else Reason.CONNECTION


def _system_trust() -> ssl.SSLContext:
    """Return what trusts the system's certificates; Python's own would write keys where SSLKEYLOGFILE says."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context


def _address(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query, safe=',')}" if query else path


def _read(response: HTTPResponse, size: int) -> Response:
    """Return the response with its body, of which no more than `size` bytes are ever unpacked. Raises Unanswered."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status != _OK:
        return Response(response.status, headers)
    body = bytearray()
    for piece in response.stream(_PIECE, decode_content=True):
        body += piece
        if len(body) > size:
            raise Unanswered(Reason.TOO_LARGE)
    return Response(response.status, headers, bytes(body))


class _Cutting:
    """Ends a connection from another thread: a timeout of the socket alone begins anew with each byte that drips in."""

    def __init__(self, connection: HTTPSConnection) -> None:
        self._connection = connection
        self._held: socket.socket | None = None
        self._done = Event()

    @property
    def done(self) -> bool:
        return self._done.is_set()

    @property
    def connected(self) -> bool:
        return self._held is not None

    def hold(self, held: socket.socket | None) -> None:
        """Keep the socket, which the connection lets go of where the other side said that it closes."""
        self._held = held
        if self.done:
            raise TimeoutError

    def release(self) -> None:
        """Close what is held: a response that could not be read holds it open, until that is collected."""
        if self._held and (number := self._held.detach()) >= 0:
            socket.close(number)

    def __call__(self) -> None:
        self._done.set()
        if held := self._held or self._connection.sock:
            with suppress(OSError):  # it is closed already, or about to be wrapped, which has a limit of its own
                socket.socket.shutdown(held, socket.SHUT_RDWR)  # that of TLS would wait, and mend its own state


@contextmanager
def _cut_off(connection: HTTPSConnection, seconds: float) -> Iterator[_Cutting]:
    cutting = _Cutting(connection)
    timer = Timer(seconds, cutting)
    timer.daemon = True
    timer.start()
    try:
        yield cutting
    finally:
        timer.cancel()
        connection.close()
        cutting.release()
