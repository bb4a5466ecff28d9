"""Calls an application as a server does, with no client library between: only the application's own work is timed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from time import process_time_ns
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication

HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and the CPU nanoseconds this process spent on it."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    nanoseconds: int

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, made ready beforehand."""

    environ: dict[str, Any]
    body: bytes


def asked(path: str, cookie: str = "", form: dict[str, str] | None = None) -> Asked:
    """Return a GET, or a POST of this form from a page of ours."""
    path, _, query = path.partition("?")
    body = urlencode(form or {}).encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET" if form is None else "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if form is not None:
        environ |= {"HTTP_SEC_FETCH_SITE": "same-origin", "CONTENT_LENGTH": str(len(body))}
        environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    return Asked(environ, body)


def call(application: WSGIApplication, request: Asked) -> Reply:
    """Return the application's reply to a request."""
    environ = request.environ | {"wsgi.input": io.BytesIO(request.body)}
    told: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:
        told.extend((status, headers))

    before = process_time_ns()
    parts = application(environ, start)
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    spent = process_time_ns() - before
    return Reply(told[0], tuple(told[1]), body, spent)
